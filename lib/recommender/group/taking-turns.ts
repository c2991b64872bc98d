/**
 * Taking turns: each title is one member's favourite of what is left (Masthoff 2015, "fairness"). Everybody's credit grows by
 * their share each turn, whoever has most takes the turn and pays 1: with equal say all come once in n turns, with twice
 * the say twice as often. Of those with equal credit, whoever liked what was dealt so far least; then whose favourite
 * pleases all most.
 */
import { averages } from './average.ts';
import { bestOpen, type Pick, type Rule } from './picking.ts';

/** Credits that differ by less are equal: sums of shares are not exact. */
const EQUAL = 1e-9;

export const takingTurns: Rule = (heard) => {
  const { scores, shares } = heard;
  const second = averages(heard);
  const credit = new Float64Array(scores.length);
  const given = new Float64Array(scores.length);
  return (open) => {
    if (!open.includes(1)) return undefined;
    for (const [member, share] of shares.entries()) credit[member]! += share;
    const most = Math.max(...credit);
    const due = [...credit.keys()].filter((member) => credit[member]! > most - EQUAL);
    const least = Math.min(...due.map((member) => given[member]!));
    const favourites = due.flatMap((member): (Pick & { readonly member: number })[] => {
      const own = scores[member]!;
      const best = given[member]! < least + EQUAL && bestOpen(open, (index) => own[index]!, second);
      return best ? [{ ...best, member }] : [];
    });
    const { member, index, score } = favourites.reduce((best, one) =>
      second[one.index]! > second[best.index]! ? one : best,
    );
    credit[member]! -= 1;
    for (const [other, own] of scores.entries()) given[other]! += own[index]!;
    return { index, score };
  };
};
