'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ReasonText } from '@/components/feed/reason-text.tsx';
import { Poster } from '@/components/poster/poster.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { FeedItem } from '@/lib/feed/types.ts';

type Sample = readonly Omit<FeedItem, 'position'>[];
type SampleRowProps = {
  readonly picks: readonly number[];
  readonly genres: readonly string[];
  readonly languages: readonly string[];
  readonly first: Sample;
};

/** Six titles that today's picks would lead to; they change with every pick. */
export function SampleRow({ picks, genres, languages, first }: SampleRowProps) {
  const query = new URLSearchParams({
    picks: picks.join(','),
    genres: genres.join(','),
    languages: languages.join(','),
  }).toString();
  const untouched = picks.length + genres.length + languages.length === 0;
  const sample = useQuery({
    queryKey: ['sample', query],
    queryFn: () => fetchSample(query),
    placeholderData: keepPreviousData,
    initialData: untouched ? first : undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section aria-label="What we would suggest">
      <p className="mb-2 text-sm text-soft" role="status">
        {sample.isError
          ? 'The suggestions did not come; your picks are kept.'
          : untouched
            ? 'What most people like'
            : 'What we would suggest now'}
      </p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Suggestions"
        className={joinClasses(
          'flex gap-3 overflow-x-auto pb-1 transition',
          sample.isPlaceholderData && 'opacity-60',
        )}
      >
        {(sample.data ?? first).map(({ title, explanation }) => (
          <li
            key={title.id}
            className="flex w-40 shrink-0 items-center gap-2.5 md:w-44"
            data-sample={title.slug}
          >
            <div className="w-14 shrink-0">
              <Poster title={title} size="thumb" />
            </div>
            <p className="min-w-0 text-xs text-soft">
              <b className="line-clamp-2 font-semibold text-ink">{title.name}</b>
              <span className="line-clamp-2">
                <ReasonText reason={explanation.reason} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function fetchSample(query: string): Promise<Sample> {
  const response = await fetch(`/api/welcome/sample?${query}`);
  if (!response.ok) throw new Error(`The sample answered ${response.status}`);
  const { items } = (await response.json()) as { items: Sample };
  return items;
}
