/**
 * Slots drawn at random, so that the feed learns of titles it would never show. `propensity` is the chance of a title to
 * stand at its position, given all that stands above it: the drawn have their share of the draw, all others were the only
 * choice and have 1. The product over a slate is the chance of the whole slate (a test counts draws).
 */
import type { Random } from '../../math/random.ts';
import type { Policy } from '../policy.ts';

/** The eighth of every ten: below the first row, above the end. */
export function isExploreSlot(position: number, { slate }: Policy): boolean {
  return slate.exploreEvery > 0 && position % slate.exploreEvery === Math.floor(slate.exploreEvery * 0.7);
}

/** By softmax of the scores: one of `scores` and its chance. */
export function drawOne(scores: readonly number[], random: Random): { index: number; propensity: number } {
  const top = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random() * total;
  let index = 0;
  while (index < weights.length - 1 && left > weights[index]!) left -= weights[index++]!;
  return { index, propensity: weights[index]! / total };
}
