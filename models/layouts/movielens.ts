/** `movielens:DIR`: ratings.csv and movies.csv as GroupLens publishes them. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Entry, sparseOf } from '../../lib/math/sparse.ts';
import type { Dataset, Item } from '../dataset.ts';
import { describeMovieLens } from '../features.ts';
import { linesOf, readText } from './lines.ts';

const NEEDS = 'a movielens folder needs ratings.csv and movies.csv';

export function readMovieLens(folder: string): Dataset {
  const [ratingsFile, moviesFile] = [path.join(folder, 'ratings.csv'), path.join(folder, 'movies.csv')];
  const ratingsText = readText(ratingsFile, NEEDS);
  const moviesText = readText(moviesFile, NEEDS);
  const items = parseMovies(moviesText, moviesFile);
  const { people, entries } = parseRatings(ratingsText, ratingsFile, items);
  return {
    name: path.basename(path.resolve(folder)),
    sha256: createHash('sha256').update(ratingsText).update(moviesText).digest('hex'),
    items: describeMovieLens(folder, items),
    people,
    ratings: sparseOf(people.length, items.length, entries),
  };
}

/** `movieId,title,genres`, titles with commas in quotes. */
function parseMovies(text: string, file: string): Item[] {
  const items = new Map<number, Item>();
  for (const [line, place] of linesOf(text, file, 'movieId,title,genres')) {
    const found = /^(\d+),("(?:[^"]|"")*"|[^,"]*),.*$/.exec(line);
    if (!found) throw new Error(`${place}: "${line}" is not movieId,title,genres`);
    const movieId = Number(found[1]);
    if (items.has(movieId)) throw new Error(`${place}: movie ${movieId} is listed twice; keep one line`);
    items.set(movieId, { movieId, title: unquote(found[2]!).trim() });
  }
  return [...items.values()].sort((a, b) => a.movieId - b.movieId);
}

function unquote(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

/** `userId,movieId,rating,timestamp` */
function parseRatings(
  text: string,
  file: string,
  items: readonly Item[],
): { people: Int32Array; entries: Entry[] } {
  const columns = new Map(items.map((item, column) => [item.movieId, column]));
  const rows = new Map<number, number>();
  const seen = new Set<number>();
  const entries: Entry[] = [];
  for (const [line, place] of linesOf(text, file, 'userId,movieId,rating,timestamp')) {
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
  return { people: Int32Array.from(rows.keys()), entries };
}
