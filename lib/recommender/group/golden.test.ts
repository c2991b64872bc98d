/** Masthoff's classic table (Recommender Systems Handbook, 2015): three people's ratings of A to J. */
import { describe, expect, it } from 'vitest';
import { averages } from './average.ts';
import { averagesWithoutMisery } from './average-without-misery.ts';
import { bordaCounts } from './borda.ts';
import { minima } from './least-misery.ts';
import { orderForGroup } from './order-for-group.ts';
import type { Heard } from './picking.ts';
import { products } from './product.ts';
import type { GroupRule } from './rules.ts';
import { shareSay } from './say.ts';

const peter = [10, 4, 3, 6, 10, 9, 6, 8, 10, 8];
const jane = [1, 9, 8, 9, 7, 9, 6, 9, 3, 8];
const mary = [10, 5, 2, 7, 9, 8, 5, 6, 7, 6];
const scores = [peter, jane, mary].map((own) => Float32Array.from(own));
const heard: Heard = { scores, shares: shareSay(3) };

const rounded = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 100) / 100);
const letters = (indices: readonly number[]) => indices.map((index) => 'ABCDEFGHIJ'[index]).join('');
const dealt = (rule: GroupRule, size: number) =>
  letters(
    orderForGroup(
      scores.map((own) => own.map((value) => value / 10)),
      rule,
      { size },
    ).map(({ index }) => index),
  );

describe('the golden vector of the group rules', () => {
  it('average', () => {
    expect(rounded(averages(heard))).toEqual([7, 6, 4.33, 7.33, 8.67, 8.67, 5.67, 7.67, 6.67, 7.33]);
  });

  it('least misery, by which F wins', () => {
    expect([...minima(heard)]).toEqual([1, 4, 2, 6, 7, 8, 5, 6, 3, 6]);
    expect(dealt('least-misery', 1)).toBe('F');
  });

  it('average without misery at 4 drops A, C and I', () => {
    const values = averagesWithoutMisery(heard, 4);
    expect(letters([...values.keys()].filter((index) => Number.isNaN(values[index])))).toBe('ACI');
    const kept = rounded(values).filter((value) => !Number.isNaN(value));
    expect(kept).toEqual([6, 7.33, 8.67, 8.67, 5.67, 7.67, 7.33]);
  });

  it('product', () => {
    expect([...products(heard)]).toEqual([100, 180, 48, 378, 630, 648, 180, 432, 210, 384]);
  });

  it('Borda count, with shared ties', () => {
    expect(rounded(bordaCounts(heard))).toEqual([17, 10, 4.5, 15.5, 19, 20.5, 6, 15.5, 14.5, 12.5]);
  });
});
