import type { Engine, WeightedRow } from '../engine.ts';
import type { Row } from '../types.ts';
import type { Taste } from '../user-encoder.ts';

/** Σ_j w_j · near_ji over the viewer's own history → [rows]. */
export function sumOverHistory(
  taste: Taste,
  engine: Engine,
  near: (row: Row) => readonly WeightedRow[],
): Float32Array {
  const sums = new Float32Array(engine.size);
  for (const { of, history } of taste.parts) {
    if (of.kind !== 'own') continue;
    for (const { row, weight } of history) {
      for (const other of near(row)) sums[other.row]! += weight * other.weight;
    }
  }
  return sums;
}
