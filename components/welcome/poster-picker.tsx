'use client';

import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Poster } from '@/components/poster/poster.tsx';
import { PosterGrid } from '@/components/poster/poster-grid.tsx';
import { Field } from '@/components/ui/field.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

type PosterPickerProps = {
  readonly pickable: readonly TitleSummary[];
  readonly picks: readonly TitleSummary[];
  readonly onChange: (picks: readonly TitleSummary[]) => void;
};

/** A wall of posters to tick; what is missing can be searched for, and joins the front. */
export function PosterPicker({ pickable, picks, onChange }: PosterPickerProps) {
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['pick', sought],
    queryFn: () => searchTitles(sought),
    enabled: sought.length > 1,
    placeholderData: (previous) => previous,
  });
  const picked = new Set(picks.map(({ id }) => id));
  const known = new Set(pickable.map(({ id }) => id));
  const searching = sought.length > 1;
  const shown = searching ? (found.data ?? []) : [...picks.filter(({ id }) => !known.has(id)), ...pickable];
  const toggle = (title: TitleSummary) =>
    onChange(picked.has(title.id) ? picks.filter(({ id }) => id !== title.id) : [...picks, title]);
  return (
    <>
      <div className="mb-6 max-w-md">
        <Field
          label="Something else you love"
          name="pick-search"
          type="search"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p role="status" className={joinClasses('text-soft', searching && shown.length === 0 && 'pb-6')}>
        {searching && found.isSuccess && shown.length === 0 && `Nothing is called “${sought}” here.`}
        {searching && found.isError && 'The search did not answer. Try again.'}
      </p>
      <PosterGrid>
        {shown.map((title) => (
          <li key={title.id}>
            <button
              type="button"
              aria-pressed={picked.has(title.id)}
              aria-label={`${title.name}, ${title.year}`}
              onClick={() => toggle(title)}
              className={joinClasses(
                'relative block w-full rounded-poster text-left transition',
                picked.has(title.id) && 'ring-3 ring-ticket ring-offset-4 ring-offset-paper',
              )}
            >
              <Poster title={title} />
              {picked.has(title.id) && (
                <span
                  aria-hidden
                  className="absolute -top-4 -right-4 rounded-control bg-ticket p-1.5 text-on-ticket"
                >
                  <Check size={18} />
                </span>
              )}
            </button>
          </li>
        ))}
      </PosterGrid>
    </>
  );
}

async function searchTitles(text: string): Promise<readonly TitleSummary[]> {
  const response = await fetch(`/api/search?q=${encodeURIComponent(text)}`);
  if (!response.ok) throw new Error(`The search answered ${response.status}`);
  const { titles } = (await response.json()) as { titles: TitleSummary[] };
  return titles;
}
