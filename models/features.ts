/** What is known of a title besides who liked it: genres, tags, decade; and for any other source people, language, keywords. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Entry, type Sparse, sparseOf } from '../lib/math/sparse.ts';
import type { Dataset, Item } from './dataset.ts';

/** A title (column of the ratings) carries a feature, named `block:value`: `genre:Comedy`, `tag:heist`, `person:Agnès Varda`. */
export type Fact = {
  readonly item: number;
  readonly name: string;
  /** Who said so, where one person of the data set did: it counts only where that person may be learned from. */
  readonly person?: number;
};

export type TitleFeatures = readonly Fact[];

/** A data set whose reader also brought features; without them the decade in the title is all there is. */
export type WithFeatures = { readonly features?: TitleFeatures };

/** A name that fewer titles carry connects nothing. */
const LEAST_TITLES = 2;

/** names[c] is what column c of `table` [items × names] stands for; 1 where the title carries it. */
export type FeatureTable = { readonly names: readonly string[]; readonly table: Sparse };

/** Facts of the titles as far as the training people know them, so that nothing said by held-out people leaks in. */
export function tabulateFeatures(training: Dataset & WithFeatures): FeatureTable {
  const allowed = new Set(training.people);
  const carriers = new Map<string, Set<number>>();
  const facts = [...decadesOf(training.items), ...(training.features ?? [])];
  for (const { item, name, person } of facts) {
    if (person !== undefined && !allowed.has(person)) continue;
    carriers.set(name, (carriers.get(name) ?? new Set()).add(item));
  }
  const names = [...carriers.keys()].filter((name) => carriers.get(name)!.size >= LEAST_TITLES).sort();
  const entries = names.flatMap((name, column) =>
    Array.from(carriers.get(name)!, (item): Entry => [item, column, 1]),
  );
  return { names, table: sparseOf(training.items.length, names.length, entries) };
}

/** `Heat (1995)` → decade:1990 */
function decadesOf(items: readonly Item[]): Fact[] {
  return items.flatMap(({ title }, item) => {
    const year = /\((\d{4})\)\s*$/.exec(title)?.[1];
    return year === undefined ? [] : [{ item, name: `decade:${year.slice(0, 3)}0` }];
  });
}

/** Genres of movies.csv and, where there is one, what people wrote in tags.csv. */
export function readMovieLensFeatures(folder: string, items: readonly Item[]): TitleFeatures {
  const columns = new Map(items.map(({ movieId }, column) => [movieId, column]));
  const tags = path.join(folder, 'tags.csv');
  return [
    ...readGenres(path.join(folder, 'movies.csv'), columns),
    ...(statSync(tags, { throwIfNoEntry: false }) ? readTags(tags, columns) : []),
  ];
}

function readGenres(file: string, columns: ReadonlyMap<number, number>): Fact[] {
  return linesOf(file, 'movieId,title,genres').flatMap(([line, place]) => {
    const found = /^(\d+),(?:"(?:[^"]|"")*"|[^,"]*),(.*)$/.exec(line);
    if (!found) throw new Error(`${place}: "${line}" is not movieId,title,genres`);
    const item = columns.get(Number(found[1]));
    if (item === undefined || found[2] === '(no genres listed)') return [];
    return found[2]!
      .split('|')
      .filter(Boolean)
      .map((genre) => ({ item, name: `genre:${genre}` }));
  });
}

/** `userId,movieId,tag,timestamp`; capitals do not count. */
function readTags(file: string, columns: ReadonlyMap<number, number>): Fact[] {
  return linesOf(file, 'userId,movieId,tag,timestamp').flatMap(([line, place]) => {
    const found = /^(\d+),(\d+),("(?:[^"]|"")*"|[^,"]*),\d+$/.exec(line);
    if (!found) throw new Error(`${place}: "${line}" is not userId,movieId,tag,timestamp`);
    const item = columns.get(Number(found[2]));
    const tag = found[3]!.replace(/^"|"$/g, '').replaceAll('""', '"').trim().toLowerCase();
    return item === undefined || tag === '' ? [] : [{ item, name: `tag:${tag}`, person: Number(found[1]) }];
  });
}

function linesOf(file: string, header: string): [line: string, place: string][] {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  if (lines[0] !== header) throw new Error(`${file}:1: the header must be ${header}`);
  return lines.flatMap((line, index) =>
    index > 0 && line !== '' ? [[line, `${file}:${index + 1}`] as [string, string]] : [],
  );
}
