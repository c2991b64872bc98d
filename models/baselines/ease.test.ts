import { expect, it } from 'vitest';
import { sparseOf } from '../../lib/math/sparse.ts';
import { historyOf } from '../model.ts';
import { smallWorld } from '../testing/worlds.ts';
import { ease, fitEase } from './ease.ts';

it('gives the same scores whether it inverts among people or among titles', () => {
  const few = smallWorld(60, 80);
  const nobody = 40;
  const more = {
    ...few,
    people: Int32Array.from({ length: 60 + nobody }, (_, person) => person),
    ratings: {
      ...few.ratings,
      rows: 60 + nobody,
      offsets: Int32Array.of(...few.ratings.offsets, ...new Array(nobody).fill(few.ratings.offsets[60])),
    },
  };
  const history = historyOf(Int32Array.of(0, 4, 8));
  const among = fitEase(more, 'line', 20).score(history);
  fitEase(few, 'line', 20)
    .score(history)
    .forEach((value, item) => {
      if (![0, 4, 8].includes(item)) expect(among[item]).toBeCloseTo(value, 5);
    });
});

it('refuses by what has to be inverted, and says how large that is', () => {
  const sized = (people: number, items: number) => ({
    ...smallWorld(),
    people: new Int32Array(people),
    items: Array.from({ length: items }, (_, movieId) => ({ movieId, title: 'x' })),
    ratings: sparseOf(people, items, []),
  });
  expect(ease.refuses?.(sized(50_000, 1000))).toBeUndefined();
  expect(ease.refuses?.(sized(1000, 50_000))).toBeUndefined();
  expect(ease.refuses?.(sized(29_858, 40_981))).toMatch(
    /among 29858 people is 3\.6 GB; 12000 rows \(0\.6 GB\)/,
  );
});
