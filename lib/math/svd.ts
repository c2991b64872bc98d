/** Truncated singular value decomposition of a sparse matrix, repeatable by seed: exact when it has few rows. */
import { symmetricEigen } from './eigen.ts';
import { countKept, fixSigns, panelSvd } from './panel-svd.ts';
import type { Random } from './random.ts';
import { rowGram, type Sparse, transposedTimes } from './sparse.ts';
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
  return matrix.rows <= FEW_ROWS ? exactSvd(matrix, rank) : panelSvd(matrix, rank, random);
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
