import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  coverageOf,
  differenceBetween,
  gini,
  overlap,
  popularityShares,
  variety,
} from './slate-metrics.ts';

describe('the measures of lists, against values worked out by hand', () => {
  it('accuracy counts the targets by where they stand; one that is not listed is missed', () => {
    const best = 1 + 1 / Math.log2(3);
    const measured = accuracyOf([7, 3, 9], Int32Array.of(3, 5));
    expect(measured['ndcg@10']).toBeCloseTo(1 / Math.log2(3) / best, 12);
    expect(measured['recall@20']).toBe(0.5);
    expect(measured['hr@10']).toBe(1);
    expect(accuracyOf([7, 9], Int32Array.of(3))['hr@10']).toBe(0);
  });

  it('variety is one minus the mean similarity of all pairs', () => {
    const similarity = (a: number, b: number) => (a + b) / 10;
    expect(variety([1, 2, 3], similarity)).toBeCloseTo(1 - (0.3 + 0.4 + 0.5) / 3, 12);
    expect(variety([1], similarity)).toBe(0);
    expect(overlap(new Set(['a', 'b']), new Set(['b', 'c', 'd', 'e']))).toBeCloseTo(1 / Math.sqrt(8), 12);
  });

  it('Gini is 0 where all have the same and 1 − 1/n where one has all', () => {
    expect(gini([3, 3, 3, 3])).toBe(0);
    expect(gini([0, 0, 0, 8])).toBe(0.75);
    expect(gini([1, 2, 3, 4])).toBeCloseTo(0.25, 12);
    expect(gini([0, 0])).toBe(0);
  });

  it('coverage is the share of titles in any list; people differ by what their lists do not share', () => {
    expect(coverageOf([2, 0, 1, 0])).toBe(0.5);
    expect(differenceBetween([2, 2], 2, 2)).toBe(0);
    expect(differenceBetween([1, 1, 1, 1], 2, 2)).toBe(1);
    expect(differenceBetween([2, 1, 1], 2, 2)).toBe(0.5);
  });

  it('a title that nobody rated is as unfamiliar as one person more allows', () => {
    const shares = popularityShares({ rows: 3, columns: 2, indices: Int32Array.of(0, 0, 0) });
    expect([...shares]).toEqual([1, 0.25]);
    expect(-Math.log2(shares[1]!)).toBe(2);
  });
});
