import { expect, test } from 'vitest';
import { seededRandom } from '../math/random.ts';
import { evenPlaces, placeBetween } from './places.ts';

const isOrdered = (keys: readonly string[]) =>
  keys.every((key, index) => index === 0 || keys[index - 1]! < key);

test('there is always a key between two, whatever was asked before', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = seededRandom(seed);
    const keys: string[] = [];
    for (let step = 0; step < 400; step += 1) {
      const at = Math.floor(random() * (keys.length + 1));
      keys.splice(at, 0, placeBetween(keys[at - 1] ?? null, keys[at] ?? null));
    }
    expect(isOrdered(keys)).toBe(true);
    expect(keys.filter((key) => key.endsWith('0'))).toEqual([]);
  }
});

test('adding at either end for years keeps keys short', () => {
  const keys = [placeBetween(null, null)];
  for (let step = 0; step < 3000; step += 1) {
    keys.push(placeBetween(keys.at(-1)!, null));
    keys.unshift(placeBetween(null, keys[0]!));
  }
  expect(isOrdered(keys)).toBe(true);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(4);
});

test('at the very ends and in the narrowest gap there is still room', () => {
  let [low, high] = ['zzzz', null as string | null];
  for (let step = 0; step < 50; step += 1) low = placeBetween(low, null);
  expect(low > 'zzzz').toBe(true);
  high = '0001';
  for (let step = 0; step < 50; step += 1) {
    const next = placeBetween(null, high);
    expect(next < high && !next.endsWith('0')).toBe(true);
    high = next;
  }
  let [one, other] = ['V', 'V1'];
  for (let step = 0; step < 100; step += 1) {
    const between = placeBetween(one, other);
    expect(one < between && between < other).toBe(true);
    if (step % 2 === 0) one = between;
    else other = between;
  }
});

test('even keys are ordered and short, also for the longest list', () => {
  for (const count of [0, 1, 2, 500]) {
    const keys = evenPlaces(count);
    expect([keys.length, isOrdered(keys)]).toEqual([count, true]);
    expect(keys.every((key) => key.length <= 4 && key !== '')).toBe(true);
  }
});
