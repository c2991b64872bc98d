/** `movielens:DIR`: ratings.csv and movies.csv as GroupLens publishes them; people held out, or a split by time. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Entry, sparseOf } from '../../lib/math/sparse.ts';
import { type DescribedItem, describeMovieLens } from '../baselines/features.ts';
import { type Dataset, type Item, LIKED } from '../dataset.ts';
import { withLanguages } from '../evaluation/languages.ts';
import { eachLine, parseId, readText, shortened } from './lines.ts';
import { type Rating, splitByTime } from './time-split.ts';

const NEEDS = 'a movielens folder needs ratings.csv and movies.csv';

export type Split = 'people' | 'time';

export function readMovieLens(folder: string, split: Split = 'people'): Dataset {
  const [ratingsFile, moviesFile] = [path.join(folder, 'ratings.csv'), path.join(folder, 'movies.csv')];
  const ratingsText = readText(ratingsFile, NEEDS);
  const moviesText = readText(moviesFile, NEEDS);
  const items = withLanguages(parseMovies(moviesText, moviesFile));
  const { people, ratings } = parseRatings(ratingsText, ratingsFile, items);
  const described = describeMovieLens(folder, items);
  const about = {
    name: path.basename(path.resolve(folder)),
    sha256: createHash('sha256').update(ratingsText).update(moviesText).digest('hex'),
    people,
  };
  if (split === 'people')
    return { ...about, items: described, ...learnable(people.length, items.length, ratings) };
  const { before, test } = splitByTime(ratings, ratingsFile);
  return {
    ...about,
    items: described.map(withoutTags),
    ...learnable(people.length, items.length, before),
    cut: 'latest',
    test,
  };
}

/** What people say of a title may have been said after the moment. */
function withoutTags({ features = [], ...item }: DescribedItem): DescribedItem {
  return { ...item, features: features.filter(({ person }) => person === undefined) };
}

/** Stars as a matrix, and each person's ratings and likes in the order they came. `ratings` are in that order. */
function learnable(people: number, items: number, ratings: readonly Rating[]) {
  const all = Array.from({ length: people }, () => [] as Rating[]);
  for (const rating of ratings) all[rating.row]!.push(rating);
  const likes = all.map((own) => own.filter(({ stars }) => stars >= LIKED));
  return {
    ratings: sparseOf(
      people,
      items,
      ratings.map(({ row, column, stars }): Entry => [row, column, stars]),
    ),
    sequences: likes.map((own) => Int32Array.from(own, ({ column }) => column)),
    moments: likes.map((own) => Float64Array.from(own, ({ moment }) => moment)),
    diaries: all.map((own) => ({
      columns: Int32Array.from(own, ({ column }) => column),
      stars: Float32Array.from(own, ({ stars }) => stars),
      moments: Float64Array.from(own, ({ moment }) => moment),
    })),
  };
}

/** `movieId,title,genres`, titles with commas in quotes. */
function parseMovies(text: string, file: string): Item[] {
  const items = new Map<number, Item>();
  for (const line of eachLine(text, file, 'movieId,title,genres')) {
    const [content, place] = line;
    const found = /^(\d+),("(?:[^"]|"")*"|[^,"]*),.*$/.exec(content);
    if (!found) throw new Error(`${place}: "${shortened(content)}" is not movieId,title,genres`);
    const movieId = parseId(found[1]!, line);
    if (items.has(movieId)) throw new Error(`${place}: movie ${movieId} is listed twice; keep one line`);
    items.set(movieId, { movieId, title: unquote(found[2]!).trim() });
  }
  return [...items.values()].sort((a, b) => a.movieId - b.movieId);
}

function unquote(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

/** `userId,movieId,rating,timestamp` → in order of time; of two ratings of one title by one person the later one counts. */
function parseRatings(
  text: string,
  file: string,
  items: readonly Item[],
): { people: Int32Array; ratings: Rating[] } {
  const columns = new Map(items.map((item, column) => [item.movieId, column]));
  const rows = new Map<number, number>();
  const newest = new Map<number, Rating>();
  for (const line of eachLine(text, file, 'userId,movieId,rating,timestamp')) {
    const [content, place] = line;
    const found = /^(\d+),(\d+),(\d+(?:\.\d+)?),(\d+)$/.exec(content);
    if (!found)
      throw new Error(`${place}: "${shortened(content)}" is not userId,movieId,rating,timestamp in numbers`);
    const [person, movieId] = [parseId(found[1]!, line), parseId(found[2]!, line)];
    const [stars, moment] = [Number(found[3]), Number(found[4])];
    const column = columns.get(movieId);
    if (column === undefined) throw new Error(`${place}: movie ${movieId} is not in movies.csv`);
    if (!(stars >= 0.5 && stars <= 5)) throw new Error(`${place}: a rating of ${stars} is outside 0.5 to 5`);
    const row = rows.get(person) ?? rows.size;
    rows.set(person, row);
    const key = row * items.length + column;
    if (moment >= (newest.get(key)?.moment ?? 0)) newest.set(key, { row, column, stars, moment });
  }
  return {
    people: Int32Array.from(rows.keys()),
    ratings: [...newest.values()].sort((a, b) => a.moment - b.moment),
  };
}
