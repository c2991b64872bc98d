/** Ratings read from disk, and the splits that keep held-out people out of training. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { permutation, seededRandom } from '../lib/math/random.ts';
import { type Entry, type Sparse, sparseOf, takeRows } from '../lib/math/sparse.ts';

/** A rating from here on says "liked". */
export const LIKED = 4;

export type Item = { readonly movieId: number; readonly title: string };

export type Dataset = {
  readonly name: string;
  /** Of ratings.csv and movies.csv together. */
  readonly sha256: string;
  /** One per column of `ratings`. */
  readonly items: readonly Item[];
  /** One id per row of `ratings`. */
  readonly people: Int32Array;
  /** people × items, stars from 0.5 to 5. */
  readonly ratings: Sparse;
};

/** One held-out person: what we may know of them, and the liked titles a model has to find. */
export type Case = {
  readonly person: number;
  readonly known: Int32Array;
  readonly targets: Int32Array;
};

/** `movielens:DIR` → the ratings and titles in that folder. */
export function readDataset(source: string): Dataset {
  const [layout, ...rest] = source.split(':');
  const folder = rest.join(':');
  if (layout !== 'movielens' || folder === '') {
    throw new Error(
      `--data ${source}: not a layout this command reads; write movielens:DIR, with ratings.csv and movies.csv in DIR`,
    );
  }
  const ratingsText = readText(folder, 'ratings.csv');
  const moviesText = readText(folder, 'movies.csv');
  const items = parseMovies(moviesText, path.join(folder, 'movies.csv'));
  const { people, entries } = parseRatings(ratingsText, path.join(folder, 'ratings.csv'), items);
  return {
    name: path.basename(path.resolve(folder)),
    sha256: createHash('sha256').update(ratingsText).update(moviesText).digest('hex'),
    items,
    people,
    ratings: sparseOf(people.length, items.length, entries),
  };
}

function readText(folder: string, name: string): string {
  const file = path.join(folder, name);
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n/g, '\n');
  } catch (cause) {
    throw new Error(`${file}: cannot be read; a movielens folder needs ratings.csv and movies.csv`, {
      cause,
    });
  }
}

/** `movieId,title,genres`, titles with commas in quotes. */
export function parseMovies(text: string, file: string): Item[] {
  const items = new Map<number, Item>();
  for (const [line, place] of bodyOf(text, file, 'movieId,title,genres')) {
    const found = /^(\d+),("(?:[^"]|"")*"|[^,"]*),.*$/.exec(line);
    if (!found) throw new Error(`${place}: "${line}" is not movieId,title,genres`);
    const movieId = Number(found[1]);
    if (items.has(movieId)) throw new Error(`${place}: movie ${movieId} is listed twice; keep one line`);
    items.set(movieId, { movieId, title: unquote(found[2]!).trim() });
  }
  if (items.size === 0) throw new Error(`${file}: no movies below the header`);
  return [...items.values()].sort((a, b) => a.movieId - b.movieId);
}

function unquote(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

/** `userId,movieId,rating,timestamp` */
export function parseRatings(
  text: string,
  file: string,
  items: readonly Item[],
): { people: Int32Array; entries: Entry[] } {
  const columns = new Map(items.map((item, column) => [item.movieId, column]));
  const rows = new Map<number, number>();
  const seen = new Set<number>();
  const entries: Entry[] = [];
  for (const [line, place] of bodyOf(text, file, 'userId,movieId,rating,timestamp')) {
    const found = /^(\d+),(\d+),(\d+(?:\.\d+)?),(\d+)$/.exec(line);
    if (!found) throw new Error(`${place}: "${line}" is not userId,movieId,rating,timestamp in numbers`);
    const [person, movieId, stars] = [Number(found[1]), Number(found[2]), Number(found[3])];
    const column = columns.get(movieId);
    if (column === undefined) throw new Error(`${place}: movie ${movieId} is not in movies.csv`);
    if (!(stars >= 0.5 && stars <= 5)) throw new Error(`${place}: a rating of ${stars} is outside 0.5 to 5`);
    const row = rows.get(person) ?? rows.size;
    rows.set(person, row);
    const key = row * items.length + column;
    if (seen.has(key))
      throw new Error(`${place}: person ${person} rates movie ${movieId} a second time; keep one line`);
    seen.add(key);
    entries.push([row, column, stars]);
  }
  if (entries.length === 0) throw new Error(`${file}: no ratings below the header`);
  return { people: Int32Array.from(rows.keys()), entries };
}

function* bodyOf(text: string, file: string, header: string): Generator<[line: string, place: string]> {
  const lines = text.split('\n');
  if (lines[0] !== header) throw new Error(`${file}:1: the header must be ${header}`);
  for (let index = 1; index < lines.length; index++) {
    if (lines[index] !== '') yield [lines[index]!, `${file}:${index + 1}`];
  }
}

export function takePeople(dataset: Dataset, rows: Int32Array): Dataset {
  return {
    ...dataset,
    people: rows.map((row) => dataset.people[row]!),
    ratings: takeRows(dataset.ratings, rows),
  };
}

/** Everyone is held out exactly once: `count` pairs of (other people, held-out people), as row numbers. */
export function splitPeople(
  people: number,
  count: number,
  seed: number,
): { training: Int32Array; heldOut: Int32Array }[] {
  if (people < 2 * count) {
    throw new Error(
      `${people} people are too few to hold some out ${count} times; ${2 * count} are the least`,
    );
  }
  const order = permutation(people, seededRandom(seed));
  return Array.from({ length: count }, (_, fold) => ({
    training: order.filter((_, place) => place % count !== fold).sort(),
    heldOut: order.filter((_, place) => place % count === fold).sort(),
  }));
}

/**
 * The cases of some people: 20 % of what each liked becomes the targets; of the other 80 % all are known, or
 * only the first `limit`. A person's targets are the same at every limit. Who has too few liked titles is left out.
 */
export function casesOf(
  dataset: Dataset,
  rows: Int32Array,
  seed: number,
  limit = Number.POSITIVE_INFINITY,
): Case[] {
  const { offsets, indices, values } = dataset.ratings;
  const cases: Case[] = [];
  for (const row of rows) {
    const places = permutation(
      offsets[row + 1]! - offsets[row]!,
      seededRandom(seed * 1_000_003 + dataset.people[row]!),
    );
    const liked = places.map((place) => offsets[row]! + place).filter((place) => values[place]! >= LIKED);
    const hidden = Math.max(1, Math.round(liked.length * 0.2));
    const columns = liked.map((place) => indices[place]!);
    const known = columns.subarray(hidden);
    if (known.length === 0 || (Number.isFinite(limit) && known.length < limit)) continue;
    cases.push({
      person: dataset.people[row]!,
      known: known.slice(0, Math.min(limit, known.length)).sort(),
      targets: columns.slice(0, hidden).sort(),
    });
  }
  return cases;
}
