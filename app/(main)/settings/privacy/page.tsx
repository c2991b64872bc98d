import type { Metadata } from 'next';
import Link from 'next/link';
import { SharingSetting } from '@/components/account/feed-settings.tsx';
import { Setting, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Privacy' };

export default async function PrivacyPage() {
  const viewer = await viewerOrSignIn('/settings/privacy');
  return (
    <SettingsFrame current="/settings/privacy">
      <Setting
        title="Who sees your ratings"
        hint="It works both ways: you see as much of friends as they see of you."
      >
        <SharingSetting shareRatings={viewer.shareRatings} />
        <p className="mt-4 text-sm text-soft">
          How much each friend counts in your recommendations is under{' '}
          <Link href="/settings/taste" className="text-ink underline underline-offset-4">
            taste
          </Link>
          . Requests and blocked people are on the{' '}
          <Link href="/friends" className="text-ink underline underline-offset-4">
            friends page
          </Link>
          .
        </p>
      </Setting>
    </SettingsFrame>
  );
}
