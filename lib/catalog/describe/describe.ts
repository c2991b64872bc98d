/** Free text → taste, without a language model: what is named, and whether it is wanted. Pure. */
import { isQuality } from '../../format.ts';
import type { Choice } from '../../recommender/types.ts';
import type { Lexicon } from './lexicon.ts';
import { matchWords, type Stretch } from './match-words.ts';
import type { Pick } from './vocabulary.ts';
import { splitWords, type Word } from './words.ts';

/** One thing that was understood, with the words it came from. */
export type Chip = Choice & { readonly said: string };

export type Described = {
  readonly chips: readonly Chip[];
  /** What was not understood, as it was written. */
  readonly unread: readonly string[];
};

/** So many small words at most stand between a "no" and what it refuses. */
const SMALL_WORDS = 6;

type Mode = 'yes' | 'no' | 'nothing' | 'quiet';
type Heard = { readonly chip: Chip; readonly sentence: number };

export function readDescription(text: string, lexicon: Lexicon): Described {
  const words = splitWords(text);
  const stretches = matchWords(words, lexicon);
  const said = ({ start, end }: Pair) => text.slice(words[start]!.start, words[end - 1]!.end);
  return {
    chips: withoutRepeats(readChips(stretches, words, said)),
    unread: joinUnread(stretches, words).map(said),
  };
}

type Pair = { readonly start: number; readonly end: number };

function readChips(
  stretches: readonly Stretch[],
  words: readonly Word[],
  said: (at: Pair) => string,
): Chip[] {
  const heard: Heard[] = [];
  let mode: Mode = 'yes';
  let sentence = 0;
  let negator = -1;
  for (const [index, one] of stretches.entries()) {
    const { before } = words[one.start]!;
    if (before === 'stop') {
      mode = 'yes';
      sentence += 1;
    }
    if (
      before === 'comma' &&
      (mode === 'quiet' || (mode === 'nothing' && !hasQuality(firstPick(index, stretches, words))))
    )
      mode = 'yes';
    if (one.meaning.kind === 'turn') {
      const { turn } = one.meaning;
      if (turn === 'no' || turn === 'nothing') {
        mode = turn;
        negator = index;
      } else if (turn === 'yes' && !isDirectlyAfter(negator, index, stretches, words)) mode = 'yes';
      else if (turn === 'yes') negator = index;
      else if (turn === 'quiet') mode = 'quiet';
      else if (turn === 'turn') mode = 'yes';
      else if (turn === 'no-before') refuse(heard, sentence);
    }
    if (mode === 'quiet') continue;
    const wanted = mode === 'yes';
    const picks = picksOf(index, stretches, words, wanted, isDirectlyAfter(negator, index, stretches, words));
    for (const pick of picks) heard.push({ chip: { ...pick, wanted, said: said(one) }, sentence });
  }
  return heard.map(({ chip }) => chip);
}

/** What is picked first in the clause that begins here, small words left out: "nothing gory, anything by the Coens". */
function firstPick(index: number, stretches: readonly Stretch[], words: readonly Word[]): Stretch {
  const end = stretches.findIndex((one, at) => at > index && words[one.start]!.before !== 'nothing');
  const clause = stretches.slice(index, end === -1 ? undefined : end);
  return clause.find(({ meaning }) => meaning.kind === 'picks') ?? stretches[index]!;
}

/** "Horror is not for me" and "Horror? No thanks" take back what was just said. */
function refuse(heard: Heard[], sentence: number): void {
  const about = heard.some((one) => one.sentence === sentence) ? sentence : sentence - 1;
  for (const [index, one] of heard.entries()) {
    if (one.sentence === about) heard[index] = { ...one, chip: { ...one.chip, wanted: false } };
  }
}

function picksOf(
  index: number,
  stretches: readonly Stretch[],
  words: readonly Word[],
  wanted: boolean,
  directly: boolean,
): readonly Pick[] {
  const { meaning } = stretches[index]!;
  if (meaning.kind === 'turn')
    return meaning.turn === 'films' ? filmsAsKind(index, stretches, words, wanted, directly) : [];
  if (meaning.kind === 'unread') return [];
  return wanted
    ? meaning.wanted
    : meaning.unwanted.filter((pick) => isRefused(pick, index, stretches, words, directly));
}

