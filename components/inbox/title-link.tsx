import Link from 'next/link';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

/** A title's name inside a sentence. */
export function TitleLink({ title }: { readonly title: TitleSummary }) {
  return (
    <Link href={`/titles/${title.slug}`} prefetch={false} className="touch title-name hover:underline">
      {title.name}
    </Link>
  );
}
