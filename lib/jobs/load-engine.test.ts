import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { provideEnv } from '../env.ts';
import { readLatest } from '../feed/latest.ts';
import { closeEngine, liveEngine } from '../inference/live.ts';
import { norm } from '../math/vector.ts';
import { listBundleFolders } from '../model-registry/bundles.ts';
import { metrics } from '../monitoring/metrics.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { recommend } from '../recommender/recommend.ts';
import { loved, makeContext } from '../recommender/testing/world.ts';
import { readList } from '../recommender/titles/near-lists.ts';
import { refreshEngine } from './load-engine.ts';

let heat = 0;
const [shipped] = listBundleFolders('models/bundles');
const folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-bundles-'));
const copyTo = (name: string) => cpSync(shipped!, path.join(folder, name), { recursive: true });
const refusals = async () => (await metrics().refusedBundles.get()).values[0]?.value ?? 0;

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ BUNDLES_DIR: folder });
  const keywords = ['heist', 'cat-and-mouse', 'los-angeles'];
  const facts = { genres: ['crime'], makers: ['Michael Mann'], keywords };
  heat = (await makeTitle({ name: 'Heat', year: 1995, slug: 'heat-1995', ...facts })).id;
});
afterAll(async () => {
  await closeEngine();
  rmSync(folder, { recursive: true });
});

it('serves without a model while there is no bundle', async () => {
  expect(await refreshEngine()).toBe(false);
  expect(liveEngine()).toBeUndefined();
});

it('puts the sound bundle live and passes over a damaged and a foreign one, each counted', async () => {
  const before = await refusals();
  copyTo('a-sound');
  copyTo('b-damaged');
  truncateSync(path.join(folder, 'b-damaged/title-vectors.f32'), 1000);
  copyTo('c-foreign');
  writeFileSync(path.join(folder, 'c-foreign/manifest.json'), '{"hello":"world"}');
  expect(await refreshEngine()).toBe(true);
  expect(liveEngine()?.size).toBe(1);
  expect(await refusals()).toBe(before + 2);
});

describe('a title', () => {
  const slateAfterHeat = async () => {
    const engine = liveEngine()!;
    const interactions = [{ ...loved(0), titleId: heat }];
    const request = { viewerId: 'me', surface: 'for-you', limit: 5, filters: {}, seed: 1 } as const;
    return recommend(request, makeContext({ interactions }), engine, defaultPolicy);
  };
  const crime = { genres: ['crime'], makers: ['Michael Mann'], keywords: ['heist', 'cat-and-mouse'] };

  it('that is added is served after one look, found by content, and first in Latest', async () => {
    const added = await makeTitle({ name: 'Newcomer', year: 2026, ...crime, addedAt: new Date() });
    expect(await refreshEngine()).toBe(true);
    const engine = liveEngine()!;
    expect(engine.size).toBe(2);
    expect((await slateAfterHeat()).items.map(({ titleId }) => titleId)).toEqual([added.id]);
    expect(readList(engine.alikeLists, engine.rowOf(heat)!).map(({ row }) => row)).toContain(
      engine.rowOf(added.id),
    );
    expect(norm(engine.titleVector(engine.rowOf(added.id)!))).toBeGreaterThan(0);
    const me = await makeUser();
    const viewer = { id: me.id, personalised: true, maturityLimit: null, variety: 'balanced' } as const;
    expect((await readLatest(viewer, null, 1)).entries[0]?.title.id).toBe(added.id);
  });

  it('that is flagged is never recommended from the next look on, nor one that is edited shown as it was', async () => {
    const [before] = await database().select().from(titles).where(eq(titles.name, 'Newcomer'));
    const set = { flagged: true, name: 'Newcomer, cut' };
    await database().update(titles).set(set).where(eq(titles.id, before!.id));
    await refreshEngine();
    const slate = await slateAfterHeat();
    expect(slate.items).toEqual([]);
    expect(slate.dropped['flagged as harmful']).toBe(1);
    const engine = liveEngine()!;
    expect(engine.facts(engine.rowOf(before!.id)!).name).toBe('Newcomer, cut');
  });

  it('that has not changed leaves the engine as it is', async () => {
    const before = liveEngine();
    await refreshEngine();
    expect(liveEngine()).toBe(before);
  });

  it('that is deleted is gone after the next look', async () => {
    await database().delete(titles).where(eq(titles.name, 'Newcomer, cut'));
    await refreshEngine();
    expect(liveEngine()?.size).toBe(1);
  });
});

it('keeps what is live when the last bundle breaks', async () => {
  const live = liveEngine();
  truncateSync(path.join(folder, 'a-sound/neighbours.bin'), 10);
  expect(await refreshEngine()).toBe(true);
  expect(liveEngine()).toBe(live);
});

it('prefers the version that the file "current" names', () => {
  writeFileSync(path.join(folder, 'current'), 'a-sound\n');
  expect(listBundleFolders(folder)[0]).toBe(path.join(folder, 'a-sound'));
});
