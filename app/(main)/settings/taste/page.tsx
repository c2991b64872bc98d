import type { Metadata } from 'next';
import Link from 'next/link';
import { DismissalList } from '@/components/account/dismissal-list.tsx';
import { FollowedList } from '@/components/account/followed-list.tsx';
import { MutedList } from '@/components/account/muted-list.tsx';
import { ResetTaste } from '@/components/account/reset-taste.tsx';
import { Setting, SettingPart, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { TasteDescription } from '@/components/account/taste-description.tsx';
import { TastePortrait } from '@/components/account/taste-portrait.tsx';
import { TasteSetting } from '@/components/account/taste-setting.tsx';
import { FriendWeightText } from '@/components/friends/friend-weight-text.tsx';
import { InfluenceSelect } from '@/components/friends/influence-select.tsx';
import { PersonRow } from '@/components/friends/person-row.tsx';
import { MOST_CHARACTERS, readOwnDescription } from '@/lib/account/description.ts';
import { listFollowed } from '@/lib/account/follow.ts';
import { readTasteReset } from '@/lib/account/reset-taste.ts';
import { readTaste, readTasteOptions } from '@/lib/account/taste.ts';
import { readCircleFigures } from '@/lib/feed/circle-figures.ts';
import { readKnownAbout } from '@/lib/feed/known-about.ts';
import { listDismissals } from '@/lib/library/dismissals.ts';
import { listMuted } from '@/lib/library/mute.ts';
import { type Viewer, viewerOrSignIn } from '@/lib/session.ts';
import { listFriends } from '@/lib/social/circle.ts';

export const metadata: Metadata = { title: 'Taste' };

export default async function TastePage() {
  const viewer = await viewerOrSignIn('/settings/taste');
  const [statements, reset] = await Promise.all([readKnownAbout(viewer), readTasteReset(viewer.id)]);
  return (
    <SettingsFrame current="/settings/taste">
      <Setting
        title="What we know about you"
        hint={
          <>
            Read from your library and your visits, and from nothing else. What came of it is under{' '}
            <Link href="/recommended" className="text-ink underline underline-offset-4">
              recently recommended
            </Link>
            .
          </>
        }
      >
        <TastePortrait statements={statements} />
      </Setting>
      <Setting
        title="What you told us"
        hint="A start for your recommendations. What you watch and rate soon says more. Each takes effect at once."
      >
        <Told key={reset?.at.getTime()} viewer={viewer} />
      </Setting>
      <Setting
        title="How much friends count"
        hint="Their part in your taste as we see it; what they loved comes on top. Only while you both share ratings, and friends are not told."
      >
        <Friends viewer={viewer} />
      </Setting>
      <Setting title="Start over" hint="Become a stranger to your feed without losing your diary.">
        <ResetTaste reset={reset} isDemo={viewer.isDemo} />
      </Setting>
    </SettingsFrame>
  );
}

async function Told({ viewer: { id } }: { readonly viewer: Viewer }) {
  const [description, taste, options, followed, dismissals, muted] = await Promise.all([
    readOwnDescription(id),
    readTaste(id),
    readTasteOptions(),
    listFollowed(id),
    listDismissals(id),
    listMuted(id),
  ]);
  return (
    <>
      <TasteDescription description={description} longest={MOST_CHARACTERS} />
      <div className="mt-8">
        <TasteSetting taste={taste} options={options} />
      </div>
      <SettingPart title="People you follow">
        <FollowedList names={followed} />
      </SettingPart>
      <SettingPart title="Not interested">
        <DismissalList dismissals={dismissals} />
      </SettingPart>
      <SettingPart title="Titles that are not used">
        <MutedList muted={muted} />
      </SettingPart>
    </>
  );
}

async function Friends({ viewer }: { readonly viewer: Viewer }) {
  const [friends, figures] = await Promise.all([listFriends(viewer.id), readCircleFigures(viewer)]);
  if (friends.length === 0) return <p className="text-soft">You have no friends here yet.</p>;
  return (
    <ul>
      {friends.map((friend) => (
        <PersonRow key={friend.id} person={friend}>
          {Object.keys(figures).length > 0 && <FriendWeightText figures={figures[friend.id]} />}
          <InfluenceSelect friend={friend} />
        </PersonRow>
      ))}
    </ul>
  );
}
