import type { Metadata } from 'next';
import Link from 'next/link';
import { SharingSetting } from '@/components/account/feed-settings.tsx';
import { Setting, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { InfluenceSelect } from '@/components/friends/influence-select.tsx';
import { PersonRow } from '@/components/friends/person-row.tsx';
import { viewerOrSignIn } from '@/lib/session.ts';
import { listFriends } from '@/lib/social/circle.ts';

export const metadata: Metadata = { title: 'Privacy' };

export default async function PrivacyPage() {
  const viewer = await viewerOrSignIn('/settings/privacy');
  const friends = await listFriends(viewer.id);
  return (
    <SettingsFrame current="/settings/privacy">
      <Setting
        title="Who sees your ratings"
        hint="It works both ways: you see as much of friends as they see of you."
      >
        <SharingSetting shareRatings={viewer.shareRatings} />
      </Setting>
      <Setting title="How much friends count" hint="Only in your own recommendations. Friends are not told.">
        {friends.length > 0 ? (
          <ul>
            {friends.map((friend) => (
              <PersonRow key={friend.id} person={friend}>
                <InfluenceSelect friend={friend} />
              </PersonRow>
            ))}
          </ul>
        ) : (
          <p className="text-soft">You have no friends here yet.</p>
        )}
        <p className="mt-4 text-sm text-soft">
          Requests and blocked people are on the{' '}
          <Link href="/friends" className="text-ink underline underline-offset-4">
            friends page
          </Link>
          .
        </p>
      </Setting>
    </SettingsFrame>
  );
}
