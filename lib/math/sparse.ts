/** Sparse matrices in compressed rows (CSR): row r holds places offsets[r] … offsets[r + 1] − 1. */
import type { Dense } from './vector.ts';

export type Sparse = {
  readonly rows: number;
  readonly columns: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
};

export type Entry = readonly [row: number, column: number, value: number];

/** Entries in any order, each place at most once → CSR with ascending columns in each row. */
export function sparseOf(rows: number, columns: number, entries: readonly Entry[]): Sparse {
  const sorted = [...entries].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const offsets = new Int32Array(rows + 1);
  for (const [row] of sorted) offsets[row + 1]! += 1;
  for (let row = 0; row < rows; row++) offsets[row + 1]! += offsets[row]!;
  return {
    rows,
    columns,
    offsets,
    indices: Int32Array.from(sorted, ([, column]) => column),
    values: Float32Array.from(sorted, ([, , value]) => value),
  };
}

/** Calls `visit` for every stored value. */
export function forEachValue(
  matrix: Sparse,
  visit: (row: number, column: number, value: number, place: number) => void,
): void {
  for (let row = 0; row < matrix.rows; row++) {
    for (let place = matrix.offsets[row]!; place < matrix.offsets[row + 1]!; place++) {
      visit(row, matrix.indices[place]!, matrix.values[place]!, place);
    }
  }
}

/** The same pattern with new values; a place whose new value is 0 goes. */
export function mapValues(
  matrix: Sparse,
  change: (value: number, row: number, column: number) => number,
): Sparse {
  const entries: Entry[] = [];
  forEachValue(matrix, (row, column, value) => {
    const changed = change(value, row, column);
    if (changed !== 0) entries.push([row, column, changed]);
  });
  return sparseOf(matrix.rows, matrix.columns, entries);
}

/** The given rows, in the given order. */
export function takeRows(matrix: Sparse, rows: Int32Array): Sparse {
  const entries: Entry[] = [];
  rows.forEach((row, index) => {
    for (let place = matrix.offsets[row]!; place < matrix.offsets[row + 1]!; place++) {
      entries.push([index, matrix.indices[place]!, matrix.values[place]!]);
    }
  });
  return sparseOf(rows.length, matrix.columns, entries);
}

export function transpose(matrix: Sparse): Sparse {
  const entries: Entry[] = [];
  forEachValue(matrix, (row, column, value) => entries.push([column, row, value]));
  return sparseOf(matrix.columns, matrix.rows, entries);
}

/** Σ_row |value| per column → [columns]. */
export function columnSums(matrix: Sparse): Float32Array {
  const sums = new Float32Array(matrix.columns);
  forEachValue(matrix, (_, column, value) => {
    sums[column]! += Math.abs(value);
  });
  return sums;
}

/** Σ_column |value| per row → [rows]. */
export function rowSums(matrix: Sparse): Float32Array {
  const sums = new Float32Array(matrix.rows);
  forEachValue(matrix, (row, _, value) => {
    sums[row]! += Math.abs(value);
  });
  return sums;
}

/** A [rows × columns] · B [columns × width] → [rows × width]. */
export function times(matrix: Sparse, dense: Dense, width: number): Float64Array {
  const product = new Float64Array(matrix.rows * width);
  forEachValue(matrix, (row, column, value) => {
    const to = row * width;
    const from = column * width;
    for (let index = 0; index < width; index++) product[to + index]! += value * dense[from + index]!;
  });
  return product;
}

/** Aᵀ [columns × rows] · B [rows × width] → [columns × width]. */
export function transposedTimes(matrix: Sparse, dense: Dense, width: number): Float64Array {
  const product = new Float64Array(matrix.columns * width);
  forEachValue(matrix, (row, column, value) => {
    const to = column * width;
    const from = row * width;
    for (let index = 0; index < width; index++) product[to + index]! += value * dense[from + index]!;
  });
  return product;
}

/** A Aᵀ → [rows × rows], full. Cost: Σ over columns of (entries in the column)². */
export function rowGram(matrix: Sparse): Float64Array {
  const byColumn = transpose(matrix);
  const gram = new Float64Array(matrix.rows * matrix.rows);
  for (let column = 0; column < byColumn.rows; column++) {
    const end = byColumn.offsets[column + 1]!;
    for (let first = byColumn.offsets[column]!; first < end; first++) {
      const start = byColumn.indices[first]! * matrix.rows;
      const value = byColumn.values[first]!;
      for (let second = byColumn.offsets[column]!; second < end; second++) {
        gram[start + byColumn.indices[second]!]! += value * byColumn.values[second]!;
      }
    }
  }
  return gram;
}
