/** Words → stretches that mean something: from left to right, and the longest wins. */
import { readYears } from './decades.ts';
import type { Lexicon } from './lexicon.ts';
import { fillers } from './turns-of-speech.ts';
import { type Meaning, type Pick, vocabulary } from './vocabulary.ts';
import type { Word } from './words.ts';

export type Stretch = {
  /** Words from `start` up to, but without, `end`. */
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly meaning: Meaning | { readonly kind: 'unread' };
};

/** A word as it may have been meant: as a term of the vocabulary, and as a part of a name. */
type Spelled = { readonly term: string; readonly name: string };

/** How surely a title is being named: by nothing, by "I love", by "films like". */
type Hint = 0 | 1 | 2;

const SMALL =
  /^(the|an?|of|in|and|for|to|on|at|with|by|from|is|my|me|it|i|you|your|her|his|us|we|up|no|not|go|be|so)$/;

export function matchWords(words: readonly Word[], lexicon: Lexicon): Stretch[] {
  const spelled = words.map((word) => spell(word, lexicon));
  const stretches: Stretch[] = [];
  for (let at = 0; at < words.length; at = stretches.at(-1)!.end)
    stretches.push(longestAt(at, words, spelled, stretches, lexicon));
  return stretches;
}

function spell({ folded }: Word, { known, terms, names }: Lexicon): Spelled {
  if (known.has(folded)) return { term: folded, name: folded };
  return { term: terms.correct(folded) ?? folded, name: names.correct(folded) ?? folded };
}

function longestAt(
  at: number,
  words: readonly Word[],
  spelled: readonly Spelled[],
  before: readonly Stretch[],
  lexicon: Lexicon,
): Stretch {
  const term = matchTerm(at, words, spelled, lexicon);
  const person = matchPerson(at, words, spelled, lexicon);
  const title = matchTitle(at, words, spelled, hintFrom(before, words[at]!), lexicon);
  const found = [title, term, person].filter((one) => one !== undefined);
  const longest = found.sort((a, b) => b.end - a.end)[0];
  if (longest) return longest;
  const word = words[at]!.folded;
  const filler = fillers.has(word) || /^\d+$/.test(word);
  const meaning = filler ? ({ kind: 'turn', turn: 'filler' } as const) : ({ kind: 'unread' } as const);
  return { start: at, end: at + 1, words: word, meaning };
}

function matchTerm(
  at: number,
  words: readonly Word[],
  spelled: readonly Spelled[],
  { languages, people }: Lexicon,
): Stretch | undefined {
  const years = readYears(words, at);
  if (years)
    return stretch(at, years.length, words, { kind: 'picks', wanted: years.picks, unwanted: years.picks });
  for (let length = reach(at, words, vocabulary.longest); length > 0; length--) {
    const phrase = join(spelled, at, length, 'term');
    const meaning = vocabulary.phrases.get(phrase);
    if (!meaning) continue;
    if (meaning.kind === 'turn') return { start: at, end: at + length, words: phrase, meaning };
    const inCatalogue = ({ facet, value }: Pick) =>
      facet === 'language' ? languages.has(value) : facet !== 'person' || people.has(value.toLowerCase());
    const wanted = meaning.wanted.filter(inCatalogue);
    if (wanted.length === 0) continue;
    return stretch(at, length, words, {
      kind: 'picks',
      wanted,
      unwanted: meaning.unwanted.filter(inCatalogue),
    });
  }
  return undefined;
}

function matchPerson(
  at: number,
  words: readonly Word[],
  spelled: readonly Spelled[],
  { people, plain }: Lexicon,
): Stretch | undefined {
  for (let length = reach(at, words, 5); length > 0; length--) {
    const name = join(spelled, at, length, 'name');
    const found = people.get(name) ?? people.get(withoutEnding(name));
    if (!found || (length === 1 && isSomebodyElse(at, words, spelled, plain))) continue;
    const sure = length > 1 || (!plain.has(name) && (name.length >= 5 || words[at]!.capital));
    if (!sure && !(words[at]!.capital && at > 0 && !vocabulary.words.has(name))) continue;
    const picks = found.map((value) => ({ facet: 'person', value }) as const);
    return stretch(at, length, words, { kind: 'picks', wanted: picks, unwanted: picks });
  }
  return undefined;
}

