/**
 * Proportional: everybody is to get their share of all that is dealt. EP-FuzzDA (Malecek and Peska, UMAP 2021): with
 * r_m = Σ_{j ∈ S} s_mj what member m got so far, the next title has the greatest
 *
 *   gain(i | S) = Σ_m min(s_mi, max(0, share_m · Σ_k (r_k + s_ki) − r_m)):
 *
 * what it gives each member, as far as that is due to them. Over nights the shares follow from what was given before
 * (`lib/nights/weights.ts`, in the spirit of RLProp: Peska et al., UMAP 2025). Divided by the members, so that a gain is 1 at most.
 */
import { averages } from './average.ts';
import { bestOpen, type Rule } from './picking.ts';

export const proportional: Rule = (heard) => {
  const { scores, shares } = heard;
  const second = averages(heard);
  const given = new Float64Array(scores.length);
  const sums = Float64Array.from(second, (_, index) => scores.reduce((sum, own) => sum + own[index]!, 0));
  let total = 0;
  const gain = (index: number) => {
    const whole = total + sums[index]!;
    let sum = 0;
    for (let member = 0; member < given.length; member++) {
      const due = Math.max(0, shares[member]! * whole - given[member]!);
      sum += Math.min(scores[member]![index]!, due);
    }
    return sum / given.length;
  };
  return (open) => {
    const best = bestOpen(open, gain, second);
    if (!best) return undefined;
    for (const [member, own] of scores.entries()) given[member]! += own[best.index]!;
    total += sums[best.index]!;
    return best;
  };
};
