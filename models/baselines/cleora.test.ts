import { expect, it } from 'vitest';
import { historyOf } from '../model.ts';
import { smallWorld } from '../testing/worlds.ts';
import { fitCleora } from './cleora.ts';

const parameters = { grade: 'likes', rounds: 2, popularity: 0, dimensions: 64 } as const;
const world = smallWorld();

it('puts titles of one taste close together, whatever the random start', () => {
  for (const seed of [1, 2, 3]) {
    const scores = fitCleora(world, parameters, seed).score(historyOf(Int32Array.of(0, 4, 8)));
    const meanOf = (taste: number) =>
      scores.filter((_, item) => item > 8 && item % 4 === taste).reduce((sum, value) => sum + value, 0) / 17;
    for (const other of [1, 2, 3]) expect(meanOf(0)).toBeGreaterThan(meanOf(other) + 0.2);
  }
});

it('scores by popularity alone where there is no history', () => {
  const model = fitCleora(world, { ...parameters, popularity: 1 }, 1);
  const scores = model.score(historyOf(new Int32Array()));
  expect(Math.max(...scores)).toBe(1);
  expect(Math.min(...scores)).toBeGreaterThan(0);
});
