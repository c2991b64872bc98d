import { describe, expect, it } from 'vitest';
import { normal, permutation, seededRandom } from './random.ts';
import { estimateMean, mean, standardDeviation } from './statistics.ts';

describe('seeded random', () => {
  it('repeats by seed and differs between seeds', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('is uniform and normal enough', () => {
    const random = seededRandom(3);
    expect(mean(Array.from({ length: 20_000 }, random))).toBeCloseTo(0.5, 2);
    const normals = Array.from({ length: 20_000 }, () => normal(random));
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(standardDeviation(normals)).toBeCloseTo(1, 1);
  });

  it('permutes without loss', () => {
    const order = permutation(50, seededRandom(1));
    expect(Array.from(order.slice().sort())).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(Array.from(order.slice(0, 3))).not.toEqual([0, 1, 2]);
  });
});

describe('the 95 % interval', () => {
  it('is 1.96 standard errors on both sides', () => {
    const { value, low, high } = estimateMean([1, 2, 3, 4]);
    expect(value).toBe(2.5);
    expect(high - value).toBeCloseTo((1.96 * Math.sqrt(5 / 3)) / 2, 9);
    expect(value - low).toBeCloseTo(high - value, 9);
  });

  it('of nothing is zero', () => {
    expect(estimateMean([])).toEqual({ value: 0, low: 0, high: 0 });
  });
});
