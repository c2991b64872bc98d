import Link from 'next/link';
import type { ReactNode } from 'react';
import { Star } from '@/components/rating/star.tsx';
import { ChipLink } from '@/components/ui/chip.tsx';
import type { TitlePage } from '@/lib/catalog/titles.ts';
import { countryName, countText, genreName, languageName, listText, runtimeText } from '@/lib/format.ts';
import { FollowToggle } from './follow-toggle.tsx';

export function TitleFacts({ title }: { readonly title: TitlePage }) {
  const facts = [
    title.kind === 'film' ? 'Film' : 'Series',
    String(title.year),
    runtimeText(title.runtime, title.kind),
    listText(title.countries.map(countryName)),
    languageName(title.language),
    title.maturity === 0 ? 'For everyone' : `From ${title.maturity}`,
  ];
  return (
    <header className="flex flex-col gap-4">
      <div>
        <h1 className="text-3xl md:text-4xl">{title.name}</h1>
        {title.originalName !== title.name && (
          <p className="mt-2 font-display text-lg text-soft" lang={title.language}>
            {title.originalName}
          </p>
        )}
      </div>
      <p className="text-soft">{facts.join(' · ')}</p>
      {title.shown && (
        <p className="flex items-baseline gap-2">
          <span className="inline-flex items-center gap-1.5 text-lg font-semibold tabular-nums">
            <Star fill={1} size={18} />
            {title.shown.stars.toFixed(1)}
          </span>
          <span className="text-sm text-soft">
            out of 5{title.shown.raters > 0 && `, with ${countText(title.shown.raters, 'rating')} from here`}
          </span>
        </p>
      )}
      <p className="max-w-2xl text-lg">{title.synopsis}</p>
      <ul aria-label="Genres" className="flex flex-wrap gap-2">
        {title.genres.map((genre) => (
          <li key={genre}>
            <ChipLink href={`/search?genre=${genre}`} prefetch={false}>
              {genreName(genre)}
            </ChipLink>
          </li>
        ))}
      </ul>
    </header>
  );
}

type CreditsProps = {
  readonly title: TitlePage;
  /** Whom the viewer follows; null where nobody is signed in. */
  readonly followed: ReadonlySet<string> | null;
};

export function Credits({ title, followed }: CreditsProps) {
  return (
    <dl className="grid gap-x-10 gap-y-4 sm:grid-cols-[auto_1fr]">
      <Credit
        word={title.kind === 'film' ? 'Directed by' : 'Created by'}
        names={title.makers}
        followed={followed}
      />
      {title.cast.length > 0 && (
        <Credit word="With" names={title.cast} followed={followed} named={title.makers} />
      )}
    </dl>
  );
}

type CreditProps = {
  readonly word: ReactNode;
  readonly names: readonly string[];
  readonly followed: CreditsProps['followed'];
  /** Who stands above already: one toggle a person is enough. */
  readonly named?: readonly string[];
};

function Credit({ word, names, followed, named = [] }: CreditProps) {
  return (
    <>
      <dt className="text-soft sm:pt-2.5">{word}</dt>
      <dd className="-mt-3 sm:mt-0">
        <ul className={`flex flex-wrap ${followed ? 'gap-x-2' : 'gap-x-5'}`}>
          {names.map((name) => (
            <li key={name} className="flex items-center">
              <Link
                href={`/search?q=${encodeURIComponent(name)}`}
                prefetch={false}
                className="inline-flex min-h-11 items-center underline decoration-line decoration-2 underline-offset-4 hover:decoration-current"
              >
                {name}
              </Link>
              {followed && !named.includes(name) && <FollowToggle name={name} initial={followed.has(name)} />}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
