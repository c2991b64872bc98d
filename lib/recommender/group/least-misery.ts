/**
 * Least misery: min_m s_mi, so that a group is as happy as its unhappiest member (PolyLens: O'Connor et al., ECSCW 2001).
 * With unequal say the weighted minimum, min_m max(1 − w_m, s_mi) with the greatest w at 1 (Dubois and Prade, Fuzzy Sets
 * and Systems 1986): who has no say can spoil nothing. Equal ones by average.
 */
import { averages } from './average.ts';
import { byWorth, type Heard, type Rule } from './picking.ts';

export function minima({ scores, shares }: Heard): Float64Array {
  const most = shares.reduce((greatest, share) => Math.max(greatest, share), 0);
  return Float64Array.from({ length: scores[0]?.length ?? 0 }, (_, index) =>
    scores.reduce((least, own, member) => {
      const say = shares[member]! / most;
      return Math.min(least, say === 1 ? own[index]! : Math.max(1 - say, own[index]!));
    }, Number.POSITIVE_INFINITY),
  );
}

export const leastMisery: Rule = (heard) => byWorth(minima(heard), averages(heard));
