/** (X Xᵀ + λI)⁻¹, the one large inverse of ridge models: exact while that is quick, in 32 bits by matrix products beyond. */
import { invertInPlace } from '../../lib/math/inverse.ts';
import { rowGram, type Sparse, transpose } from '../../lib/math/sparse.ts';
import type { Dense } from '../../lib/math/vector.ts';
import { solveLarge } from '../sequences/large-cholesky.ts';

/** Up to here in 64 bits: four seconds. */
const EXACT = 2000;

/** X [rows × columns] → [rows × rows], full. */
export function invertRowGram(x: Sparse, lambda: number): Dense {
  const n = x.rows;
  if (n > EXACT) return invertLarge(x, lambda);
  const gram = rowGram(x);
  for (let row = 0; row < n; row++) gram[row * n + row]! += lambda;
  invertInPlace(gram, n);
  return gram;
}

/** With λ as large as ridge models need it, the seven digits of 32 bits are enough. */
function invertLarge(x: Sparse, lambda: number): Float32Array {
  const n = x.rows;
  const gram = lowerRowGram(x);
  const inverse = new Float32Array(n * n);
  for (let row = 0; row < n; row++) {
    gram[row * n + row]! += lambda;
    inverse[row * n + row] = 1;
  }
  solveLarge(gram, inverse, n, n);
  return inverse;
}

/** The lower triangle of X Xᵀ. Cost: Σ over columns of (entries in the column)² / 2. */
function lowerRowGram(x: Sparse): Float32Array {
  const { offsets, indices, values, rows } = transpose(x);
  const gram = new Float32Array(x.rows * x.rows);
  for (let column = 0; column < rows; column++) {
    for (let first = offsets[column]!; first < offsets[column + 1]!; first++) {
      const to = indices[first]! * x.rows;
      const value = values[first]!;
      for (let second = offsets[column]!; second <= first; second++)
        gram[to + indices[second]!]! += value * values[second]!;
    }
  }
  return gram;
}
