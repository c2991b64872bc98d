/**
 * The shares of own history, friends and crowd that rank hidden likes best. All shares that are as good as the best are
 * averaged: on few people the best alone is a matter of luck.
 */
import { mean, standardDeviation } from '../../lib/math/statistics.ts';
import { measure } from '../evaluation/metrics.ts';

/** They sum to 1. */
export type Shares = { readonly own: number; readonly friends: number; readonly crowd: number };

export const PARTS: readonly (keyof Shares)[] = ['own', 'friends', 'crowd'];

/** The scores of the titles that can come first, by part, and the places of the targets among them. */
export type Field = { readonly parts: Record<keyof Shares, Float32Array>; readonly targets: Int32Array };

const SHARE_CHOICES = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 1];

/** In standard errors of the mean difference to the best. */
const AS_GOOD = 1;

/**
 * The mean of all shares that are as good as the best, person by person. A mean shies away from the edge, so where the own
 * history alone is as good, it is half way from there to that.
 */
export function bestShares(
  fields: readonly Field[],
  parts: readonly (keyof Shares)[],
): { shares: Shares; quality: number } {
  const trials = allShares(parts).map((shares) => {
    const qualities = fields.map((field) => fieldQuality(blendParts(field.parts, shares), field.targets));
    return { shares, qualities, quality: mean(qualities) };
  });
  const best = trials.reduce((first, one) => (one.quality > first.quality ? one : first));
  const good = trials.filter(({ qualities, quality }) => {
    const lost = qualities.map((value, index) => best.qualities[index]! - value);
    return best.quality - quality <= (AS_GOOD * standardDeviation(lost)) / Math.sqrt(fields.length);
  });
  const alone = good.find(({ shares }) => shares.own === 1);
  const middle = meanShares(good.map(({ shares }) => shares));
  return { shares: alone ? meanShares([middle, alone.shares]) : middle, quality: best.quality };
}

function meanShares(all: readonly Shares[]): Shares {
  const share = (part: keyof Shares) => mean(all.map((shares) => shares[part]));
  return { own: share('own'), friends: share('friends'), crowd: share('crowd') };
}

/** Everything on the grid that gives a share to these parts only. */
function allShares(parts: readonly (keyof Shares)[]): Shares[] {
  const all = SHARE_CHOICES.flatMap((friends) =>
    SHARE_CHOICES.map((crowd) => ({ own: Math.round((1 - friends - crowd) * 100) / 100, friends, crowd })),
  );
  return all.filter(
    (shares) => shares.own >= 0 && PARTS.every((part) => shares[part] === 0 || parts.includes(part)),
  );
}

/** More cut-offs than one: what is chosen should not hang on one place in the list. */
function fieldQuality(scores: Float32Array, targets: Int32Array): number {
  const measured = measure(scores, new Int32Array(), targets, 'all');
  return measured['recall@10'] + measured['ndcg@10'] + measured['recall@20'] + measured['ndcg@20'];
}

function blendParts(parts: Field['parts'], { own, friends, crowd }: Shares): Float32Array {
  const scores = new Float32Array(parts.own.length);
  for (let place = 0; place < scores.length; place++) {
    scores[place] = own * parts.own[place]! + friends * parts.friends[place]! + crowd * parts.crowd[place]!;
  }
  return scores;
}
