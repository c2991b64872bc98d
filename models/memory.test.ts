import { expect, it } from 'vitest';
import { expectedMegabytes, refuseTooLarge, watchMemory } from './memory.ts';
import { smallWorld } from './testing/worlds.ts';

const world = smallWorld();
const crowd = { ...world, people: new Int32Array(8000), items: new Array(8000).fill(world.items[0]) };

it('expects more of a model that compares everyone with everyone', () => {
  expect(expectedMegabytes('ease', crowd)).toBeGreaterThan(expectedMegabytes('popularity', crowd) + 500);
});

it('refuses with what is expected, what is allowed and what to do', () => {
  expect(refuseTooLarge('ease', crowd, 2048)).toBeUndefined();
  expect(refuseTooLarge('ease', crowd, 500)).toMatch(
    /^ease on 8000 people, 8000 titles .* expected to take (\d+) MB where 500 are allowed; allow more with --memory-mb \1/,
  );
});

it('gives work up once the process is larger than allowed', () => {
  const seen: number[] = [];
  watchMemory((done) => seen.push(done), 100_000)(0.5);
  expect(seen).toEqual([0.5]);
  expect(() => watchMemory(() => {}, 1)(0.5)).toThrow(/it takes \d+ MB where 1 are allowed/);
});
