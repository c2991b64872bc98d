/** What is known of a title besides who liked it: genres, tags, decade; and for any other source people, language, keywords. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Entry, type Sparse, sparseOf } from '../../lib/math/sparse.ts';
import type { Dataset, Item } from '../dataset.ts';
import { linesOf, readText } from '../layouts/lines.ts';

const NEEDS = 'genres stand in movies.csv, tags in tags.csv';

/** Named `block:value`: `genre:Comedy`, `tag:heist`, `person:Agnès Varda`, `language:fr`. */
export type Feature = {
  readonly name: string;
  /** Who said so, where one person of the data set did: it counts only where that person may be learned from. */
  readonly person?: number;
};

/** An item whose reader also brought features; without them the decade in the title is all there is. */
export type DescribedItem = Item & { readonly features?: readonly Feature[] };

/** A name that fewer titles carry connects nothing. */
const LEAST_TITLES = 2;

/** names[c] is what column c of `table` [items × names] stands for; 1 where the title carries it. */
export type FeatureTable = { readonly names: readonly string[]; readonly table: Sparse };

/** What the training people can know of the titles, so that nothing said by held-out people leaks in. */
export function tabulateFeatures(training: Dataset): FeatureTable {
  const items: readonly DescribedItem[] = training.items;
  const allowed = new Set(training.people);
  const carriers = new Map<string, Set<number>>();
  items.forEach(({ title, features = [] }, item) => {
    for (const { name, person } of [...decadeOf(title), ...features]) {
      if (person !== undefined && !allowed.has(person)) continue;
      carriers.set(name, (carriers.get(name) ?? new Set()).add(item));
    }
  });
  const names = [...carriers.keys()].filter((name) => carriers.get(name)!.size >= LEAST_TITLES).sort();
  const entries = names.flatMap((name, column) =>
    Array.from(carriers.get(name)!, (item): Entry => [item, column, 1]),
  );
  return { names, table: sparseOf(items.length, names.length, entries) };
}

/** `Heat (1995)` → decade:1990 */
function decadeOf(title: string): Feature[] {
  const year = /\((\d{4})\)\s*$/.exec(title)?.[1];
  return year === undefined ? [] : [{ name: `decade:${year.slice(0, 3)}0` }];
}

/** Items with the genres of movies.csv and, where there is one, what people wrote in tags.csv. */
export function describeMovieLens(folder: string, items: readonly Item[]): DescribedItem[] {
  const tags = path.join(folder, 'tags.csv');
  const features = new Map<number, Feature[]>(items.map(({ movieId }) => [movieId, []]));
  const facts = [...readGenres(path.join(folder, 'movies.csv')), ...(existsSync(tags) ? readTags(tags) : [])];
  for (const { movieId, ...feature } of facts) features.get(movieId)?.push(feature);
  return items.map((item) => ({ ...item, features: features.get(item.movieId)! }));
}

type Fact = Feature & { readonly movieId: number };

function readGenres(file: string): Fact[] {
  return linesOf(readText(file, NEEDS), file, 'movieId,title,genres').flatMap(([line, place]) => {
    const found = /^(\d+),(?:"(?:[^"]|"")*"|[^,"]*),(.*)$/.exec(line);
    if (!found) throw new Error(`${place}: "${line}" is not movieId,title,genres`);
    if (found[2] === '(no genres listed)') return [];
    const genres = found[2]!.split('|').filter(Boolean);
    return genres.map((genre) => ({ movieId: Number(found[1]), name: `genre:${genre}` }));
  });
}

/** `userId,movieId,tag,timestamp`; capitals do not count. */
function readTags(file: string): Fact[] {
  return linesOf(readText(file, NEEDS), file, 'userId,movieId,tag,timestamp').flatMap(([line, place]) => {
    const found = /^(\d+),(\d+),("(?:[^"]|"")*"|[^,"]*),\d+$/.exec(line);
    if (!found) throw new Error(`${place}: "${line}" is not userId,movieId,tag,timestamp`);
    const tag = found[3]!.replace(/^"|"$/g, '').replaceAll('""', '"').trim().toLowerCase();
    if (tag === '') return [];
    return [{ movieId: Number(found[2]), name: `tag:${tag}`, person: Number(found[1]) }];
  });
}
