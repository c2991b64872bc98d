/** What people say of their taste without rating a title, and which titles it is about. */
import type { Choice, TitleFacts } from './types.ts';

export function fits(facts: TitleFacts, { facet, value }: Pick<Choice, 'facet' | 'value'>): boolean {
  switch (facet) {
    case 'genre':
      return facts.genres.includes(value);
    case 'language':
      return facts.language === value;
    case 'decade':
      return Math.floor(facts.year / 10) * 10 === Number(value);
    case 'kind':
      return facts.kind === value;
    case 'keyword':
      return facts.keywords.includes(value);
    case 'mood':
      return fitsMood(facts, value);
    case 'person':
      return facts.makers.includes(value) || facts.cast.includes(value);
    case 'title':
      return facts.id === Number(value);
  }
}

/** A mood is a handful of the catalogue's own words: any of them makes a title fit, unless one of `never` does not. */
export const MOODS: Readonly<
  Record<string, { readonly any: readonly string[]; readonly never: readonly string[] }>
> = {
  'feel-good': {
    any: ['feel-good', 'whimsical', 'romantic-comedy'],
    never: ['horror', 'war', 'serial-killer'],
  },
  dark: {
    any: ['noir', 'serial-killer', 'dark-comedy', 'murder', 'dystopia'],
    never: ['family', 'feel-good'],
  },
};

function fitsMood({ genres, keywords }: TitleFacts, mood: string): boolean {
  const words = MOODS[mood];
  const has = (word: string) => genres.includes(word) || keywords.includes(word);
  return words !== undefined && words.any.some(has) && !words.never.some(has);
}
