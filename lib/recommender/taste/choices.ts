/** What people say of their taste without rating a title, and which titles it is about. */
import type { Choice, TitleFacts } from '../types.ts';

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
  cosy: {
    any: ['feel-good', 'whimsical', 'small-town', 'food', 'village', 'christmas', 'friendship'],
    never: ['horror', 'war', 'gory', 'scary', 'serial-killer', 'terrorism', 'action', 'gunfight'],
  },
  dark: {
    any: ['noir', 'serial-killer', 'dark-comedy', 'dystopia', 'obsession', 'corruption', 'addiction'],
    never: ['family', 'feel-good', 'whimsical', 'slapstick'],
  },
  funny: {
    any: ['comedy', 'slapstick', 'parody', 'satire', 'romantic-comedy', 'dark-comedy'],
    never: ['tearjerker', 'holocaust'],
  },
  tense: {
    any: ['suspense', 'thriller', 'kidnapping', 'serial-killer', 'survival'],
    never: ['family', 'feel-good', 'slapstick'],
  },
  sad: {
    any: ['tearjerker', 'grief', 'melancholy', 'illness', 'holocaust'],
    never: ['feel-good', 'slapstick'],
  },
  'mind-bending': {
    any: [
      'nonlinear',
      'twist-ending',
      'time-loop',
      'time-travel',
      'surreal',
      'virtual-reality',
      'memory-loss',
      'doppelganger',
      'dream',
      'amnesia',
    ],
    never: ['family'],
  },
  romantic: {
    any: ['romance', 'romantic-comedy', 'first-love', 'love-triangle', 'forbidden-love'],
    never: ['horror', 'gory'],
  },
  scary: {
    any: ['horror', 'scary', 'haunted-house', 'demon', 'zombie', 'serial-killer'],
    never: ['feel-good'],
  },
  violent: {
    any: [
      'gory',
      'gunfight',
      'serial-killer',
      'hitman',
      'gangster',
      'murder',
      'war',
      'martial-arts',
      'swordplay',
    ],
    never: ['family', 'feel-good'],
  },
  gentle: {
    any: ['slow-burn', 'melancholy', 'village', 'nature', 'old-age', 'childhood', 'feel-good'],
    never: ['horror', 'war', 'gory', 'scary', 'action', 'thriller', 'murder', 'gunfight', 'serial-killer'],
  },
  exciting: { any: ['action', 'chase', 'heist', 'racing', 'escape', 'adventure'], never: ['slow-burn'] },
  quirky: { any: ['whimsical', 'absurd', 'surreal', 'dark-comedy'], never: ['war'] },
};

function fitsMood({ genres, keywords }: TitleFacts, mood: string): boolean {
  const words = MOODS[mood];
  const has = (word: string) => genres.includes(word) || keywords.includes(word);
  return words?.any.some(has) === true && !words.never.some(has);
}
