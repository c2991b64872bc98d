'use client';

import { changePreferences, setPersonalised } from '@/lib/actions/preferences.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { useKept } from './use-kept.ts';

export function PersonalisedSwitch({ personalised }: { readonly personalised: boolean }) {
  const [on, keep] = useKept(
    personalised,
    (value) => setPersonalised({ personalised: value }),
    (value) =>
      value ? 'Recommendations are on.' : 'Recommendations are off. Nothing is computed about you.',
  );
  return (
    <label className="flex min-h-11 items-center justify-between gap-6">
      <span>
        <span className="block font-medium">Recommendations for me</span>
        <span className="block max-w-xl text-sm text-soft">
          Off: you get everything strictly by time, and nothing is computed from what you watch.
        </span>
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        onChange={(event) => keep(event.target.checked)}
        className="relative h-7 w-12 shrink-0 appearance-none rounded-control border border-edge bg-raised transition before:absolute before:top-[3px] before:left-[3px] before:size-5 before:rounded-control before:bg-edge before:transition checked:border-ink checked:bg-ink checked:before:translate-x-5 checked:before:bg-paper"
      />
    </label>
  );
}

type FeedChoice = 'for-you' | 'latest';

export function FeedChoiceSetting({ feedChoice }: { readonly feedChoice: FeedChoice }) {
  const [value, keep] = useKept<FeedChoice>(feedChoice, (wanted) =>
    changePreferences({ feedChoice: wanted }),
  );
  return (
    <ChoiceGroup
      label="Where you start"
      value={value}
      onChange={keep}
      choices={[
        {
          value: 'for-you',
          label: 'For you',
          hint: 'Picked from what you and your friends like, each with its reason.',
        },
        { value: 'latest', label: 'Latest', hint: 'New titles and what friends did, strictly by time.' },
      ]}
    />
  );
}

type Variety = 'familiar' | 'balanced' | 'surprising';

export function VarietySetting({ variety }: { readonly variety: Variety }) {
  const [value, keep] = useKept<Variety>(variety, (wanted) => changePreferences({ variety: wanted }));
  return (
    <ChoiceGroup
      label="Variety"
      value={value}
      onChange={keep}
      choices={[
        { value: 'familiar', label: 'Familiar', hint: 'Close to what you already like.' },
        { value: 'balanced', label: 'Balanced', hint: 'Mostly what fits, with a few detours.' },
        {
          value: 'surprising',
          label: 'Surprising',
          hint: 'More kinds of titles, more you have never heard of.',
        },
      ]}
    />
  );
}

export function MaturitySetting({ maturityLimit }: { readonly maturityLimit: number | null }) {
  const [value, keep] = useKept(maturityLimit, (wanted) =>
    changePreferences({ maturityLimit: wanted as 0 | 7 | 12 | 16 | 18 | null }),
  );
  return (
    <ChoiceGroup
      label="Highest age rating"
      value={value}
      onChange={keep}
      choices={[
        { value: null, label: 'Show everything' },
        { value: 16, label: 'Up to 16' },
        { value: 12, label: 'Up to 12' },
        { value: 7, label: 'Up to 7' },
        { value: 0, label: 'Only what suits everybody' },
      ]}
    />
  );
}
