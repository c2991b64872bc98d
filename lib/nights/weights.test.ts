import { describe, expect, it } from 'vitest';
import { weighMembers, weightWords } from './weights.ts';

const people = ['ana', 'ben'];

describe('who counts how much tonight', () => {
  it('is the same for all without a past, and where all had the same of it', () => {
    expect(weighMembers(people, [])).toEqual({ ana: 1, ben: 1 });
    expect(weighMembers(people, [{ ana: 0.4, ben: 0.4 }])).toEqual({ ana: 1, ben: 1 });
    expect(weighMembers([], [])).toEqual({});
  });

  it('is more for whoever gave in, most for the last time', () => {
    const { ana, ben } = weighMembers(people, [{ ana: 0.5, ben: 0.55 }]);
    expect(ana).toBeGreaterThan(1);
    expect(ana! + ben!).toBeCloseTo(2);
    const lately = weighMembers(people, [
      { ana: 0.5, ben: 0.55 },
      { ana: 0.55, ben: 0.5 },
    ]);
    expect(lately.ana).toBeGreaterThan(lately.ben!);
  });

  it('is never more than four times as much as another’s, however long the past', () => {
    const { ana, ben } = weighMembers(
      people,
      Array.from({ length: 30 }, () => ({ ana: 0, ben: 1 })),
    );
    expect(ana! / ben!).toBeCloseTo(4);
  });

  it('owes nothing to whoever was not there', () => {
    expect(weighMembers([...people, 'cleo'], [{ ana: 0.5, ben: 0.5 }])).toEqual({ ana: 1, ben: 1, cleo: 1 });
  });

  it('is said in words', () => {
    expect(weightWords(1.4)).toContain('counts more');
    expect(weightWords(0.6)).toContain('counts less');
    expect(weightWords(1)).toContain('as much as usual');
  });
});
