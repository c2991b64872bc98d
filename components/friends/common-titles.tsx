import Link from 'next/link';
import { Poster } from '@/components/poster/poster.tsx';
import { Stars } from '@/components/rating/stars-text.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { CommonTitle } from '@/lib/social/profile.ts';

type CommonTitlesProps = { readonly name: string; readonly titles: readonly CommonTitle[] };

export function CommonTitles({ name, titles }: CommonTitlesProps) {
  return (
    <section aria-labelledby="common">
      <SectionHeading id="common" title="You both know" />
      <ul className="grid gap-x-10 md:grid-cols-2">
        {titles.map(({ title, yours, theirs }) => (
          <li key={title.id} className="flex gap-4 border-b border-line py-3">
            <span className="w-11 shrink-0">
              <Poster title={title} size="thumb" />
            </span>
            <div className="min-w-0 text-sm">
              <Link
                href={`/titles/${title.slug}`}
                className="touch inline-block font-display text-lg leading-snug hover:underline"
              >
                {title.name} <span className="font-text text-sm text-soft">{title.year}</span>
              </Link>
              <dl className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-soft">
                <Word who="You" stars={yours} />
                <Word who={name} stars={theirs} />
              </dl>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Word({ who, stars }: { readonly who: string; readonly stars: number | null }) {
  return (
    <div className="flex items-center gap-2">
      <dt>{who}</dt>
      <dd>{stars === null ? 'watched it' : <Stars value={stars} />}</dd>
    </div>
  );
}
