/**
 * Greedy list fairness, GFAR (Kaya, Bridge and Tintarev, RecSys 2020): the next title is the one that adds most to the
 * chance that everybody finds something in the deck,
 *
 *   gain(i | S) = Σ_m share_m · p_mi · Π_{j ∈ S} (1 − p_mj),   p_mi = points_mi / Σ_j points_mj,
 *
 * where the points are Borda's among the member's own best `depth` titles, and 0 beyond. Where nothing adds anything, by average.
 */
import { topK } from '../../math/top-k.ts';
import { averages } from './average.ts';
import { bestOpen, type Rule } from './picking.ts';

export function greedyFairness(depth: number): Rule {
  return (heard) => {
    const { scores, shares } = heard;
    const second = averages(heard);
    const chances = scores.map((own) => chancesOf(own, depth));
    const missed = Float64Array.from(shares);
    const gain = (index: number) => {
      let sum = 0;
      for (let member = 0; member < missed.length; member++)
        sum += missed[member]! * chances[member]![index]!;
      return sum;
    };
    return (open) => {
      const best = bestOpen(open, gain, second);
      if (best) for (const [member, own] of chances.entries()) missed[member]! *= 1 - own[best.index]!;
      return best;
    };
  };
}

/** [titles]: the chance that a member likes it, in the order of their own best. */
function chancesOf(scores: Float32Array, depth: number): Float64Array {
  const best = topK(scores, depth);
  const all = (best.length * (best.length + 1)) / 2;
  const chances = new Float64Array(scores.length);
  for (const [place, index] of best.entries()) chances[index] = (best.length - place) / all;
  return chances;
}
