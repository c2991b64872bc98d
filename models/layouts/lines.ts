/** Text files read line by line; whatever is wrong with one is said with its file and line. */
import { readFileSync } from 'node:fs';

/** A line that is not empty, and `file:number` for messages. */
export type Line = readonly [text: string, place: string];

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
export function linesOf(text: string, file: string, header?: string): Line[] {
  const lines = text.split('\n');
  if (header !== undefined && lines[0] !== header) throw new Error(`${file}:1: the header must be ${header}`);
  const body: Line[] = [];
  for (let index = header === undefined ? 0 : 1; index < lines.length; index++) {
    const line = lines[index]!.trimEnd();
    if (line !== '') body.push([line, `${file}:${index + 1}`]);
  }
  if (body.length === 0)
    throw new Error(`${file}:1: nothing to read${header === undefined ? '' : ' below the header'}`);
  return body;
}

/** Whole numbers with the given separator between them, or a refusal that says what was expected. */
export function parseIds([text, place]: Line, separator: RegExp, expected: string): number[] {
  return text.split(separator).map((field) => {
    if (!/^\d+$/.test(field))
      throw new Error(`${place}: "${field}" in "${shortened(text)}" is not ${expected}`);
    return Number(field);
  });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/**
 * How many rows (or columns) a set of ids needs. Ids index arrays, so they have to be numbered with few holes: one
 * beyond twice as many as there are different ids is taken for a mistake.
 */
export function countIds(kind: string): { add(id: number, place: string): void; finish(): number } {
  const seen = new Set<number>();
  let highest = -1;
  let where = '';
  return {
    add: (id, place) => {
      seen.add(id);
      if (id > highest) [highest, where] = [id, place];
    },
    finish: () => {
      if (highest >= 2 * seen.size + 100) {
        throw new Error(
          `${where}: ${kind} ${highest} is out of range; there are ${seen.size} different ${kind}s, number them from 0 on`,
        );
      }
      return highest + 1;
    },
  };
}
