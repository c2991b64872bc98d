import { PosterGrid } from '@/components/poster/poster-grid.tsx';
import { PosterLink } from '@/components/poster/poster-link.tsx';
import { Stars } from '@/components/rating/stars-text.tsx';
import type { SharedRating } from '@/lib/social/shared-ratings.ts';

export function SharedRatings({ ratings }: { readonly ratings: readonly SharedRating[] }) {
  return (
    <PosterGrid>
      {ratings.map(({ title, rating, liked }) => (
        <li key={title.id}>
          <PosterLink title={title} />
          <p className="mt-3 flex items-center gap-2 text-sm text-soft">
            <Stars value={rating} />
            {liked && <span>Loved it</span>}
          </p>
        </li>
      ))}
    </PosterGrid>
  );
}
