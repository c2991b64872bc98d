import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

export function WatchlistEmpty() {
  return (
    <EmptyState
      title="Your watchlist is empty"
      action={<ButtonLink href="/search">Browse titles</ButtonLink>}
    >
      Choose “List” under any poster, or press <kbd>l</kbd> on a title’s page, and it waits for you here.
    </EmptyState>
  );
}
