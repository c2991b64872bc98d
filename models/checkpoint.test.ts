import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fingerprintOf, openCheckpoint } from './checkpoint.ts';
import { trainSmall } from './testing/killed-training.ts';
import { smallWorld } from './testing/worlds.ts';

const script = path.join(import.meta.dirname, 'testing/killed-training.ts');

it('lets a killed training end in the bits it would have ended in', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'killed-'));
  for (const stopAt of ['25', '45']) {
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', script, folder, stopAt]);
    expect(signal).toBe('SIGKILL');
  }
  const checkpoint = openCheckpoint({ folder, every: 10, resume: true, identity: {} });
  let steps = 0;
  const resumed = trainSmall({ seed: 1, checkpoint }, () => steps++);
  expect(steps).toBe(90 - 60);
  expect(resumed).toEqual(trainSmall({ seed: 1 }, () => {}));
});

it('tells data apart by their people, stars and features', () => {
  const world = smallWorld();
  const stars = {
    ...world,
    ratings: { ...world.ratings, values: world.ratings.values.map((value) => value / 2) },
  };
  const features = {
    ...world,
    items: world.items.map((item) => ({ ...item, features: [{ name: 'genre:noir' }] })),
  };
  const people = { ...world, people: world.people.map((person) => person + 1) };
  const prints = [world, stars, features, people].map(fingerprintOf);
  expect(new Set(prints).size).toBe(4);
  expect(fingerprintOf(smallWorld())).toBe(prints[0]);
});
