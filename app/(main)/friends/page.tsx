import type { Metadata } from 'next';
import { Circle } from '@/components/friends/circle.tsx';
import { CircleSwitch } from '@/components/friends/circle-switch.tsx';
import { InviteLinks } from '@/components/friends/invite-links.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { readCircleFigures } from '@/lib/feed/circle-figures.ts';
import { viewerOrSignIn } from '@/lib/session.ts';
import { readFriendsBoard } from '@/lib/social/board.ts';
import { listInvites } from '@/lib/social/invites.ts';

export const metadata: Metadata = { title: 'Friends' };

export default async function FriendsPage() {
  const viewer = await viewerOrSignIn('/friends');
  const [board, figures, invites] = await Promise.all([
    readFriendsBoard(viewer.id),
    readCircleFigures(viewer),
    listInvites(viewer.id),
  ]);
  return (
    <div className="page">
      <div className="max-w-3xl">
        <PageHeading title="Friends" aside={<CircleSwitch current="friends" />}>
          Your handle is <span className="font-medium text-ink">@{viewer.handle}</span>. Friends find you by
          it.
        </PageHeading>
        <Circle initial={board} figures={figures} personalised={viewer.personalised}>
          {!viewer.isDemo && <InviteLinks initial={invites} name={viewer.displayName} />}
        </Circle>
      </div>
    </div>
  );
}
