import type { Metadata } from 'next';
import Link from 'next/link';
import {
  FeedChoiceSetting,
  MaturitySetting,
  PersonalisedSwitch,
  VarietySetting,
} from '@/components/account/feed-settings.tsx';
import { Setting, SettingPart, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { ThemeSetting } from '@/components/account/theme-setting.tsx';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const viewer = await viewerOrSignIn('/settings');
  return (
    <SettingsFrame current="/settings">
      <Setting title="Your feed">
        <PersonalisedSwitch personalised={viewer.personalised} />
        {viewer.personalised && (
          <div className="mt-6">
            <SettingPart title="Where you start">
              <FeedChoiceSetting feedChoice={viewer.feedChoice} />
            </SettingPart>
            <SettingPart title="Variety">
              <VarietySetting variety={viewer.variety} />
            </SettingPart>
          </div>
        )}
        <p className="mt-6 text-sm text-soft">
          What your feed knows of you is under{' '}
          <Link href="/settings/taste" className="text-ink underline underline-offset-4">
            taste
          </Link>
          , what it showed you under{' '}
          <Link href="/recommended" className="text-ink underline underline-offset-4">
            recently recommended
          </Link>
          .
        </p>
      </Setting>
      <Setting
        title="Highest age rating"
        hint="Titles above it do not exist for you: not in the feed, not in search."
      >
        <MaturitySetting maturityLimit={viewer.maturityLimit} />
      </Setting>
      <Setting title="Theme">
        <ThemeSetting />
      </Setting>
    </SettingsFrame>
  );
}
