/** The deck of a night: the rule's order of what is left of chance and crowding. The same seed deals the same deck. */
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

/** 0 to 1, by seed and title alone (the last steps of MurmurHash3, Appleby 2011): a title that comes or goes moves no other. */
function luckOf(id: TitleId, seed: number): number {
  let mixed = seed ^ Math.imul(id, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
