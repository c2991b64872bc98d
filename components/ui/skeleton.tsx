import { PosterGrid } from '../poster/poster-grid.tsx';
import { joinClasses } from './join-classes.ts';

export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={joinClasses('animate-pulse rounded-[8px] bg-line/70', className)} />;
}

export function PosterGridSkeleton({ count = 10 }: { readonly count?: number }) {
  return (
    <div role="status">
      <span className="sr-only">Loading…</span>
      <PosterGrid>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <li key={index} aria-hidden>
            <Skeleton className="aspect-2/3 rounded-poster" />
            <Skeleton className="mt-3 h-4 w-4/5" />
            <Skeleton className="mt-2 h-4 w-1/2" />
          </li>
        ))}
      </PosterGrid>
    </div>
  );
}
