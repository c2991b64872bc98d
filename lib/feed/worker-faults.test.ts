/** The real model, with its real thread, is killed again and again while people are served. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { importTitles } from '../catalog/import.ts';
import { closeEngine, liveEngine } from '../inference/live.ts';
import { refreshEngine } from '../jobs/load-engine.ts';
import { rateTitle } from '../library/rate.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { Slate } from '../recommender/types.ts';
import { serveSlate } from './serve.ts';
import { makeAfter } from './testing/house.ts';

beforeAll(async () => {
  await createTestDatabase();
  await importTitles(readCatalogue(), { addedAt: null });
  expect(await refreshEngine()).toBe(true);
});
afterAll(closeEngine);

const byWorker = async () =>
  (await metrics().degradations.get()).values.find(({ labels }) => labels.cause === 'worker')?.value ?? 0;

it('fails nobody: each slate is by the model or says that it is not, and the model comes back', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => makeUser()));
  for (const { id } of people) await rateTitle(id, liveEngine()!.facts(0).id, 5);
  const before = await byWorker();
  const slates: Slate[] = [];
  const serve = async (who: (typeof people)[number]) => {
    const options = { surface: 'for-you', limit: 20, refresh: true } as const;
    const { slate } = await serveSlate(who, options, makeAfter().after);
    expect(slate.items).toHaveLength(20);
    slates.push(slate);
    return slate;
  };
  for (let round = 0; round < 10; round++) {
    const [crashed] = await Promise.all([
      round % 3 === 1 ? liveEngine()!.crash() : undefined,
      ...people.map(serve),
    ]);
    expect(crashed).toBeUndefined();
  }
  const degraded = slates.filter(({ servedBy }) => servedBy !== 'model');
  expect(degraded.length).toBeGreaterThan(0);
  expect(await byWorker()).toBe(before + degraded.length);
  for (const { servedBy } of degraded) expect(['cached', 'trending']).toContain(servedBy);
  let last = degraded.at(-1);
  for (let tries = 0; tries < 100 && last?.servedBy !== 'model'; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    last = await serve(people[0]!);
  }
  expect(last?.servedBy).toBe('model');
});
