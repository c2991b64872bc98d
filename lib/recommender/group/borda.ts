/** Borda count: a title gets a point from a member for each title they like less, half a point for each they like as much (Borda 1781; ties as in Masthoff 2015). */

import type { Heard } from './picking.ts';
import { rankPoints } from './rank-points.ts';

/** [titles]: points as if each of n members had a say of 1. */
export function bordaCounts({ scores, shares }: Heard): Float64Array {
  const sums = new Float64Array(scores[0]?.length ?? 0);
  for (const [member, own] of scores.entries()) {
    const say = shares[member]! * scores.length;
    for (const [index, points] of rankPoints(own).entries()) sums[index]! += say * points;
  }
  return sums;
}
