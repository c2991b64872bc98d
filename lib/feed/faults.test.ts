/** What breaks while people are served: nobody's request fails, and every slate says truly how it was made. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { database, transaction } from '../../db/client.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { featureStore } from '../feature-store/current.ts';
import { someViewer } from '../feature-store/testing/contract.ts';
import type { LoadedEngine } from '../inference/assemble.ts';
import { goLive } from '../inference/live.ts';
import { rateTitle } from '../library/rate.ts';
import { metrics } from '../monitoring/metrics.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import type { Slate } from '../recommender/types.ts';
import { readContext } from './context.ts';
import { serveSlate } from './serve.ts';
import { type House, makeAfter, makeHouse } from './testing/house.ts';
import type { FeedViewer } from './viewer.ts';

let house: House;
let viewer: FeedViewer;

beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
  for (let count = 0; count < 3; count++) await rateTitle((await makeUser()).id, house.ids[9]!, 5);
});
beforeEach(async () => {
  vi.restoreAllMocks();
  goLive(house.engine);
  viewer = await makeUser();
  for (const row of [0, 2, 4]) await rateTitle(viewer.id, house.ids[row]!, 5);
});

const serve = async (options: { refresh?: boolean } = {}): Promise<Slate> => {
  const { after, settle } = makeAfter();
  const { slate } = await serveSlate(
    viewer,
    { surface: 'for-you', limit: 20, refresh: true, ...options },
    after,
  );
  await settle();
  return slate;
};
const context = () => readContext(viewer, { filters: {}, limit: 20 }, defaultPolicy);

/** Runs `work` while nobody can read `table`. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  await transaction(async (tx) => {
    await tx.execute(sql.raw(`lock table ${table} in access exclusive mode`));
    await work();
  });
}

/** Runs `work` while `table` does not exist. */
async function whileGone(table: string, work: () => Promise<void>): Promise<void> {
  await database().execute(sql.raw(`alter table ${table} rename to ${table}_gone`));
  try {
    await work();
  } finally {
    await database().execute(sql.raw(`alter table ${table}_gone rename to ${table}`));
  }
}

type Counted = {
  get(): Promise<{
    values: { value: number; labels: Readonly<Record<string, string | number | undefined>> }[];
  }>;
};
const sumOf = async (metric: Counted, labels: Record<string, string>) =>
  (await metric.get()).values
    .filter((one) => Object.entries(labels).every(([name, value]) => one.labels[name] === value))
    .reduce((sum, { value }) => sum + value, 0);

it('a source that hangs is left out and named; the rest of the slate is whole and by the model', async () => {
  // A limit that nobody had before: its pool is not kept yet.
  viewer = { ...viewer, maturityLimit: 17 };
  const { after, settle } = makeAfter();
  await whileLocked('titles', async () => {
    const { slate } = await serveSlate(viewer, { surface: 'for-you', limit: 20, refresh: true }, after);
    expect(slate.servedBy).toBe('model');
    expect(slate.leftOut).toContain('pool');
    expect(slate.items).toHaveLength(20);
  });
  await settle();
  await vi.waitFor(async () => expect((await serve()).leftOut).toEqual([]), 20_000);
  expect(await sumOf(metrics().contextLeftOut, { reading: 'pool', cause: 'slow' })).toBeGreaterThan(0);
});

it('a source that fails is left out, and its slate is not served again once it is back', async () => {
  viewer = { ...viewer, maturityLimit: 16 };
  await whileGone('titles', async () => {
    const slate = await serve({ refresh: false });
    expect(slate.servedBy).toBe('model');
    expect(slate.leftOut).toContain('pool');
  });
  expect(await sumOf(metrics().contextLeftOut, { reading: 'pool', cause: 'error' })).toBeGreaterThan(0);
  await vi.waitFor(async () => expect((await serve({ refresh: false })).leftOut).toEqual([]), 20_000);
});

it('what somebody does not want is never left out: without it, a list is served that says how it was made', async () => {
  await whileGone('taste_choices', async () => {
    expect((await serve()).servedBy).not.toBe('model');
  });
  expect((await serve()).servedBy).toBe('model');
});

