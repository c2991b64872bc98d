/** Compares what serving read with what training would have read: the same features, or the model is asked in another language than it learned. */
import { RANKER_FEATURES } from '../../lib/recommender/ranking/ranker-features.ts';

type Features = readonly (number | null)[];

const TOLERANCE = 1e-5;

/** → the first feature that differs, in words, or undefined. */
export function findSkew(served: Features, replayed: Features): string | undefined {
  for (const [place, name] of RANKER_FEATURES.entries()) {
    const [a = null, b = null] = [served[place], replayed[place]];
    const same = a === null || b === null ? a === b : Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
    if (!same) return `${name} was ${a} when it was served and is ${b} for training`;
  }
  return undefined;
}
