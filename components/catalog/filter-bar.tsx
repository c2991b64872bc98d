import { Check } from 'lucide-react';
import Link from 'next/link';
import { ChipLink } from '@/components/ui/chip.tsx';
import type { BrowseResult } from '@/lib/catalog/browse.ts';
import type { BrowseFilters } from '@/lib/catalog/browse-filters.ts';
import { browseHref } from './browse-href.ts';
import { FilterMenu } from './filter-menu.tsx';
import { FACETS, filterWords, SORT_WORDS } from './filter-words.ts';

type FilterBarProps = {
  readonly filters: BrowseFilters;
  readonly facets: BrowseResult['facets'];
  readonly signedIn: boolean;
};

/** Each filter opens a list of links: every choice there still is, with the number of titles it leaves. */
export function FilterBar({ filters, facets, signedIn }: FilterBarProps) {
  const unseen = facets.unseen[0]?.count ?? 0;
  return (
    <nav aria-label="Filters" className="relative flex flex-wrap items-center gap-2">
      {FACETS.map(({ name, words }) => {
        const value = filters[name];
        return (
          <FilterMenu
            key={name}
            words={value === null ? words : filterWords(name, value)}
            selected={value !== null}
          >
            <Choices
              choices={[
                { words: 'Any', href: browseHref(filters, { [name]: null }), current: value === null },
                ...withChosen(facets[name], value).map((choice) => ({
                  words: filterWords(name, choice.value),
                  href: browseHref(filters, { [name]: choice.value }),
                  current: choice.value === value,
                  count: choice.count,
                })),
              ]}
            />
          </FilterMenu>
        );
      })}
      {signedIn && (
        <ChipLink
          href={browseHref(filters, { unseen: filters.unseen ? null : 'yes' })}
          selected={filters.unseen !== null}
          prefetch={false}
          scroll={false}
          className="min-h-11"
        >
          Not seen yet <span className={filters.unseen ? '' : 'text-soft'}>{unseen}</span>
        </ChipLink>
      )}
      <div className="md:ml-auto">
        <FilterMenu words={`Sort: ${sortWords(filters).toLowerCase()}`} selected={false}>
          <Choices
            choices={Object.entries(SORT_WORDS).map(([sort, words]) => ({
              words,
              href: browseHref(filters, { sort: sort as NonNullable<BrowseFilters['sort']> }),
              current: sort === (filters.sort ?? (filters.q ? '' : 'popular')),
            }))}
          />
        </FilterMenu>
      </div>
    </nav>
  );
}

function sortWords({ sort, q }: BrowseFilters): string {
  if (sort !== null) return SORT_WORDS[sort];
  return q === null ? SORT_WORDS.popular : 'Best match';
}

/** The chosen value stays in the list also when it leaves nothing. */
function withChosen<T extends { value: string; count: number }>(
  choices: readonly T[],
  chosen: string | null,
) {
  if (chosen === null || choices.some(({ value }) => value === chosen)) return choices;
  return [{ value: chosen, count: 0 }, ...choices];
}

type Choice = {
  readonly words: string;
  readonly href: string;
  readonly current: boolean;
  readonly count?: number;
};

function Choices({ choices }: { readonly choices: readonly Choice[] }) {
  return (
    <ul>
      {choices.map(({ words, href, current, count }) => (
        <li key={words}>
          <Link
            href={href}
            prefetch={false}
            scroll={false}
            aria-current={current ? 'true' : undefined}
            className="flex min-h-11 items-center gap-3 rounded-[10px] px-3 text-sm hover:bg-paper focus-visible:outline-offset-[-2px]"
          >
            <Check aria-hidden size={16} className={current ? '' : 'invisible'} />
            <span className="flex-1">{words}</span>
            {count !== undefined && <span className="text-soft tabular-nums">{count}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