/**
 * In "no Korean horror" neither everything Korean nor series are refused, and in "no gory horror" only the gore: of
 * words that stand together, qualities come first, then what the thing is, then where and when.
 */
function isRefused(
  pick: Pick,
  index: number,
  stretches: readonly Stretch[],
  words: readonly Word[],
  directly: boolean,
): boolean {
  const group = groupOf(index, stretches, words).flatMap(({ meaning }) =>
    meaning.kind === 'picks' ? meaning.unwanted : [],
  );
  const rank = Math.min(...group.map(rankOf));
  if (pick.facet === 'kind' && !directly) return false;
  return rankOf(pick) === rank;
}

function rankOf(pick: Pick): number {
  if (pick.facet === 'person' || pick.facet === 'title' || isQuality(pick)) return 0;
  if (pick.facet === 'genre' || pick.facet === 'keyword') return 1;
  return pick.facet === 'kind' ? 3 : 2;
}

function groupOf(index: number, stretches: readonly Stretch[], words: readonly Word[]): readonly Stretch[] {
  const joined = (at: number) =>
    stretches[at]?.meaning.kind === 'picks' && words[stretches[at].start]!.before === 'nothing';
  let first = index;
  while (first > 0 && joined(first) && stretches[first - 1]!.meaning.kind === 'picks') first--;
  let last = index;
  while (joined(last + 1)) last++;
  return stretches.slice(first, last + 1);
}

/** "No films" and "only films" speak of the kind; "no war films" does not. */
function filmsAsKind(
  index: number,
  stretches: readonly Stretch[],
  words: readonly Word[],
  wanted: boolean,
  directly: boolean,
): readonly Pick[] {
  const next = stretches[index + 1];
  const before = stretches[index - 1]?.words ?? '';
  const alone = !next || words[next.start]!.before !== 'nothing' || isTurn(next, ['and', 'turn']);
  const only = /^(only|just)$/;
  const named = wanted
    ? only.test(before) || (next !== undefined && only.test(next.words))
    : directly && alone;
  return named ? [{ facet: 'kind', value: 'film' }] : [];
}

function isTurn({ meaning }: Stretch, turns: readonly string[]): boolean {
  return meaning.kind === 'turn' && turns.includes(meaning.turn);
}

/** Nothing but small words between a "no" and this. */
function isDirectlyAfter(
  negator: number,
  index: number,
  stretches: readonly Stretch[],
  words: readonly Word[],
): boolean {
  if (negator < 0 || index - negator > SMALL_WORDS) return false;
  const between = stretches.slice(negator + 1, index);
  const together = stretches
    .slice(negator + 1, index + 1)
    .every(({ start }) => words[start]!.before === 'nothing');
  return together && between.every((one) => isTurn(one, ['filler', 'no']));
}

function hasQuality({ meaning }: Stretch): boolean {
  return meaning.kind === 'picks'
    ? meaning.unwanted.some(isQuality)
    : isTurn({ meaning } as Stretch, ['filler', 'and', 'no', 'nothing']);
}

/** The last word on a thing counts. */
function withoutRepeats(chips: readonly Chip[]): Chip[] {
  const last = new Map<string, Chip>();
  for (const chip of chips) {
    const key = `${chip.facet} ${chip.value}`;
    const known = last.get(key);
    if (known?.wanted !== chip.wanted) last.set(key, chip);
  }
  return [...last.values()];
}

function joinUnread(stretches: readonly Stretch[], words: readonly Word[]): Pair[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end, meaning } of stretches) {
    if (meaning.kind !== 'unread') continue;
    const last = found.at(-1);
    if (last?.end === start && words[start]!.before === 'nothing') last.end = end;
    else found.push({ start, end });
  }
  return found;
}
