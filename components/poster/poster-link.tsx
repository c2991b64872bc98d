import Link from 'next/link';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { Poster } from './poster.tsx';

type PosterLinkProps = {
  readonly title: TitleSummary;
  readonly priority?: boolean;
  readonly size?: 'grid' | 'large' | 'thumb';
};

export function PosterLink({ title, priority, size }: PosterLinkProps) {
  return (
    <Link
      href={`/titles/${title.slug}`}
      prefetch={false}
      className="poster-link"
      aria-label={`${title.name}, ${title.year}`}
    >
      <Poster title={title} priority={priority} size={size} />
    </Link>
  );
}
