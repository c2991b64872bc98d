/** Truncated singular value decomposition of a sparse matrix, repeatable by seed: exact when it has few rows. */
import { symmetricEigen } from './eigen.ts';
import { normal, type Random } from './random.ts';
import { rowGram, type Sparse, times, transposedTimes } from './sparse.ts';

export type TruncatedSvd = {
  readonly rank: number;
  /** [rank], highest first. */
  readonly sigma: Float64Array;
  /** Right singular vectors, [columns × rank]. */
  readonly right: Float64Array;
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

/**
 * Halko, Martinsson and Tropp 2011, algorithm 4.4: Q ← orth(A Aᵀ Q), then the Rayleigh–Ritz step on Qᵀ A Aᵀ Q.
 * All dense work is on the row side: give fewer rows than columns.
 */
export function iteratedSvd(matrix: Sparse, rank: number, random: Random, rounds = 12): TruncatedSvd {
  const block = Math.min(matrix.rows, rank + Math.max(16, rank >> 2));
  let basis: Float64Array = Float64Array.from({ length: matrix.rows * block }, () => normal(random));
  for (let round = 0; round < rounds; round++) {
    orthonormalise(basis, matrix.rows, block);
    basis = times(matrix, transposedTimes(matrix, basis, block), block);
  }
  orthonormalise(basis, matrix.rows, block);
  return rayleighRitz(matrix, basis, block, rank);
}

/** How many of the descending eigenvalues are wanted and more than rounding noise. */
function countKept(values: Float64Array, rank: number): number {
  const floor = Math.max(values[0] ?? 0, 0) * 1e-10;
  return values.filter((value, index) => index < rank && value > floor).length;
}

/** With B = Aᵀ Q [columns × block] and BᵀB = W Λ Wᵀ: σ = √Λ, V = B W Λ^-½. */
function rayleighRitz(matrix: Sparse, basis: Float64Array, block: number, rank: number): TruncatedSvd {
  const image = transposedTimes(matrix, basis, block);
  const { values, vectors } = symmetricEigen(columnGram(image, matrix.columns, block), block);
  const kept = countKept(values, rank);
  const right = new Float64Array(matrix.columns * kept);
  for (let row = 0; row < matrix.columns; row++) {
    for (let column = 0; column < kept; column++) {
      let sum = 0;
      for (let inner = 0; inner < block; inner++) {
        sum += image[row * block + inner]! * vectors[column * block + inner]!;
      }
      right[row * kept + column] = sum / Math.sqrt(values[column]!);
    }
  }
  return { rank: kept, sigma: values.slice(0, kept).map(Math.sqrt), right: fixSigns(right, kept) };
}

/** A singular vector is known up to its sign: make each column's largest number positive. */
function fixSigns(vectors: Float64Array, width: number): Float64Array {
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

/** Bᵀ B [width × width] of B [rows × width]. */
function columnGram(matrix: Float64Array, rows: number, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    for (let first = 0; first < width; first++) {
      const value = matrix[row * width + first]!;
      if (value === 0) continue;
      for (let second = first; second < width; second++) {
        gram[first * width + second]! += value * matrix[row * width + second]!;
      }
    }
  }
  for (let first = 0; first < width; first++) {
    for (let second = 0; second < first; second++)
      gram[first * width + second] = gram[second * width + first]!;
  }
  return gram;
}

/** Columns of B [rows × width] made orthonormal in place: Gram–Schmidt, each column projected twice. */
function orthonormalise(matrix: Float64Array, rows: number, width: number): void {
  const columns = transposeDense(matrix, rows, width);
  for (let current = 0; current < width; current++) {
    for (let pass = 0; pass < 2; pass++) {
      normaliseRow(columns, current, rows);
      for (let earlier = 0; earlier < current; earlier++) removeProjection(columns, current, earlier, rows);
    }
    normaliseRow(columns, current, rows);
  }
  matrix.set(transposeDense(columns, width, rows));
}

function transposeDense(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = matrix[row * columns + column]!;
  }
  return turned;
}

function normaliseRow(matrix: Float64Array, row: number, width: number): void {
  let sum = 0;
  for (let place = row * width; place < (row + 1) * width; place++) sum += matrix[place]! ** 2;
  const factor = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let place = row * width; place < (row + 1) * width; place++) matrix[place]! *= factor;
}

function removeProjection(matrix: Float64Array, row: number, other: number, width: number): void {
  let sum = 0;
  const from = other * width;
  const to = row * width;
  for (let index = 0; index < width; index++) sum += matrix[from + index]! * matrix[to + index]!;
  for (let index = 0; index < width; index++) matrix[to + index]! -= sum * matrix[from + index]!;
}
