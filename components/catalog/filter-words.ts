import type { FacetName } from '@/lib/catalog/browse-counts.ts';
import type { BROWSE_SORTS, FilterName } from '@/lib/catalog/browse-filters.ts';
import { genreName, languageName } from '@/lib/format.ts';

export const FACETS: readonly { readonly name: Exclude<FacetName, 'unseen'>; readonly words: string }[] = [
  { name: 'kind', words: 'Type' },
  { name: 'genre', words: 'Genre' },
  { name: 'decade', words: 'Decade' },
  { name: 'language', words: 'Language' },
  { name: 'runtime', words: 'Length' },
  { name: 'rating', words: 'Rating' },
];

export const RUNTIME_WORDS: Readonly<Record<string, string>> = {
  'under-90': 'Under 1 h 30',
  '90-120': '1 h 30 to 2 h',
  '120-150': '2 h to 2 h 30',
  'over-150': 'Over 2 h 30',
};

export const SORT_WORDS: Readonly<Record<(typeof BROWSE_SORTS)[number], string>> = {
  popular: 'Most watched',
  rating: 'Highest rated',
  newest: 'Newest',
  oldest: 'Oldest',
  shortest: 'Shortest',
  name: 'A to Z',
};

/** A filter that is on, as its chip says it. */
export function filterWords(name: FilterName, value: string): string {
  switch (name) {
    case 'q':
      return `“${value}”`;
    case 'kind':
      return value === 'film' ? 'Films' : 'Series';
    case 'genre':
      return genreName(value);
    case 'decade':
      return `${value}s`;
    case 'language':
      return languageName(value);
    case 'runtime':
      return RUNTIME_WORDS[value] ?? value;
    case 'rating':
      return `${value} stars and up`;
    case 'unseen':
      return 'Not seen yet';
  }
}
