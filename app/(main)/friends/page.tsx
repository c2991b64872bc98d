import type { Metadata } from 'next';
import { Circle } from '@/components/friends/circle.tsx';
import { CircleSwitch } from '@/components/friends/circle-switch.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { viewerOrSignIn } from '@/lib/session.ts';
import { readFriendsBoard } from '@/lib/social/board.ts';

export const metadata: Metadata = { title: 'Friends' };

export default async function FriendsPage() {
  const viewer = await viewerOrSignIn('/friends');
  const board = await readFriendsBoard(viewer.id);
  return (
    <div className="page">
      <div className="max-w-3xl">
        <PageHeading title="Friends" aside={<CircleSwitch current="friends" />}>
          Your handle is <span className="font-medium text-ink">@{viewer.handle}</span>. Friends find you by
          it.
        </PageHeading>
        <Circle initial={board} personalised={viewer.personalised} />
      </div>
    </div>
  );
}
