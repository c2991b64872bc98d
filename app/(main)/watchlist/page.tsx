import type { Metadata } from 'next';
import {
  type WatchlistChoice,
  WatchlistControls,
  watchlistHref,
} from '@/components/catalog/watchlist-controls.tsx';
import { WatchlistEmpty } from '@/components/catalog/watchlist-empty.tsx';
import { WatchlistGrid } from '@/components/catalog/watchlist-grid.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { countText } from '@/lib/format.ts';
import { parseWatchlistChoice, readWatchlist } from '@/lib/library/read-watchlist.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Watchlist' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function WatchlistRoute({ searchParams }: Props) {
  const viewer = await viewerOrSignIn('/watchlist');
  const choice = parseWatchlistChoice(await searchParams);
  const { titles, counts } = await readWatchlist(viewer.id, choice);
  return (
    <div className="page">
      <PageHeading
        title="Watchlist"
        aside={counts.all > 0 && <WatchlistControls choice={choice} counts={counts} />}
      >
        {counts.all > 0 && `${countText(counts.all, 'title')} to see`}
      </PageHeading>
      {counts.all === 0 && <WatchlistEmpty />}
      {counts.all > 0 && titles.length === 0 && <NothingOfKind choice={choice} all={counts.all} />}
      {titles.length > 0 && <WatchlistGrid key={`${choice.sort}-${choice.kind}`} titles={titles} />}
      {titles.length < counts[choice.kind ?? 'all'] && titles.length > 0 && (
        <div className="mt-10 text-center">
          <ButtonLink
            href={watchlistHref({ ...choice, pages: choice.pages + 1 })}
            variant="quiet"
            scroll={false}
          >
            Show more
          </ButtonLink>
        </div>
      )}
    </div>
  );
}

function NothingOfKind({ choice, all }: { readonly choice: WatchlistChoice; readonly all: number }) {
  return (
    <EmptyState
      title={choice.kind === 'film' ? 'No films on your list' : 'No series on your list'}
      action={
        <ButtonLink href={watchlistHref({ ...choice, kind: null })}>
          Show {countText(all, 'title')}
        </ButtonLink>
      }
    />
  );
}
