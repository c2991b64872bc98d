/** The truncated singular value decomposition of a large sparse matrix on the block kernels. */
import { symmetricEigen } from './eigen.ts';
import { createEngine } from './engine.ts';
import {
  createPanels,
  fillPanels,
  orthonormalisePanels,
  panelBytes,
  placeSparse,
  rotatePanels,
  sparseBytes,
  symmetricProduct,
  takeColumns,
  timesPanels,
  wholePanels,
} from './panels.ts';
import { normal, type Random } from './random.ts';
import { type Sparse, transpose } from './sparse.ts';
import type { Dense } from './vector.ts';

/** More columns than asked for: the outermost ones settle last. */
const OVERSAMPLING = 32;
/** For alignment between arrays. */
const SPARE_BYTES = 4096;

export type PanelSvd = {
  readonly rank: number;
  /** [rank], highest first. */
  readonly sigma: Float64Array;
  /** Right singular vectors, [columns × rank]. */
  readonly right: Float32Array;
  /** An orthonormal basis of the left ones, [rows × width]: the start for a similar matrix. */
  readonly basis: Float32Array;
};

/**
 * Halko, Martinsson and Tropp 2011, algorithm 4.4: Q ← orth(A Aᵀ Q), then the Rayleigh–Ritz step on Qᵀ A Aᵀ Q. In 32
 * bits; memory: the matrix twice and two blocks each of rows × width and columns × width floats.
 */
export function panelSvd(
  matrix: Sparse,
  rank: number,
  random: Random,
  { rounds = 8, start }: { readonly rounds?: number; readonly start?: Float32Array } = {},
): PanelSvd {
  const { rows, columns } = matrix;
  const asked = Math.min(rows, columns, rank + OVERSAMPLING);
  const width = wholePanels(asked);
  const engine = createEngine(
    2 * (sparseBytes(matrix) + panelBytes(rows, width) + panelBytes(columns, width)) +
      4 * (width * width + Math.abs(rows - columns)) +
      SPARE_BYTES,
  );
  const placed = placeSparse(engine, matrix);
  const turned = placeSparse(engine, transpose(matrix));
  const [basis, image] = [createPanels(engine, rows, width), createPanels(engine, rows, width)];
  const [across, rotated] = [createPanels(engine, columns, width), createPanels(engine, columns, width)];
  const scratch = engine.floats(width * width);
  fillPanels(basis, start ?? Float32Array.from({ length: rows * asked }, () => normal(random)), asked);
  for (let round = 1; round <= rounds; round++) {
    timesPanels(engine, turned, basis, across);
    timesPanels(engine, placed, across, image);
    orthonormalisePanels(engine, image, basis, scratch);
  }
  orthonormalisePanels(engine, basis, image, scratch);
  timesPanels(engine, turned, image, across);
  const { values, vectors } = symmetricEigen(symmetricProduct(engine, across, across, scratch), width);
  const kept = countKept(values, Math.min(rank, asked));
  for (let place = 0; place < kept * width; place++)
    vectors[place]! /= Math.sqrt(values[Math.floor(place / width)]!);
  rotatePanels(engine, across, vectors, rotated, scratch);
  engine.close();
  return {
    rank: kept,
    sigma: values.slice(0, kept).map(Math.sqrt),
    right: fixSigns(takeColumns(rotated, kept), kept),
    basis: takeColumns(image, asked),
  };
}

/** How many of the descending eigenvalues are wanted and more than rounding noise. */
export function countKept(values: Float64Array, rank: number): number {
  const floor = Math.max(values[0] ?? 0, 0) * 1e-10;
  return values.filter((value, index) => index < rank && value > floor).length;
}

/** A singular vector is known up to its sign: make each column's largest number positive. */
export function fixSigns<V extends Dense>(vectors: V, width: number): V {
  const largest = new Float64Array(width);
  for (let place = 0; place < vectors.length; place++) {
    const value = vectors[place]!;
    if (Math.abs(value) > Math.abs(largest[place % width]!) * (1 + 1e-9)) largest[place % width] = value;
  }
  for (let place = 0; place < vectors.length; place++)
    if (largest[place % width]! < 0) vectors[place] = -vectors[place]!;
  return vectors;
}
