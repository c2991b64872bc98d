'use client';

import { PosterGrid } from '@/components/poster/poster-grid.tsx';
import { Star } from '@/components/rating/star.tsx';
import { useOwnState } from '@/components/title/own-state.ts';
import { TitleCard } from '@/components/title/title-card.tsx';
import { runtimeText } from '@/lib/format.ts';
import type { WatchlistTitle } from '@/lib/library/read-watchlist.ts';
import { WatchlistEmpty } from './watchlist-empty.tsx';

/** A title leaves the page when it leaves the list; the undo brings it back where it was. */
export function WatchlistGrid({ titles }: { readonly titles: readonly WatchlistTitle[] }) {
  return (
    <div className="group/list">
      <PosterGrid>
        {titles.map((title, index) => (
          <WatchlistItem key={title.id} title={title} priority={index < 10} />
        ))}
      </PosterGrid>
      <div className="hidden group-[:not(:has(li))]/list:block">
        <WatchlistEmpty />
      </div>
    </div>
  );
}

function WatchlistItem({ title, priority }: { readonly title: WatchlistTitle; readonly priority: boolean }) {
  const { watchlisted } = useOwnState(title, title.own);
  if (!watchlisted) return null;
  return (
    <li>
      <TitleCard title={title} priority={priority} reason={<Facts title={title} />} />
    </li>
  );
}

function Facts({ title }: { readonly title: WatchlistTitle }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span>{runtimeText(title.runtime)}</span>
      {title.stars !== null && (
        <span className="inline-flex items-center gap-1">
          <Star fill={1} size={13} />
          <span className="sr-only">Rated</span> {title.stars.toFixed(1)}
        </span>
      )}
    </span>
  );
}
