'use client';

import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { PosterGrid } from '@/components/poster/poster-grid.tsx';
import { runAction } from '@/components/run-action.ts';
import { TitleCard } from '@/components/title/title-card.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { refreshSlate } from '@/lib/actions/slate.ts';
import type { FeedItem, FeedPage } from '@/lib/feed/types.ts';
import { ReasonText } from './reason-text.tsx';
import { useImpressions } from './use-impressions.ts';
import { WhyDrawer } from './why-drawer.tsx';

type SlateProps = { readonly first: FeedPage; readonly kind: 'film' | 'series' | null };

/** The recommendations: one slate, scrolled by cursor, and a button that asks for another. */
export function Slate({ first, kind }: SlateProps) {
  const [start, setStart] = useState(first);
  const [asked, setAsked] = useState<FeedItem | null>(null);
  const slate = useInfiniteQuery({
    queryKey: ['slate', start.slateId],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => fetchSlate(start.slateId, pageParam),
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [start], pageParams: [0] },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const refresh = useMutation({
    mutationFn: () => runAction(refreshSlate({ kind })),
    onSuccess(page) {
      setStart(page);
      window.scrollTo({ top: 0 });
    },
    onError: (error) => notifyError(error.message),
  });
  const items = slate.data.pages.flatMap((page) => page.items);
  const named = Object.assign({}, ...slate.data.pages.map((page) => page.named)) as FeedPage['named'];
  const list = useImpressions(start.slateId);

  if (items.length === 0) {
    return (
      <EmptyState title="You have seen everything here">
        There is nothing left that fits. Widen the filter above, or raise the maturity limit in settings.
      </EmptyState>
    );
  }
  return (
    <section
      aria-label="Recommendations"
      data-served-by={start.servedBy}
      data-slate={start.slateId}
      ref={list}
    >
      <PosterGrid>
        {items.map((item) => (
          <li key={item.title.id} data-position={item.position}>
            <TitleCard
              title={item.title}
              reason={<ReasonText reason={item.explanation.reason} />}
              onWhy={() => setAsked(item)}
              priority={item.position < 5}
            />
          </li>
        ))}
      </PosterGrid>
      {slate.isFetchNextPageError && (
        <ErrorState title="The next titles did not come" retry={() => void slate.fetchNextPage()} />
      )}
      <div className="mt-10 flex flex-wrap justify-center gap-3">
        {slate.hasNextPage && !slate.isFetchNextPageError && (
          <Button
            variant="quiet"
            disabled={slate.isFetchingNextPage}
            onClick={() => void slate.fetchNextPage()}
          >
            {slate.isFetchingNextPage ? 'Fetching…' : 'Show more'}
          </Button>
        )}
        <Button variant="quiet" disabled={refresh.isPending} onClick={() => refresh.mutate()}>
          <RefreshCw aria-hidden size={16} /> New picks
        </Button>
      </div>
      <WhyDrawer item={asked} named={named} onClose={() => setAsked(null)} />
    </section>
  );
}

async function fetchSlate(slateId: string, cursor: number): Promise<FeedPage> {
  const response = await fetch(`/api/feed?slate=${slateId}&cursor=${cursor}`);
  if (!response.ok) throw new Error(`The feed answered ${response.status}`);
  return response.json() as Promise<FeedPage>;
}
