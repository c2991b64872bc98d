import type { Engine, NearLists } from '../engine.ts';
import { addNear } from '../near-lists.ts';
import type { Taste } from '../user-encoder.ts';

/** Σ_j w_j · near_ji over the viewer's own history → [rows]. */
export function sumOverHistory(taste: Taste, engine: Engine, near: NearLists): Float32Array {
  const sums = new Float32Array(engine.size);
  for (const { of, history } of taste.parts) {
    if (of.kind !== 'own') continue;
    for (const { row, weight } of history) addNear(sums, weight, near, row);
  }
  return sums;
}
