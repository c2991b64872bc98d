import { expect, it } from 'vitest';
import { readSignals, weighInteraction } from './signals.ts';
import { loved, NOW } from './testing/world.ts';

const unrated = { rating: null, watches: 0 } as const;

it('orders what people do as the design does: loved over watched over listed over started over nothing', () => {
  const weights = [
    loved(0, { rating: 5, liked: true }),
    loved(0, { rating: 5 }),
    loved(0, { rating: 4 }),
    loved(0, { rating: null }),
    loved(0, { ...unrated, watchlisted: true }),
    loved(0, { ...unrated, progress: 'started' }),
    loved(0, { ...unrated }),
    loved(0, { ...unrated, progress: 'gave-up' }),
    loved(0, { ...unrated, dismissed: true }),
  ].map(weighInteraction);
  expect(weights).toEqual([...weights].sort((a, b) => b - a));
  expect(weights.at(-1)).toBeLessThan(0);
});

it('lets a low rating override the watch', () => {
  expect(weighInteraction(loved(0, { rating: 1, watches: 3 }))).toBeLessThan(0);
});

it('fades with age, but never below a half', () => {
  const year = 365 * 86_400_000;
  const [fresh, old, ancient] = [0, 2, 60].map(
    (years) => readSignals([loved(0, { at: NOW - years * year })], NOW, 10)[0]!.weight,
  );
  expect(old).toBeLessThan(fresh!);
  expect(ancient).toBeCloseTo(fresh! / 2);
});

it('reads the newest so many', () => {
  const many = [1, 2, 3].map((row) => loved(row, { at: NOW - row * 1000 }));
  expect(readSignals(many, NOW, 2).map(({ titleId }) => titleId)).toEqual([1001, 1002]);
});