/** `Agnes Varda`: after another first name a corrected last name, here `Varma`, would be a guess at who is meant. */
function isSomebodyElse(
  at: number,
  words: readonly Word[],
  spelled: readonly Spelled[],
  plain: Lexicon['plain'],
): boolean {
  const { folded, before } = words[at]!;
  const first = words[at - 1];
  if (spelled[at]!.name === folded || before !== 'nothing') return false;
  return first?.capital === true && !plain.has(first.folded);
}

/** `hitchcockian` → `hitchcock`, `the nolans` → `nolan`. */
function withoutEnding(name: string): string {
  return name.replace(/(ian|esque|ish|s)$/, '');
}

function matchTitle(
  at: number,
  words: readonly Word[],
  spelled: readonly Spelled[],
  hint: Hint,
  lexicon: Lexicon,
): Stretch | undefined {
  for (let length = reach(at, words, lexicon.longestTitle, true); length > 0; length--) {
    const name = join(spelled, at, length, 'name');
    const id = lexicon.titles.get(name);
    if (
      id === undefined ||
      !isNamed(words.slice(at, at + length), name, hint, endsAt(at + length, words), lexicon)
    )
      continue;
    const picks = [{ facet: 'title', value: String(id) }] as const;
    return stretch(at, length, words, { kind: 'picks', wanted: picks, unwanted: picks });
  }
  return undefined;
}

/** Whether these words are the title, and not only the same words. */
function isNamed(
  words: readonly Word[],
  name: string,
  hint: Hint,
  ends: boolean,
  { plain }: Lexicon,
): boolean {
  if (words.every(({ quoted }) => quoted)) return true;
  const content = words.filter(({ folded }) => !SMALL.test(folded));
  const naming = content.length > 0 ? content : words;
  const capital = naming.every((word) => word.capital);
  const special = name.split(' ').some((word) => !plain.has(word) && !/^\d+$/.test(word));
  if (hint === 2) return special || ends || capital;
  if (hint === 1) return special || (ends && (capital || content.length > 1));
  if (content.length > 1) return special || capital;
  return special && capital && name.length >= 5;
}

/** Titles follow "films like", "I love", and other titles in a list. */
function hintFrom(before: readonly Stretch[], word: Word): Hint {
  if (word.before === 'stop') return 0;
  const last = before.findLast(({ meaning }) => !(meaning.kind === 'turn' && meaning.turn === 'and'));
  if (last?.meaning.kind === 'picks' && last.meaning.wanted[0]?.facet === 'title') return 1;
  if (last?.meaning.kind !== 'turn' || last !== before.at(-1)) return 0;
  if (last.meaning.turn === 'such-as' || last.words === 'nothing like') return 2;
  if (last.words === 'like' && isNoun(before.at(-2))) return 2;
  return last.meaning.turn === 'yes' || last.meaning.turn === 'no' ? 1 : 0;
}

/** In "films like" and "thrillers like" the like is no verb. */
function isNoun(one: Stretch | undefined): boolean {
  return one?.meaning.kind === 'picks' || (one?.meaning.kind === 'turn' && one.meaning.turn === 'films');
}

function endsAt(end: number, words: readonly Word[]): boolean {
  const next = words[end];
  return (
    next?.before !== 'nothing' ||
    /^(and|or|but|is|was|are|though|please|too|because|so|more|very|a)$/.test(next.folded)
  );
}

/** How many words from `at` on stand together, `most` at the most. A name may hold a comma, a phrase may not. */
function reach(at: number, words: readonly Word[], most: number, commas = false): number {
  let length = 1;
  while (length < most && at + length < words.length) {
    const { before } = words[at + length]!;
    if (before === 'stop' || (before === 'comma' && !commas)) break;
    length++;
  }
  return length;
}

function join(spelled: readonly Spelled[], at: number, length: number, as: keyof Spelled): string {
  let joined = spelled[at]![as];
  for (let next = at + 1; next < at + length; next++) joined += ` ${spelled[next]![as]}`;
  return joined;
}

function stretch(start: number, length: number, words: readonly Word[], meaning: Meaning): Stretch {
  const end = start + length;
  return {
    start,
    end,
    words: words
      .slice(start, end)
      .map(({ folded }) => folded)
      .join(' '),
    meaning,
  };
}
