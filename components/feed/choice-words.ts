import { genreName, languageName } from '@/lib/format.ts';
import type { Facet } from '@/lib/recommender/types.ts';

/** ("decade", "1980") → "the 1980s", as it stands inside a sentence. A title is given by its name. */
export function choiceWords(facet: Facet, value: string): string {
  switch (facet) {
    case 'genre':
      return genreName(value).toLowerCase();
    case 'language':
      return languageName(value);
    case 'decade':
      return `the ${value}s`;
    case 'kind':
      return value === 'film' ? 'films' : 'series';
    case 'keyword':
    case 'mood':
      return value.replaceAll('-', ' ');
    case 'person':
    case 'title':
      return value;
  }
}
