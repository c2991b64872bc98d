/** Average: Σ_m share_m · s_mi. The best raw utility; may leave one member miserable (Masthoff, Recommender Systems Handbook, 2015). */
import { byWorth, type Heard, type Rule } from './picking.ts';

export function averages({ scores, shares }: Heard): Float64Array {
  const sums = new Float64Array(scores[0]?.length ?? 0);
  for (const [member, own] of scores.entries())
    for (let index = 0; index < sums.length; index++) sums[index]! += shares[member]! * own[index]!;
  return sums;
}

export const average: Rule = (heard) => {
  const worth = averages(heard);
  return byWorth(worth, worth);
};
