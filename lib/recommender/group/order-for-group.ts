/** What each member thinks of each title → one order for all, by the rule they chose. */
import { defaultGroupPolicy, type GroupPolicy } from '../policy.ts';
import { average } from './average.ts';
import { averageWithoutMisery } from './average-without-misery.ts';
import { greedyFairness } from './greedy-fairness.ts';
import { leastMisery } from './least-misery.ts';
import type { Pick, Rule } from './picking.ts';
import { proportional } from './proportional.ts';
import type { GroupRule } from './rules.ts';
import { shareSay } from './say.ts';
import { takingTurns } from './taking-turns.ts';

export type GroupOrderOptions = {
  readonly size: number;
  /** [members]: all alike where they are not given; 0 has no say. */
  readonly weights?: readonly number[];
  /** Told of every title that was dealt; may close others (0 in the mask), which then only come when nothing else is left. */
  readonly onDealt?: (index: number, open: Uint8Array) => void;
  readonly policy?: GroupPolicy;
};

/** `scores` [members][titles], 0 to 1. Returns `size` titles, or all when there are fewer. */
export function orderForGroup(
  scores: readonly Float32Array[],
  rule: GroupRule,
  { size, weights, onDealt, policy = defaultGroupPolicy }: GroupOrderOptions,
): Pick[] {
  const say = shareSay(scores.length, weights);
  const heard = [...scores.keys()]
    .filter((member) => say[member]! > 0)
    .sort((a, b) => say[a]! - say[b]! || compareScores(scores[a]!, scores[b]!));
  const next = ruleOf(
    rule,
    policy,
  )({
    scores: heard.map((member) => scores[member]!),
    shares: Float64Array.from(heard, (member) => say[member]!),
  });
  const left = new Uint8Array(scores[0]?.length ?? 0).fill(1);
  const open = left.slice();
  const dealt: Pick[] = [];
  while (dealt.length < size) {
    const pick = next(open) ?? next(left);
    if (!pick) break;
    dealt.push(pick);
    left[pick.index] = 0;
    open[pick.index] = 0;
    onDealt?.(pick.index, open);
  }
  return dealt;
}

/** Any order will do, as long as it does not depend on who was named first: sums of fractions do. */
function compareScores(one: Float32Array, other: Float32Array): number {
  const index = one.findIndex((score, place) => score !== other[place]);
  return index === -1 ? 0 : one[index]! - other[index]!;
}

function ruleOf(rule: GroupRule, policy: GroupPolicy): Rule {
  switch (rule) {
    case 'average':
      return average;
    case 'least-misery':
      return leastMisery;
    case 'average-without-misery':
      return averageWithoutMisery(policy.misery);
    case 'taking-turns':
      return takingTurns;
    case 'greedy-fairness':
      return greedyFairness(policy.fairnessDepth);
    case 'proportional':
      return proportional;
  }
}
