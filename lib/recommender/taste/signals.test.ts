import { describe, expect, it } from 'vitest';
import { loved, NOW } from '../testing/world.ts';
import { findUndated, hasSeen, readSignals, signalWeights, weighInteraction } from './signals.ts';

const unrated = { rating: null, watches: 0 } as const;
const YEAR = 365 * 86_400_000;

describe('the table', () => {
  it('orders what people do as the design does, and knows what is for and what against', () => {
    const weights = [
      loved(0, { rating: 5, liked: true, watches: 2 }),
      loved(0, { rating: 5, liked: true }),
      loved(0, { rating: 5 }),
      loved(0, { rating: 4 }),
      loved(0, { rating: null, watches: 2 }),
      loved(0, { rating: null }),
      loved(0, { ...unrated, watchlisted: true }),
      loved(0, { ...unrated, progress: 'started' }),
      loved(0, { ...unrated }),
      loved(0, { ...unrated, progress: 'gave-up' }),
      loved(0, { ...unrated, dismissed: true }),
      loved(0, { rating: 2 }),
    ].map(weighInteraction);
    expect(weights.map(Math.sign)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, -1, -1, -1]);
    for (const [index, weight] of weights.entries()) {
      if (index > 0 && index < 11) expect(weight).toBeLessThan(weights[index - 1]!);
    }
  });

  it('lets a rating override the watch, and stars rise from against to for', () => {
    expect(weighInteraction(loved(0, { rating: 1, watches: 3 }))).toBeLessThan(0);
    const byStars = [0.5, 1, 2, 2.5, 3, 3.5, 4, 4.5, 5].map((rating) =>
      weighInteraction(loved(0, { rating })),
    );
    expect(byStars).toEqual(byStars.toSorted((a, b) => a - b));
    expect([byStars[0]! < 0, byStars.at(-1)! > 0]).toEqual([true, true]);
  });

  it('hears a like without stars as loudly as four stars', () => {
    expect(weighInteraction(loved(0, { rating: null, liked: true }))).toBe(
      weighInteraction(loved(0, { rating: 4 })),
    );
  });

  it('does not take the household for the person: seen, and no sign of taste', () => {
    const somebodyElse = loved(0, { rating: null, watches: 1, uncounted: 1 });
    expect(weighInteraction(somebodyElse)).toBe(0);
    expect(hasSeen(somebodyElse)).toBe(true);
    expect(readSignals([somebodyElse], NOW, 10)).toEqual([]);
    const both = weighInteraction(loved(0, { rating: null, watches: 2, uncounted: 1 }));
    expect(both).toBe(signalWeights.watched);
    expect(weighInteraction(loved(0, { rating: 5, watches: 1, uncounted: 1 }))).toBeGreaterThan(0);
  });

  it('is silent about a muted title, whatever was done with it', () => {
    expect(weighInteraction(loved(0, { liked: true, dismissed: true, muted: true }))).toBe(0);
  });
});

describe('age', () => {
  it('fades a weight, but never below a half', () => {
    const [fresh, old, ancient] = [0, 2, 60].map(
      (years) => readSignals([loved(0, { at: NOW - years * YEAR })], NOW, 10)[0]!.weight,
    );
    expect(old).toBeLessThan(fresh!);
    expect(ancient).toBeCloseTo(fresh! / 2);
  });

  it('reads the newest so many, and what weighs nothing takes nobody’s place', () => {
    const many = [1, 2, 3].map((row) => loved(row, { at: NOW - row * 1000 }));
    const silent = loved(9, { ...unrated, at: NOW });
    expect(readSignals([silent, ...many], NOW, 2).map(({ titleId }) => titleId)).toEqual([1001, 1002]);
  });
});

describe('an import', () => {
  const moment = NOW - 1500;
  const imported = Array.from({ length: 25 }, (_, row) =>
    loved(row, { at: moment + row, rating: row === 7 ? 5 : 4 }),
  );
  const ofOldTimes = loved(100, { at: NOW - YEAR });

  it('is history that says nothing about when: behind everything that has a date', () => {
    const signals = readSignals([...imported, ofOldTimes], NOW, 30);
    expect(signals[0]!.titleId).toBe(1100);
    expect(signals).toHaveLength(26);
  });

  it('weighs the same whenever it was made', () => {
    const again = imported.map((one) => ({ ...one, at: one.at - 20 * YEAR }));
    expect(readSignals(again, NOW, 30)).toEqual(readSignals(imported, NOW, 30));
    const [signal] = readSignals(imported, NOW, 30);
    const full = weighInteraction(imported[7]!);
    expect(signal!.weight).toBeLessThan(full);
    expect(signal!.weight).toBeGreaterThan(full * signalWeights.age.oldest);
  });

  it('too long to be read whole, it is heard by what it says most clearly', () => {
    expect(readSignals(imported, NOW, 1)[0]!.titleId).toBe(1007);
  });

  it('is told from a busy evening', () => {
    const evening = imported.slice(0, signalWeights.age.block - 1);
    expect(findUndated(evening).size).toBe(0);
    const clicked = imported.map((one, index) => ({ ...one, at: NOW - index * 1001 }));
    expect(findUndated(clicked).size).toBe(0);
    expect(findUndated(imported).size).toBe(25);
  });
});
