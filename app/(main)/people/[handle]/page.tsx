import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CommonTitles } from '@/components/friends/common-titles.tsx';
import { ProfileActions } from '@/components/friends/profile-actions.tsx';
import { SharedRatings } from '@/components/friends/shared-ratings.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { type Viewer, viewerOrSignIn } from '@/lib/session.ts';
import { readFriendsBoard } from '@/lib/social/board.ts';
import { type PersonPage, readPersonPage } from '@/lib/social/profile.ts';

type Props = { readonly params: Promise<{ readonly handle: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `@${(await params).handle.slice(0, 20)}` };
}

export default async function PersonRoute({ params }: Props) {
  const { handle } = await params;
  const viewer = await viewerOrSignIn(`/people/${handle}`);
  const [person, board] = await Promise.all([readPersonPage(viewer.id, handle), readFriendsBoard(viewer.id)]);
  if (!person) notFound();
  const { shared } = person;
  return (
    <div className="page">
      <header className="mb-10 flex flex-wrap items-center justify-between gap-x-8 gap-y-5 pt-8 md:pt-10">
        <div className="flex min-w-0 items-center gap-4">
          <Avatar name={person.name} size={72} decorative />
          <div className="min-w-0">
            <h1 className="text-2xl md:text-3xl">{person.name}</h1>
            <p className="mt-1 text-soft">@{person.handle}</p>
          </div>
        </div>
        {person.relation === 'self' ? (
          <ButtonLink href="/settings/account" variant="quiet">
            Change name or handle
          </ButtonLink>
        ) : (
          <ProfileActions person={person} board={board} personalised={viewer.personalised} />
        )}
      </header>
      <div className="flex flex-col gap-14">
        {shared && shared.recent.length > 0 && <SharedRatings ratings={shared.recent} />}
        {shared && shared.common.length > 0 && <CommonTitles name={person.name} titles={shared.common} />}
        {!shared?.recent.length && (
          <p className="max-w-xl text-soft">{whyNothing(person, viewer.shareRatings)}</p>
        )}
      </div>
    </div>
  );
}

function whyNothing({ relation, name, shared }: PersonPage, viewerShares: Viewer['shareRatings']): string {
  if (relation === 'self')
    return 'What you rate shows here, and to friends as long as you share it with them.';
  if (relation !== 'friends') return `When you and ${name} are friends, you see what each other rates.`;
  if (shared) return `${name} has not rated anything yet.`;
  if (viewerShares === 'me')
    return 'You keep your ratings to yourself, so friends’ ratings are hidden from you too. Settings can change that.';
  return `${name} keeps ratings private.`;
}
