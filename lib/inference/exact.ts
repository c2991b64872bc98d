/** Exact nearest-neighbour search: one dot product a title, then the best k. */
import type { WeightedRow } from '../recommender/engine.ts';
import type { Row } from '../recommender/types.ts';

/** `matrix` [rows × user.length]. Strongest first; equal scores by row. */
export function nearestExact(
  matrix: Float32Array,
  user: Float32Array,
  k: number,
  allowed: (row: Row) => boolean,
): WeightedRow[] {
  const dimensions = user.length;
  const rows = matrix.length / dimensions;
  const found: WeightedRow[] = [];
  for (let row = 0; row < rows; row++) {
    if (!allowed(row)) continue;
    let weight = 0;
    for (let d = 0, at = row * dimensions; d < dimensions; d++, at++) weight += user[d]! * matrix[at]!;
    found.push({ row, weight });
  }
  return found.sort((a, b) => b.weight - a.weight || a.row - b.row).slice(0, k);
}
