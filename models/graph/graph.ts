/** The people × titles graph that the filter works on: which titles are in it. */
import { type Entry, forEachValue, type Sparse, sparseOf } from '../../lib/math/sparse.ts';
import type { Dataset } from '../dataset.ts';

/** Columns with at least so many ratings, ascending. */
export function keptTitles(dataset: Dataset, leastRatings: number): Int32Array {
  const counts = new Int32Array(dataset.items.length);
  for (const column of dataset.ratings.indices) counts[column]! += 1;
  return Int32Array.from(counts.keys()).filter((column) => counts[column]! >= leastRatings);
}

/** X with only the given columns, numbered anew in their order. */
export function restrictToTitles(x: Sparse, columns: Int32Array): Sparse {
  const rowOf = new Map(Array.from(columns, (column, row) => [column, row]));
  const entries: Entry[] = [];
  forEachValue(x, (person, column, value) => {
    const row = rowOf.get(column);
    if (row !== undefined) entries.push([person, row, value]);
  });
  return sparseOf(x.rows, columns.length, entries);
}
