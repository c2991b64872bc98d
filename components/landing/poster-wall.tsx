import { PosterLink } from '@/components/poster/poster-link.tsx';
import { showcase } from './showcase.ts';

/** Nine posters in three columns that do not quite line up, like a wall that was hung by hand. */
export function PosterWall() {
  return (
    <ul aria-label="A few of the titles" className="poster-wall">
      {showcase.map((title) => (
        <li key={title.slug}>
          <PosterLink title={title} priority />
        </li>
      ))}
    </ul>
  );
}
