/** A description as words: folded for comparing, with their place in the text for showing. */
import { foldAccents } from '../../../db/seed/slug.ts';

export type Word = {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  /** Within quotation marks. */
  readonly quoted: boolean;
  /** What stands between the word before and this one. */
  readonly before: 'nothing' | 'comma' | 'stop';
};

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** `slow-burn` is two words, `Nolan's` is `nolan`, `can't` is `cant`, `70's` is `70s`. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  const inQuotes = quotedSpans(text);
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const folded = foldWord(match[0]);
    const afterShort = /^(.|dr|mr|mrs|ms|jr|sr|st|vs|esp)$/.test(words.at(-1)?.folded ?? '');
    words.push({
      folded,
      start,
      end: start + match[0].length,
      capital: /^[\p{Lu}\p{N}]/u.test(match[0]),
      quoted: inQuotes.some(([from, to]) => from <= start && start < to),
      before: separatorOf(text.slice(end, start), afterShort),
    });
    end = start + match[0].length;
  }
  return words;
}

/** The words of a name or phrase, as a description's words are written. */
export function wordsOfName(name: string): string[] {
  return [...name.matchAll(WORD)].map(([word]) => foldWord(word));
}

function foldWord(word: string): string {
  const plain = /^[\w']+$/.test(word) ? word.toLowerCase() : foldAccents(word).replaceAll('’', "'");
  return plain
    .replace(/^(\d+)'s$/, '$1s')
    .replace(/'s$/, '')
    .replaceAll("'", '');
}

/** The dot of an initial or an abbreviation ends nothing. */
function separatorOf(between: string, afterShort: boolean): Word['before'] {
  if (/[.;!?\n]/.test(afterShort ? between.replace('.', '') : between)) return 'stop';
  return /[,:/()–—+]|\s-\s/.test(between) ? 'comma' : 'nothing';
}

function quotedSpans(text: string): (readonly [number, number])[] {
  return [...text.matchAll(/["“][^"“”]+["”]|(?<![\p{L}])[‘'][^‘’']+[’'](?![\p{L}])/gu)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
}
