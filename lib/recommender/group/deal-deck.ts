/** The deck of a night: the rule's order of what is left of chance and crowding. The same seed deals the same deck. */
import { seededRandom } from '../../math/random.ts';
import { defaultGroupPolicy, type GroupPolicy } from '../policy.ts';
import type { TitleFacts, TitleId } from '../types.ts';
import { preventCrowding } from './crowding.ts';
import { orderForGroup } from './order-for-group.ts';
import type { Pick } from './picking.ts';
import type { GroupRule } from './rules.ts';

export type Deal = {
  readonly rule: GroupRule;
  readonly size: number;
  /** [members] */
  readonly weights?: readonly number[];
  readonly seed: number;
  readonly policy?: GroupPolicy;
};

/** `fits` [members][titles], 0 to 1. */
export function dealDeck(
  titles: readonly TitleFacts[],
  fits: readonly Float32Array[],
  { rule, size, weights, seed, policy = defaultGroupPolicy }: Deal,
): Pick[] {
  const luck = titles.map(({ id }) => Math.exp(policy.variety * (2 * luckOf(id, seed) - 1)));
  const scores = fits.map((own) =>
    own.map((fit, index) => Math.max(0, 1 - (1 - fit) * luck[index]!) ** policy.sharpness),
  );
  const onDealt = preventCrowding(titles, policy);
  const sharpened = { ...policy, misery: policy.misery ** policy.sharpness };
  return orderForGroup(scores, rule, { size, onDealt, policy: sharpened, ...(weights && { weights }) });
}

/** 0 to 1, by seed and title alone: a title that comes or goes moves no other. */
function luckOf(id: TitleId, seed: number): number {
  return seededRandom(seed ^ Math.imul(id, 0x9e3779b1))();
}
