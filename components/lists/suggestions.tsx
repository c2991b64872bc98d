'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect } from 'react';
import { PosterLink } from '@/components/poster/poster-link.tsx';
import { Button } from '@/components/ui/button.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import type { ListSuggestion } from '@/lib/feed/list-suggestions.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { readJson } from './read-json.ts';

type SuggestionsProps = { readonly view: ListView; readonly onAdd: (title: TitleSummary) => void };
type Answer = { readonly suggestions: readonly ListSuggestion[]; readonly leftOut: boolean };

const SHOWN = 6;

/** From the taste of everybody on the list. What is added makes room for the next. */
export function Suggestions({ view, onAdd }: SuggestionsProps) {
  const { data, isPending, isError, isFetching, refetch } = useQuery({
    queryKey: ['list-suggestions', view.id],
    queryFn: ({ signal }) => readJson<Answer>(`/api/lists/${view.id}/suggestions`, signal),
    staleTime: 300_000,
  });
  const onList = new Set(view.items.map(({ title }) => title.id));
  const open = data?.suggestions.filter(({ title }) => !onList.has(title.id)) ?? [];
  const runsShort = data !== undefined && data.suggestions.length > SHOWN && open.length < SHOWN;
  useEffect(() => {
    if (runsShort && !isFetching) void refetch();
  }, [runsShort, isFetching, refetch]);
  return (
    <section aria-labelledby="suggestions" className="mt-14">
      <SectionHeading id="suggestions" title="For this list">
        {data?.leftOut && 'Members who turned recommendations off are not counted in'}
      </SectionHeading>
      {isPending && <Waiting />}
      {isError && (
        <p role="alert" className="flex flex-wrap items-center gap-3 text-soft">
          Nothing could be suggested just now.
          <Button size="s" variant="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data && open.length === 0 && (
        <p className="text-soft">
          Nothing to suggest yet. It begins when somebody on the list has rated or liked a few titles.
        </p>
      )}
      <ul className="grid grid-cols-3 gap-x-3 gap-y-6 sm:grid-cols-4 md:grid-cols-6 md:gap-x-5">
        {open.slice(0, SHOWN).map(({ title, reasons }) => (
          <li key={title.id} className="flex min-w-0 flex-col gap-1.5">
            <PosterLink title={title} />
            <p className="flex-1 text-xs text-soft">
              {reasons.map(({ who, words }) => `${who}: ${words}`).join('; ') || `${title.year}`}
            </p>
            <Button size="s" variant="quiet" aria-label={`Add ${title.name}`} onClick={() => onAdd(title)}>
              <Plus aria-hidden size={15} /> Add
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Waiting() {
  return (
    <div role="status" className="grid grid-cols-3 gap-3 sm:grid-cols-4 md:grid-cols-6 md:gap-x-5">
      <span className="sr-only">Loading…</span>
      {['one', 'two', 'three'].map((name) => (
        <Skeleton key={name} className="aspect-2/3 rounded-poster" />
      ))}
    </div>
  );
}
