import { createScratch } from '../../math/scratch.ts';
import type { Engine, NearLists } from '../engine.ts';
import type { Taste } from '../taste/user-encoder.ts';
import { addNear } from '../titles/near-lists.ts';

const zeros = createScratch((size) => new Float32Array(size));

/** Σ_j w_j · near_ji over the viewer's own history → [rows]: a view that the next call overwrites. */
export function sumOverHistory(taste: Taste, engine: Engine, near: NearLists): Float32Array {
  const sums = zeros(engine.size);
  for (const { of, history } of taste.parts) {
    if (of.kind !== 'own') continue;
    for (const { row, weight } of history) addNear(sums, weight, near, row);
  }
  return sums;
}
