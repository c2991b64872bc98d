import type { Metadata } from 'next';
import { DismissalList } from '@/components/account/dismissal-list.tsx';
import {
  FeedChoiceSetting,
  MaturitySetting,
  PersonalisedSwitch,
} from '@/components/account/feed-settings.tsx';
import { Setting, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { TasteSetting } from '@/components/account/taste-setting.tsx';
import { ThemeSetting } from '@/components/account/theme-setting.tsx';
import { readTaste, readTasteOptions } from '@/lib/account/taste.ts';
import { listDismissals } from '@/lib/library/dismissals.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const viewer = await viewerOrSignIn('/settings');
  const [taste, options, dismissals] = await Promise.all([
    readTaste(viewer.id),
    readTasteOptions(),
    listDismissals(viewer.id),
  ]);
  return (
    <SettingsFrame current="/settings">
      <Setting title="Your feed">
        <PersonalisedSwitch personalised={viewer.personalised} />
        {viewer.personalised && (
          <div className="mt-6">
            <p className="mb-1 text-sm font-medium">Where you start</p>
            <FeedChoiceSetting feedChoice={viewer.feedChoice} />
          </div>
        )}
      </Setting>
      <Setting
        title="What you like"
        hint="A start for your recommendations. What you watch and rate soon says more."
      >
        <TasteSetting taste={taste} options={options} />
      </Setting>
      <Setting
        title="What you told us"
        hint="Everything you are not interested in. Remove one to let it back in."
      >
        <DismissalList dismissals={dismissals} />
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
