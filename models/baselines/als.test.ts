import { expect, it } from 'vitest';
import { historyOf } from '../model.ts';
import { smallWorld } from '../testing/worlds.ts';
import { fitAls } from './als.ts';

const parameters = {
  grade: 'likes',
  unobserved: 0.3,
  regularisation: 0.01,
  dimensions: 8,
  rounds: 30,
} as const;

it('has settled: one more round changes nothing', () => {
  const world = smallWorld();
  const shorter = fitAls(world, { ...parameters, rounds: 200 }, 1);
  const longer = fitAls(world, { ...parameters, rounds: 201 }, 1);
  const history = historyOf(Int32Array.of(0, 4, 8));
  longer.score(history).forEach((value, item) => {
    expect(value).toBeCloseTo(shorter.score(history)[item]!, 2);
  });
});

it('scores a title nobody watched, and everything for someone without a history, at zero', () => {
  const world = smallWorld();
  const gap = {
    ...world,
    ratings: { ...world.ratings, columns: 81 },
    items: [...world.items, { movieId: 999, title: 'New (2026)' }],
  };
  const model = fitAls(gap, parameters, 1);
  expect(model.score(historyOf(Int32Array.of(0, 4)))[80]).toBe(0);
  expect(Math.max(...model.score(historyOf(new Int32Array())))).toBe(0);
});
