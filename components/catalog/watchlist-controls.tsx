import { SegmentedLinks } from '@/components/ui/segmented.tsx';
import type { WatchlistChoice, WatchlistPage } from '@/lib/library/read-watchlist.ts';

export type { WatchlistChoice };

const KINDS = [
  { kind: null, words: 'All' },
  { kind: 'film', words: 'Films' },
  { kind: 'series', words: 'Series' },
] as const;
const SORTS = [
  { sort: 'newest', words: 'Newest' },
  { sort: 'shortest', words: 'Shortest' },
  { sort: 'rating', words: 'Highest rated' },
] as const;

type ControlsProps = { readonly choice: WatchlistChoice; readonly counts: WatchlistPage['counts'] };

export function WatchlistControls({ choice, counts }: ControlsProps) {
  const first = { ...choice, pages: 1 };
  return (
    <div className="flex max-w-full flex-wrap gap-3">
      <SegmentedLinks
        label="Films or series"
        items={KINDS.map(({ kind, words }) => ({
          href: watchlistHref({ ...first, kind }),
          label: `${words} ${counts[kind ?? 'all']}`,
          current: kind === choice.kind,
        }))}
      />
      <SegmentedLinks
        label="Order"
        items={SORTS.map(({ sort, words }) => ({
          href: watchlistHref({ ...first, sort }),
          label: words,
          current: sort === choice.sort,
        }))}
      />
    </div>
  );
}

export function watchlistHref({ sort, kind, pages }: WatchlistChoice): string {
  const parameters = new URLSearchParams({
    ...(sort !== 'newest' && { sort }),
    ...(kind !== null && { kind }),
    ...(pages > 1 && { pages: String(pages) }),
  }).toString();
  return parameters === '' ? '/watchlist' : `/watchlist?${parameters}`;
}
