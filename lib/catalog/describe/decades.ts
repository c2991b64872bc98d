/** Years and decades in words and figures: "the 70s", "1999", "before 1980", "1990 to 2005". */
import type { Pick } from './vocabulary.ts';
import type { Word } from './words.ts';

const FIRST = 1920;
const LAST = 2020;

export type Years = { readonly picks: readonly Pick[]; readonly length: number };

/** What the words from `at` on say about years, and how many words say it. */
export function readYears(words: readonly Word[], at: number): Years | undefined {
  const word = words[at]!.folded;
  const next = words[at + 1] && yearOf(words[at + 1]!.folded);
  if (next !== undefined && /^(before|pre)$/.test(word)) return years(FIRST, next - 1, 2);
  if (next !== undefined && /^(after|since|post)$/.test(word)) return years(next, LAST + 9, 2);
  const from = yearOf(word);
  if (from === undefined) return undefined;
  const last = words[at + 2] && yearOf(words[at + 2]!.folded);
  if (last !== undefined && /^(to|until|till)$/.test(words[at + 1]!.folded)) return years(from, last, 3);
  if (next !== undefined && next > from && words[at + 1]!.before === 'nothing') return years(from, next, 2);
  return years(from, from, 1);
}

function yearOf(word: string): number | undefined {
  const [, century, tens] = /^(19|20)?(\d\d)s?$/.exec(word) ?? [];
  if (tens === undefined) return undefined;
  if (century) return Number(century + tens);
  if (!/0s$/.test(word)) return undefined;
  return Number(tens) >= 20 ? 1900 + Number(tens) : 2000 + Number(tens);
}

function years(from: number, to: number, length: number): Years | undefined {
  const picks: Pick[] = [];
  for (let decade = Math.floor(from / 10) * 10; decade <= to; decade += 10) {
    if (decade >= FIRST && decade <= LAST) picks.push({ facet: 'decade', value: String(decade) });
  }
  return picks.length > 0 ? { picks, length } : undefined;
}