it('what many share is served old while it cannot be read anew', async () => {
  const before = await context();
  const { now } = performance;
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 10 * 60_000);
  await whileGone('events', async () => {
    for (let round = 0; round < 3; round++) expect((await context()).popular).toEqual(before.popular);
  });
  expect(before.popular.length).toBeGreaterThan(0);
});

it('without the feature store, last known features serve and are counted', async () => {
  await featureStore().writeViewer(viewer.id, { value: someViewer, at: Date.now() });
  const before = await sumOf(metrics().staleFeatures, { of: 'viewer' });
  await whileGone('features', async () => {
    for (let round = 0; round < 8; round++) {
      expect((await context()).features.viewer).toEqual(someViewer);
      expect((await serve()).servedBy).toBe('model');
    }
  });
  const counted = { of: 'viewer', cause: 'resting' };
  expect(await sumOf(metrics().staleFeatures, { of: 'viewer' })).toBe(before + 16);
  expect(await sumOf(metrics().staleFeatures, counted)).toBeGreaterThan(0);
});

it('without interactions there is no slate of one’s own: the last good one serves, then what is popular', async () => {
  const good = await serve();
  await whileLocked('library_entries', async () => {
    const slate = await serve();
    expect(slate.servedBy).toBe('cached');
    expect(slate.items).toEqual(good.items);
    viewer = { ...viewer, id: (await makeUser()).id };
    expect((await serve()).servedBy).toBe('trending');
  });
  expect((await serve()).servedBy).toBe('model');
});

/** Sixty requests of six people, a few at a time; `meanwhile` breaks something when a third is through. */
async function underLoad(meanwhile: (served: number) => Promise<void>): Promise<Slate[]> {
  const people = await Promise.all(Array.from({ length: 6 }, () => makeUser()));
  const slates: Slate[] = [];
  for (const who of people) await serveSlate(who, { surface: 'for-you', limit: 20 }, makeAfter().after);
  const person = async (who: FeedViewer) => {
    for (let round = 0; round < 10; round++) {
      const { after, settle } = makeAfter();
      const stored = await serveSlate(who, { surface: 'for-you', limit: 20, refresh: true }, after);
      slates.push(stored.slate);
      await meanwhile(slates.length);
      await settle();
    }
  };
  await Promise.all(people.map(person));
  expect(slates).toHaveLength(60);
  for (const { items } of slates) expect(items).toHaveLength(20);
  return slates;
}

it('a bundle that is swapped under load: every slate is of one of the two, and of the new one in the end', async () => {
  const next: LoadedEngine = { ...house.engine, version: 'world-2' };
  const slates = await underLoad(async (served) => {
    if (served % 5 === 0) goLive(served % 10 === 0 && served < 60 ? house.engine : next);
  });
  expect(new Set(slates.map(({ servedBy }) => servedBy))).toEqual(new Set(['model']));
  expect(new Set(slates.map(({ modelVersion }) => modelVersion))).toEqual(new Set(['world-1', 'world-2']));
  goLive(next);
  expect((await serve()).modelVersion).toBe('world-2');
});

it('a worker that dies under load: last good slates, or what is popular, and the model again when it is back', async () => {
  let dead = false;
  const gone = () => Promise.reject(new Error('the inference worker ended'));
  const { encode, predict } = house.engine;
  goLive({
    ...house.engine,
    encode: (...given) => (dead ? gone() : encode(...given)),
    predict: (...given) => (dead ? gone() : predict(...given)),
  });
  const slates = await underLoad(async (served) => {
    dead = served >= 20 && served < 40;
  });
  const ways = slates.map(({ servedBy }) => servedBy);
  expect(new Set(ways)).toEqual(new Set(['model', 'cached']));
  expect(ways.slice(0, 20)).toEqual(Array(20).fill('model'));
  expect(ways.slice(-10)).toEqual(Array(10).fill('model'));
  dead = true;
  viewer = await makeUser();
  expect((await serve()).servedBy).toBe('trending');
});
