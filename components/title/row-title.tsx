import Link from 'next/link';
import { Poster } from '@/components/poster/poster.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

type RowPosterProps = { readonly title: TitleSummary; readonly className: string };

/** A title's poster at the head of a row; the name beside it is the link that keyboards and readers find. */
export function RowPoster({ title, className }: RowPosterProps) {
  return (
    <Link
      href={`/titles/${title.slug}`}
      prefetch={false}
      aria-hidden
      tabIndex={-1}
      className={joinClasses(className, 'flex-none overflow-hidden')}
    >
      <Poster title={title} size="thumb" />
    </Link>
  );
}

export function RowName({ title }: { readonly title: TitleSummary }) {
  return (
    <Link
      href={`/titles/${title.slug}`}
      prefetch={false}
      className="touch inline-flex min-h-8 items-center text-ink hover:underline"
    >
      <span className="font-display text-lg leading-tight">
        {title.name} <span className="font-text text-sm text-soft">{title.year}</span>
      </span>
    </Link>
  );
}
