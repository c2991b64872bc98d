/** A memory bound that is stated and kept: expected bytes are checked before the work, the process's size while it goes on. */

import { MOST_PEOPLE } from './baselines/ridge.ts';
import type { Dataset } from './dataset.ts';
import type { Progress } from './model.ts';
import { streamedBytes } from './streamed/streamed-tuning.ts';

/** Node, the program, and what the collector leaves lying about. */
const RUNTIME = 250e6;
/** Data are held in several cuts, some as lists of entries while they are made. */
const BYTES_A_RATING = 250;

/** What a model's memory grows with. */
export type Size = { readonly people: number; readonly titles: number; readonly ratings: number };

/** So many numbers of 64 bits a row, and copies of them, are held at once. */
const rows = (count: number, numbers: number, copies: number) => 8 * count * numbers * copies;
const everyPair = ({ people }: Size) => rows(people, people, 3);
const lowRank = ({ people, titles }: Size) => rows(people + titles, 288, 2);

/** Bytes beyond the data, from above; a model that is not here holds little more than its data. */
const NEEDS: Readonly<Record<string, (size: Size) => number>> = {
  'graph-filter': (size) =>
    size.people > MOST_PEOPLE
      ? lowRank(size)
      : everyPair(size) + rows(size.titles, Math.min(1024, size.people), 4),
  'item-knn': ({ titles }) => rows(titles, 200, 3),
  ease: ({ people, titles }) => rows(Math.min(people, titles), Math.min(people, titles), 1.5),
  'streamed-filter': ({ titles }) => streamedBytes(titles),
  'social-filter': lowRank,
  'friends-only': lowRank,
  als: ({ people, titles }) => rows(people + titles, 128, 2),
  cleora: ({ people, titles }) => rows(people + titles, 256, 3),
  lightgcn: ({ people, titles }) => rows(people + titles, 64, 12),
  'two-tower': ({ people, titles }) => rows(people + titles, 64, 12),
  sasrec: ({ titles }) => rows(titles, 64, 12),
};

export function expectedMegabytes(model: string, { people, items, ratings }: Dataset): number {
  const size = { people: people.length, titles: items.length, ratings: ratings.values.length };
  return Math.ceil((RUNTIME + size.ratings * BYTES_A_RATING + (NEEDS[model]?.(size) ?? 0)) / 1e6);
}

/** Why this model may not be trained on these data within so many megabytes, if it may not. */
export function refuseTooLarge(model: string, dataset: Dataset, most: number): string | undefined {
  const expected = expectedMegabytes(model, dataset);
  if (expected <= most) return undefined;
  return (
    `${model} on ${dataset.people.length} people, ${dataset.items.length} titles and ${dataset.ratings.values.length} ` +
    `ratings is expected to take ${expected} MB where ${most} are allowed; allow more with --memory-mb ${expected}, ` +
    'or give it fewer people'
  );
}

/** Gives the work up at its next sign of progress once the process is larger than allowed. */
export function watchMemory(progress: Progress, most: number): Progress {
  return (done) => {
    const megabytes = Math.ceil(process.memoryUsage.rss() / 1e6);
    if (megabytes > most)
      throw new Error(`it takes ${megabytes} MB where ${most} are allowed; allow more with --memory-mb`);
    progress(done);
  };
}
