import { Stars } from '@/components/rating/stars-text.tsx';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { ComparedTitle } from '@/lib/feed/match.ts';

type ComparedTitlesProps = {
  readonly name: string;
  readonly titles: readonly ComparedTitle[];
  /** Where there is room for two columns. */
  readonly wide?: boolean;
};

/** Titles with the stars of both. */
export function ComparedTitles({ name, titles, wide }: ComparedTitlesProps) {
  return (
    <ul className={wide ? 'grid gap-x-10 md:grid-cols-2' : undefined}>
      {titles.map(({ title, yours, theirs }) => (
        <li
          key={title.id}
          className={joinClasses(
            'flex gap-4 border-b border-line py-2',
            wide ? undefined : 'last:border-b-0',
          )}
        >
          <RowPoster title={title} className="w-9 rounded-[6px]" />
          <div className="min-w-0">
            <RowName title={title} />
            <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
              <Word who="You" stars={yours} />
              <Word who={name} stars={theirs} />
            </dl>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Word({ who, stars }: { readonly who: string; readonly stars: number | null }) {
  return (
    <div className="flex items-center gap-2">
      <dt>{who}</dt>
      <dd>{stars === null ? 'not rated' : <Stars value={stars} />}</dd>
    </div>
  );
}
