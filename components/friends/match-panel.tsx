import type { ReactNode } from 'react';
import { PosterLink } from '@/components/poster/poster-link.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { MatchPage } from '@/lib/feed/match.ts';
import { genreName } from '@/lib/format.ts';
import { ComparedTitles } from './compared-titles.tsx';
import { closenessWords, countWords, expectationWords, missingWords, sureWords } from './match-words.ts';

type MatchPanelProps = { readonly name: string; readonly page: MatchPage };

/** How well two friends match, what the number is made of, what both love and where they part. */
export function MatchPanel({ name, page }: MatchPanelProps) {
  const { match, favourites, differences, genres } = page;
  return (
    <section aria-labelledby="match">
      <SectionHeading id="match" title={`You and ${name}`} />
      {match.percent === null ? (
        <p className="max-w-xl text-soft">{missingWords(match)}</p>
      ) : (
        <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
          <p className="flex items-baseline gap-2">
            <span className="font-display text-4xl tabular-nums">{match.percent} %</span>
            <span className="text-soft">match</span>
          </p>
          <div className="max-w-xl flex-1 basis-72 text-sm">
            <p>
              {expectationWords(match)} {sureWords(match)}
            </p>
            <p className="mt-1 text-soft">
              Made of two things: {countWords(match)}, and {closenessWords(match)}.
            </p>
          </div>
        </div>
      )}
      <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-2 [&:not(:has(>*))]:hidden">
        {favourites.length > 0 && (
          <Part title="Both of you love">
            <ul className="grid grid-cols-3 gap-3 sm:grid-cols-6 lg:grid-cols-3 xl:grid-cols-6">
              {favourites.map(({ title }) => (
                <li key={title.id}>
                  <PosterLink title={title} size="thumb" />
                </li>
              ))}
            </ul>
          </Part>
        )}
        {differences.length > 0 && (
          <Part title="Where you differ most">
            <ComparedTitles name={name} titles={differences} />
          </Part>
        )}
        {genres.length > 0 && (
          <Part title="Genres you see differently">
            <ul className="flex flex-col gap-1">
              {genres.map(({ genre, yours, theirs }) => (
                <li key={genre} className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2">
                  <span className="font-medium">{genreName(genre)}</span>
                  <span className="text-sm text-soft tabular-nums">
                    on average {yours.toFixed(1)} stars from you, {theirs.toFixed(1)} from {name}
                  </span>
                </li>
              ))}
            </ul>
          </Part>
        )}
      </div>
    </section>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-3 font-text text-sm font-medium">{title}</h3>
      {children}
    </div>
  );
}
