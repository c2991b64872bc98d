/** Text files read line by line; whatever is wrong with one is said with its file and line. */
import { readFileSync } from 'node:fs';

/** A line that is not empty, and `file:number` for messages. */
export type Line = readonly [text: string, place: string];

/** Ids are kept in 32 bits. */
const HIGHEST_ID = 2 ** 31 - 1;

/** One text file of a layout; Windows line ends and a byte order mark are taken. */
export function readText(file: string, needs: string): string {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n/g, '\n');
  } catch (cause) {
    throw new Error(`${file}: cannot be read; ${needs}`, { cause });
  }
}

/** Every line with something on it, below the header if there has to be one; a file without any is refused. */
export function* eachLine(text: string, file: string, header?: string): Generator<Line> {
  let found = false;
  for (let start = 0, number = 1; start <= text.length; number++) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    const line = text.slice(start, end).trimEnd();
    start = end + 1;
    if (number === 1 && header !== undefined) {
      if (line !== header) throw new Error(`${file}:1: the header must be ${header}`);
    } else if (line !== '') {
      found = true;
      yield [line, `${file}:${number}`];
    }
  }
  if (!found) throw new Error(`${file}:1: nothing to read${header === undefined ? '' : ' below the header'}`);
}

export function linesOf(text: string, file: string, header?: string): Line[] {
  return [...eachLine(text, file, header)];
}

/** Ids with the given separator between them, or a refusal that says what was expected. */
export function parseIds(line: Line, separator: RegExp, expected: string): number[] {
  return line[0].split(separator).map((field) => parseId(field, line, expected));
}

export function parseId(field: string, [text, place]: Line, expected = 'a whole number'): number {
  if (!/^\d+$/.test(field))
    throw new Error(`${place}: "${field}" in "${shortened(text)}" is not ${expected}`);
  const id = Number(field);
  if (id > HIGHEST_ID) throw new Error(`${place}: id ${field} is out of range; ${HIGHEST_ID} is the highest`);
  return id;
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
