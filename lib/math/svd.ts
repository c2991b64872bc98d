/** Truncated singular value decomposition of a sparse matrix, repeatable by seed: exact when it has few rows. */
import { gramOfBlock, orthonormaliseBlock, rotateBlock, timesBlock } from './block.ts';
import { symmetricEigen } from './eigen.ts';
import { normal, type Random } from './random.ts';
import { rowGram, type Sparse, transpose, transposedTimes } from './sparse.ts';
import type { Dense } from './vector.ts';

export type TruncatedSvd = {
  readonly rank: number;
  /** [rank], highest first. */
  readonly sigma: Float64Array;
  /** Right singular vectors, [columns × rank]. */
  readonly right: Dense;
};

/** Up to so many rows, all eigenvectors of A Aᵀ cost less than the iteration. */
const FEW_ROWS = 1024;

/** A ≈ U diag(σ) Vᵀ with the `rank` highest σ. */
export function truncatedSvd(matrix: Sparse, rank: number, random: Random): TruncatedSvd {
  return matrix.rows <= FEW_ROWS ? exactSvd(matrix, rank) : iteratedSvd(matrix, rank, random);
}

/** From A Aᵀ = U diag(σ²) Uᵀ [rows × rows]: V = Aᵀ U diag(σ)⁻¹. */
export function exactSvd(matrix: Sparse, rank: number): TruncatedSvd {
  const { values, vectors } = symmetricEigen(rowGram(matrix), matrix.rows);
  const kept = countKept(values, rank);
  const left = new Float64Array(matrix.rows * kept);
  for (let row = 0; row < matrix.rows; row++) {
    for (let column = 0; column < kept; column++) {
      left[row * kept + column] = vectors[column * matrix.rows + row]! / Math.sqrt(values[column]!);
    }
  }
  const right = fixSigns(transposedTimes(matrix, left, kept), kept);
  return { rank: kept, sigma: values.slice(0, kept).map(Math.sqrt), right };
}

/** More columns than asked for: the outermost ones settle last. */
const OVERSAMPLING = 32;

/**
 * Halko, Martinsson and Tropp 2011, algorithm 4.4: Q ← orth(A Aᵀ Q), then the Rayleigh–Ritz step on Qᵀ A Aᵀ Q. In 32
 * bits. Q is made orthonormal every other round. `start` is the `basis` of a similar matrix, which saves most rounds.
 */
export function iteratedSvd(
  matrix: Sparse,
  rank: number,
  random: Random,
  { rounds = 8, start }: { readonly rounds?: number; readonly start?: Float32Array } = {},
): TruncatedSvd & { readonly basis: Float32Array } {
  const turned = transpose(matrix);
  const width = Math.min(matrix.rows, rank + OVERSAMPLING);
  let basis = start ?? Float32Array.from({ length: matrix.rows * width }, () => normal(random));
  for (let round = 1; round <= rounds; round++) {
    basis = timesBlock(matrix, timesBlock(turned, basis, width), width);
    if (round === rounds) orthonormaliseBlock(basis, width, 2);
    else if (round % 2 === 0) orthonormaliseBlock(basis, width);
  }
  return { ...rayleighRitz(timesBlock(turned, basis, width), width, rank), basis };
}

/** How many of the descending eigenvalues are wanted and more than rounding noise. */
function countKept(values: Float64Array, rank: number): number {
  const floor = Math.max(values[0] ?? 0, 0) * 1e-10;
  return values.filter((value, index) => index < rank && value > floor).length;
}

/** With B = Aᵀ Q [columns × width] and BᵀB = W Λ Wᵀ: σ = √Λ, V = B W Λ^-½. */
function rayleighRitz(image: Float32Array, width: number, rank: number): TruncatedSvd {
  const { values, vectors } = symmetricEigen(gramOfBlock(image, width), width);
  const kept = countKept(values, rank);
  for (let place = 0; place < kept * width; place++)
    vectors[place]! /= Math.sqrt(values[Math.floor(place / width)]!);
  const right = rotateBlock(image, width, vectors, kept);
  return { rank: kept, sigma: values.slice(0, kept).map(Math.sqrt), right: fixSigns(right, kept) };
}

/** A singular vector is known up to its sign: make each column's largest number positive. */
function fixSigns<V extends Dense>(vectors: V, width: number): V {
  for (let column = 0; column < width; column++) {
    let largest = 0;
    for (let place = column; place < vectors.length; place += width) {
      if (Math.abs(vectors[place]!) > Math.abs(largest) * (1 + 1e-9)) largest = vectors[place]!;
    }
    if (largest >= 0) continue;
    for (let place = column; place < vectors.length; place += width) vectors[place] = -vectors[place]!;
  }
  return vectors;
}
