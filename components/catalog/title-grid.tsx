import { PosterGrid } from '@/components/poster/poster-grid.tsx';
import { TitleCard } from '@/components/title/title-card.tsx';
import type { TitleWithState } from '@/lib/catalog/summary.ts';

type TitleGridProps = {
  readonly titles: readonly TitleWithState[];
  readonly signedIn: boolean;
  /** How many posters are on the screen at first. */
  readonly eager?: number;
};

export function TitleGrid({ titles, signedIn, eager = 0 }: TitleGridProps) {
  return (
    <PosterGrid>
      {titles.map((title, index) => (
        <li key={title.id}>
          <TitleCard title={title} signedIn={signedIn} priority={index < eager} />
        </li>
      ))}
    </PosterGrid>
  );
}
