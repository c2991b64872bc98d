'use client';

import { useId } from 'react';
import { useKept } from '@/components/account/use-kept.ts';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { Audience } from '@/db/schema/people.ts';
import { changePreferences } from '@/lib/actions/preferences.ts';
import type { Section } from '@/lib/social/audience.ts';
import { audienceSentence, audienceWords } from './section-words.ts';

type AudienceSettingProps = {
  readonly section: Section;
  readonly title: string;
  readonly audience: Audience;
};

/** Who sees one section: four choices in a row, and what the chosen one means. */
export function AudienceSetting({ section, title, audience }: AudienceSettingProps) {
  const name = useId();
  const [value, keep] = useKept<Audience>(
    audience,
    (wanted) => changePreferences(changeOf(section, wanted)),
    () => null,
  );
  return (
    <fieldset>
      <legend className="sr-only">Who sees your {title.toLowerCase()}</legend>
      <div className="grid grid-cols-2 gap-1 rounded-[24px] border border-line p-1 sm:grid-cols-4">
        {audienceWords.map((choice) => (
          <label
            key={choice.value}
            className={joinClasses(
              'relative inline-flex min-h-11 cursor-pointer items-center justify-center rounded-control px-3 text-center text-sm transition',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
              choice.value === value ? 'bg-ink font-semibold text-paper' : 'text-soft hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => keep(choice.value)}
              className="sr-only"
            />
            {choice.label}
          </label>
        ))}
      </div>
      <p role="status" className="mt-3 text-sm">
        {audienceSentence(section, value)}
      </p>
    </fieldset>
  );
}

function changeOf(section: Section, audience: Audience) {
  switch (section) {
    case 'ratings':
      return { shareRatings: audience };
    case 'diary':
      return { shareDiary: audience };
    case 'watchlist':
      return { shareWatchlist: audience };
    case 'friends':
      return { shareFriends: audience };
  }
}
