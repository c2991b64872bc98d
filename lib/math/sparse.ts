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

/** Rows given as their columns (any order, none twice), all with the same value → CSR with ascending columns. */
export function sparseOfRows(columns: number, rows: readonly Int32Array[], value: number): Sparse {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    offsets[index + 1] = offsets[index]! + row.length;
  });
  const indices = new Int32Array(offsets[rows.length]!);
  rows.forEach((row, index) => {
    indices.set(row.slice().sort(), offsets[index]!);
  });
  return {
    rows: rows.length,
    columns,
    offsets,
    indices,
    values: new Float32Array(indices.length).fill(value),
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
  const offsets = new Int32Array(matrix.rows + 1);
  const indices = new Int32Array(matrix.indices.length);
  const values = new Float32Array(matrix.values.length);
  let kept = 0;
  forEachValue(matrix, (row, column, value) => {
    const changed = change(value, row, column);
    if (changed === 0) return;
    indices[kept] = column;
    values[kept++] = changed;
    offsets[row + 1] = kept;
  });
  for (let row = 0; row < matrix.rows; row++) offsets[row + 1] = Math.max(offsets[row]!, offsets[row + 1]!);
  return { ...matrix, offsets, indices: indices.slice(0, kept), values: values.slice(0, kept) };
}

/** The given rows, in the given order. */
export function takeRows(matrix: Sparse, rows: Int32Array): Sparse {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    offsets[index + 1] = offsets[index]! + matrix.offsets[row + 1]! - matrix.offsets[row]!;
  });
  const indices = new Int32Array(offsets[rows.length]!);
  const values = new Float32Array(indices.length);
  rows.forEach((row, index) => {
    const [start, end] = [matrix.offsets[row]!, matrix.offsets[row + 1]!];
    indices.set(matrix.indices.subarray(start, end), offsets[index]!);
    values.set(matrix.values.subarray(start, end), offsets[index]!);
  });
  return { rows: rows.length, columns: matrix.columns, offsets, indices, values };
}

/** Aᵀ, by counting: rows keep ascending columns because A's rows come in order. */
export function transpose(matrix: Sparse): Sparse {
  const offsets = new Int32Array(matrix.columns + 1);
  for (const column of matrix.indices) offsets[column + 1]! += 1;
  for (let column = 0; column < matrix.columns; column++) offsets[column + 1]! += offsets[column]!;
  const next = offsets.slice();
  const indices = new Int32Array(matrix.indices.length);
  const values = new Float32Array(matrix.values.length);
  forEachValue(matrix, (row, column, value) => {
    const place = next[column]!++;
    indices[place] = row;
    values[place] = value;
  });
  return { rows: matrix.columns, columns: matrix.rows, offsets, indices, values };
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
