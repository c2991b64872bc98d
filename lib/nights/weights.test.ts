import { describe, expect, it } from 'vitest';
import { weighMembers, weightWords } from './weights.ts';

const tonight = ['ana', 'ben', 'cleo'];

describe('weights over nights', () => {
  it('are alike where nobody has a past together', () => {
    expect(weighMembers(tonight, [])).toEqual({ ana: 1, ben: 1, cleo: 1 });
  });

  it('are larger for whoever got less, and 1 on average', () => {
    const weights = weighMembers(tonight, [{ ana: 0.9, ben: 0.9, cleo: 0.6 }]);
    expect(weights.cleo).toBeGreaterThan(1);
    expect(weights.ana).toBeLessThan(1);
    expect(weights.ana).toBe(weights.ben);
    expect((weights.ana! + weights.ben! + weights.cleo!) / 3).toBeCloseTo(1, 12);
  });

  it('as the formula says: a debt of .2 and two of −.1 make 2^(2/3) and 2^(−1/3)', () => {
    const past = { fade: 0.7, double: 0.3 };
    const weights = weighMembers(tonight, [{ ana: 0.9, ben: 0.9, cleo: 0.6 }], past);
    expect(weights.cleo! / weights.ana!).toBeCloseTo(2, 10);
  });

  it('turn when the debt was paid, and forget what was long ago', () => {
    const poor = { ana: 1, ben: 1, cleo: 0.7 };
    const rich = { ana: 0.7, ben: 1, cleo: 1 };
    expect(weighMembers(tonight, [rich, poor]).ana).toBeGreaterThan(
      weighMembers(tonight, [rich, poor]).cleo!,
    );
    const [recent, old] = [
      weighMembers(tonight, [poor]),
      weighMembers(tonight, [...Array(9).fill({}), poor]),
    ];
    expect(recent.cleo).toBeGreaterThan(old.cleo!);
    expect(old.cleo).toBeCloseTo(1, 1);
  });

  it('owe nothing for a night at which somebody was not', () => {
    const weights = weighMembers(tonight, [{ ana: 0.8, ben: 0.8 }]);
    expect(weights).toEqual({ ana: 1, ben: 1, cleo: 1 });
  });

  it('never let anybody count more than four times as much as another', () => {
    const nights = Array.from({ length: 10 }, () => ({ ana: 1, ben: 0, cleo: 0.5 }));
    const weights = weighMembers(tonight, nights);
    expect(weights.ben! / weights.ana!).toBeCloseTo(4, 10);
  });

  it('are said in words', () => {
    expect([1.3, 1, 0.7].map(weightWords)).toEqual([
      'counts more tonight: the last nights were less to their taste',
      'counts as much as usual',
      'counts less tonight: the last nights were more to their taste',
    ]);
  });
});
