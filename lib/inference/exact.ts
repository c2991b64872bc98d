/** Exact nearest-neighbour search: one dot product a title, then the best k. */
import { topK } from '../math/top-k.ts';
import { timesVector } from '../math/vector.ts';
import type { WeightedRow } from '../recommender/engine.ts';

/** `matrix` [rows × user.length], `allowed` [rows]. Strongest first; equal scores by row. */
export function nearestExact(
  matrix: Float32Array,
  user: Float32Array,
  k: number,
  allowed: Uint8Array,
): WeightedRow[] {
  const scores = timesVector(matrix, user);
  for (let row = 0; row < scores.length; row++)
    if (allowed[row] !== 1) scores[row] = Number.NEGATIVE_INFINITY;
  return Array.from(topK(scores, k), (row) => ({ row, weight: scores[row]! }));
}
