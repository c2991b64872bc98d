/** The names a description may hold: people and titles of the catalogue, found by their words. */
import type { TitleFacts, TitleId } from '../../recommender/types.ts';
import { fillers } from './turns-of-speech.ts';
import { indexSpelling, type Spelling } from './typos.ts';
import { vocabulary } from './vocabulary.ts';
import { wordsOfName } from './words.ts';

export type NamedTitle = Pick<TitleFacts, 'id' | 'name' | 'year' | 'makers' | 'cast' | 'language'> & {
  /** How many people rated it: of two titles with one name the better known is meant. */
  readonly priorCount: number;
  readonly synopsis: string;
};

export type Lexicon = {
  /** Words of a title's name → the title. */
  readonly titles: ReadonlyMap<string, TitleId>;
  readonly longestTitle: number;
  /** Words of a full name, or of a last name that only one well-known person has → the person. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly longestName: number;
  readonly languages: ReadonlySet<string>;
  /** Words that any sentence may use: a title made of nothing else is not recognised by its words alone. */
  readonly plain: ReadonlySet<string>;
  readonly names: Spelling;
  readonly terms: Spelling;
  /** Every word that needs no correction. */
  readonly known: ReadonlySet<string>;
};

/** Credits from which a last name alone may stand for somebody. */
const WELL_KNOWN = 2;
/** How many times as many credits as the next person of that name. */
const CLEARLY = 2;
const FAMILY_CREDITS = 3;
/** Synopses that are read for ordinary words. */
const SENTENCES = 3000;
const PARTICLES: ReadonlySet<string> = new Set(['de', 'del', 'van', 'von', 'di', 'la', 'le', 'du', 'da']);

export function buildLexicon(catalogue: readonly NamedTitle[]): Lexicon {
  const titles = indexTitles(catalogue);
  const people = indexPeople(catalogue);
  const nameWords = new Set([...people.keys(), ...titles.keys()].flatMap((name) => name.split(' ')));
  // What the catalogue's own sentences write in lower case is an ordinary word, and no spelling of another.
  const ordinary = new Set(
    catalogue
      .slice(0, SENTENCES)
      .flatMap(({ synopsis }) => synopsis.match(/(?<![\p{L}'’-])\p{Ll}{2,}/gu) ?? []),
  );
  const plain = new Set([...[...ordinary].flatMap(wordsOfName), ...vocabulary.words, ...fillers]);
  return {
    titles,
    longestTitle: longestOf(titles.keys()),
    people,
    longestName: longestOf(people.keys()),
    languages: new Set(catalogue.map(({ language }) => language)),
    plain,
    names: indexSpelling(nameWords),
    terms: indexSpelling(vocabulary.words),
    known: new Set([...plain, ...nameWords]),
  };
}

function indexTitles(catalogue: readonly NamedTitle[]): Map<string, TitleId> {
  const titles = new Map<string, TitleId>();
  const byFame = [...catalogue].sort((a, b) => b.priorCount - a.priorCount || b.year - a.year);
  const add = (name: string, id: TitleId) => {
    const words = wordsOfName(name).join(' ');
    if (words !== '' && !titles.has(words)) titles.set(words, id);
  };
  for (const { id, name } of byFame) add(name, id);
  for (const { id, name } of byFame) {
    const short = withoutBrackets(name);
    if (short !== name) add(short, id);
    if (withoutArticle(short) !== short) add(withoutArticle(short), id);
  }
  // Of a series of films the first is meant: "Star Wars", "The Lord of the Rings".
  for (const { id, name } of [...catalogue].sort((a, b) => a.year - b.year)) {
    const [before, after] = name.split(/:\s/);
    if (after) {
      add(before!, id);
      add(withoutArticle(before!), id);
    }
  }
  return titles;
}

/** `The Office (UK)` → `The Office` */
function withoutBrackets(name: string): string {
  return name.replace(/\s*\([^)]*\)$/, '');
}

function withoutArticle(name: string): string {
  return name.replace(/^(the|an?) (?=.)/i, '');
}

function indexPeople(catalogue: readonly NamedTitle[]): Map<string, readonly string[]> {
  const credits = new Map<string, number>();
  for (const { makers, cast } of catalogue) {
    for (const name of new Set([...makers, ...cast])) credits.set(name, (credits.get(name) ?? 0) + 1);
  }
  const people = new Map<string, readonly string[]>();
  const families = new Map<string, (readonly [name: string, credits: number])[]>();
  for (const [name, count] of credits) {
    people.set(wordsOfName(name).join(' '), [name]);
    for (const last of lastNamesOf(name)) {
      const family = families.get(last);
      if (family) family.push([name, count]);
      else families.set(last, [[name, count]]);
    }
  }
  for (const [last, family] of families) {
    const [first, second] = family.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (first![1] >= WELL_KNOWN && first![1] >= CLEARLY * (second?.[1] ?? 0) && !people.has(last))
      people.set(last, [first![0]]);
    const known = family.filter(([, count]) => count >= FAMILY_CREDITS).map(([name]) => name);
    if (known.length === 2) for (const word of ['brothers', 'sisters']) people.set(`${last} ${word}`, known);
  }
  return people;
}

/** `Robert De Niro` → `niro`, `de niro`; `Bong Joon-ho` → `bong`; `Helena Bonham Carter` → `carter`, `bonham carter`. */
function lastNamesOf(name: string): string[] {
  const words = wordsOfName(name.replace(/,? (Jr|Sr)\.?$/, ''));
  if (words.length < 2) return [];
  const found = [words.at(-1)!];
  if (words.length > 2) found.push(words.slice(-2).join(' '));
  if (/^\S+ \p{Lu}\p{Ll}+-\p{Ll}+$/u.test(name)) found[0] = words[0]!;
  return found.filter((last) => last.length >= 3 && !PARTICLES.has(last));
}

function longestOf(names: Iterable<string>): number {
  let longest = 0;
  for (const name of names) longest = Math.max(longest, name.split(' ').length);
  return longest;
}
