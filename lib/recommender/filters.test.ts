import { expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { filterRows } from './filters.ts';
import { loved, makeContext, makeWorldEngine } from './testing/world.ts';

const world = makeWorldEngine();
const engine: Engine = {
  ...world,
  facts: (row) => ({ ...world.facts(row), flagged: row === 4 || row === 6 }),
};

it('drops titles flagged as harmful, and says so', () => {
  const allowed = filterRows(makeContext(), {}, engine);
  expect([allowed.has(4), allowed.has(5), allowed.has(6)]).toEqual([false, true, false]);
  expect(allowed.dropped).toEqual({ 'flagged as harmful': 2 });
});

it('counts every title under one reason, what the viewer did first', () => {
  const allowed = filterRows(makeContext({ interactions: [loved(4)], maturityLimit: 12 }), {}, engine);
  expect(allowed.dropped).toEqual({ seen: 1, 'flagged as harmful': 1, 'above the maturity limit': 18 });
  expect(allowed.mask.reduce((sum, one) => sum + one, 0)).toBe(20);
});

it('remembers what filters take and not what one viewer did', () => {
  const limit = { maturityLimit: 12 };
  const first = filterRows(makeContext({ ...limit, interactions: [loved(1)] }), { kind: 'film' }, engine);
  expect(first.has(1)).toBe(false);
  expect(filterRows(makeContext(limit), { kind: 'film' }, engine).has(1)).toBe(true);
  expect(filterRows(makeContext(limit), { kind: 'series' }, engine).has(1)).toBe(false);
  expect(filterRows(makeContext(), { kind: 'film' }, engine).has(2)).toBe(true);
});

it('drops what is not wanted while enough remains, and leaves it in when too little would', () => {
  const choices = [{ facet: 'genre', value: 'comedy', wanted: false }] as const;
  const dropped = filterRows(makeContext({ choices }), {}, world, 20);
  expect(dropped.dropped).toEqual({ 'not wanted': 20 });
  expect(dropped.has(1)).toBe(false);
  const kept = filterRows(makeContext({ choices }), {}, world, 21);
  expect(kept.dropped).toEqual({});
  expect(kept.has(1)).toBe(true);
});

it('drops the title that somebody named to ask for others like it, and nothing else that is wanted', () => {
  const choices = [
    { facet: 'title', value: '1003', wanted: true },
    { facet: 'genre', value: 'comedy', wanted: true },
  ] as const;
  expect(filterRows(makeContext({ choices }), {}, world).dropped).toEqual({ 'named as known': 1 });
});
