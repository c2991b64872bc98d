import type { Metadata } from 'next';
import Link from 'next/link';
import { DismissalList } from '@/components/account/dismissal-list.tsx';
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
import { readTasteReset } from '@/lib/account/reset-taste.ts';
import { readTaste, readTasteOptions } from '@/lib/account/taste.ts';
import { readFriendWeights } from '@/lib/feed/friend-weights.ts';
import { readKnownAbout } from '@/lib/feed/known-about.ts';
import { listDismissals } from '@/lib/library/dismissals.ts';
import { listMuted } from '@/lib/library/mute.ts';
import { viewerOrSignIn } from '@/lib/session.ts';
import { listFriends } from '@/lib/social/circle.ts';

export const metadata: Metadata = { title: 'Taste' };

export default async function TastePage() {
  const viewer = await viewerOrSignIn('/settings/taste');
  const [statements, taste, options, dismissals, muted, friends, weights, reset, description] =
    await Promise.all([
      readKnownAbout(viewer),
      readTaste(viewer.id),
      readTasteOptions(),
      listDismissals(viewer.id),
      listMuted(viewer.id),
      listFriends(viewer.id),
      readFriendWeights(viewer),
      readTasteReset(viewer.id),
      readOwnDescription(viewer.id),
    ]);
  return (
    <SettingsFrame current="/settings/taste">
      <Setting
        title="What we know about you"
        hint={
          <>
            Read from your library, and from nothing else. What came of it is under{' '}
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
        <SettingPart title="Your description">
          <TasteDescription key={reset?.at.getTime()} description={description} longest={MOST_CHARACTERS} />
        </SettingPart>
        <SettingPart title="From the lists">
          <TasteSetting key={reset?.at.getTime()} taste={taste} options={options} />
        </SettingPart>
        <SettingPart title="Not interested">
          <DismissalList dismissals={dismissals} />
        </SettingPart>
        <SettingPart title="Titles that are not used">
          <MutedList muted={muted} />
        </SettingPart>
      </Setting>
      <Setting
        title="How much friends count"
        hint="Only in your own recommendations, and only while you both share ratings. Friends are not told."
      >
        {friends.length > 0 ? (
          <ul>
            {friends.map((friend) => (
              <PersonRow key={friend.id} person={friend}>
                {weights.length > 0 && (
                  <FriendWeightText weight={weights.find(({ id }) => id === friend.id)} />
                )}
                <InfluenceSelect friend={friend} />
              </PersonRow>
            ))}
          </ul>
        ) : (
          <p className="text-soft">You have no friends here yet.</p>
        )}
      </Setting>
      <Setting title="Start over" hint="Become a stranger to your feed without losing your diary.">
        <ResetTaste reset={reset} isDemo={viewer.isDemo} />
      </Setting>
    </SettingsFrame>
  );
}
