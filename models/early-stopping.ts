/** How long to train: as long as people held out of training gain by it. */

const LOOK_EVERY = 20;
const PATIENCE = 3;
export const MOST_STEPS = 400;

/** Steps until `quality` has not risen for three looks → the best look, the later one of equals. */
export function trainWhileItHelps(
  step: () => void,
  quality: () => number,
): { readonly steps: number; readonly quality: number } {
  let best = { steps: 0, quality: Number.NEGATIVE_INFINITY };
  let waited = 0;
  for (let steps = 1; steps <= MOST_STEPS && waited < PATIENCE; steps++) {
    step();
    if (steps % LOOK_EVERY !== 0) continue;
    const now = quality();
    waited = now > best.quality ? 0 : waited + 1;
    if (now >= best.quality) best = { steps, quality: now };
  }
  return best;
}
