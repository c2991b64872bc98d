import { expect, it } from 'vitest';
import { createWorld } from './world.ts';

it('is the same world for the same seed, whoever is asked for first', () => {
  const [one, two] = [createWorld(200, 20, 3), createWorld(200, 20, 3)];
  two.historyOf(99);
  const rows = [...one.stream(50).rows(0)];
  expect([...two.stream(50).rows(0)]).toEqual(rows);
  expect([...two.stream(50).rows(40)]).toEqual(rows.slice(40));
  expect(createWorld(200, 20, 4).historyOf(0)).not.toEqual(rows[0]);
});

it('gives everyone different titles, about as many as asked for', () => {
  const rows = [...createWorld(2000, 40, 1).stream(2000).rows(0)];
  for (const row of rows) expect(new Set(row).size).toBe(row.length);
  const mean = rows.reduce((sum, row) => sum + row.length, 0) / rows.length;
  expect(mean).toBeGreaterThan(36);
  expect(mean).toBeLessThan(44);
});

it('knows what people watch: the better liked half of the titles holds most of their histories', () => {
  const world = createWorld(500, 20, 2);
  let [better, all] = [0, 0];
  for (let person = 0; person < 100; person++) {
    const preference = world.preferenceOf(person);
    expect(preference.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    const middle = preference.slice().sort()[250]!;
    for (const title of world.historyOf(person)) {
      all++;
      if (preference[title]! > middle) better++;
    }
  }
  expect(better / all).toBeGreaterThan(0.8);
});
