'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { PosterGrid } from '@/components/poster/poster-grid.tsx';
import { TitleCard } from '@/components/title/title-card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { MoreBelow } from '@/components/ui/more-below.tsx';
import type { LatestEntry, LatestPage } from '@/lib/feed/latest.ts';
import { listText, relativeTime, starsText } from '@/lib/format.ts';

/** What friends did and what was added, strictly by time. */
export function LatestList({ first }: { readonly first: LatestPage }) {
  const latest = useInfiniteQuery({
    queryKey: ['latest', first.entries[0]?.key],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => fetchLatest(pageParam),
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entries = latest.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) {
    return (
      <EmptyState title="Nothing has happened yet">
        Titles that are added and what your friends watch will stand here, newest first.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Latest" data-served-by="chronological">
      <PosterGrid>
        {entries.map((entry, index) => (
          <li key={entry.key}>
            <TitleCard title={entry.title} reason={<EntryText entry={entry} />} priority={index < 5} />
          </li>
        ))}
      </PosterGrid>
      <MoreBelow list={latest} />
    </section>
  );
}

const words = {
  rated: 'rated it',
  liked: 'loves it',
  watched: 'watched it',
  watchlisted: 'wants to see it',
} as const;

function EntryText({ entry }: { readonly entry: LatestEntry }) {
  const { friend, verbs, rating, at, title } = entry;
  if (at === null) return <>Released in {title.year}</>;
  const time = (
    <time dateTime={at} suppressHydrationWarning>
      {relativeTime(new Date(at))}
    </time>
  );
  if (!friend) return <>Added {time}</>;
  const done = verbs.map((verb) =>
    verb === 'rated' && rating !== null ? `gave it ${starsText(rating)}` : words[verb],
  );
  return (
    <>
      <Link href={`/people/${friend.handle}`} className="text-ink underline underline-offset-4">
        {friend.name.split(' ')[0]}
      </Link>{' '}
      {listText(done)}, {time}
    </>
  );
}

async function fetchLatest(cursor: string | null): Promise<LatestPage> {
  const response = await fetch(`/api/latest${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);
  if (!response.ok) throw new Error(`The feed answered ${response.status}`);
  return response.json() as Promise<LatestPage>;
}
