import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle } from '../../db/testing/factories.ts';
import { provideEnv } from '../env.ts';
import { closeEngine, liveEngine } from '../inference/live.ts';
import { listBundleFolders } from '../model-registry/bundles.ts';
import { metrics } from '../monitoring/metrics.ts';
import { refreshEngine } from './load-engine.ts';

const [shipped] = listBundleFolders('models/bundles');
const folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-bundles-'));
const copyTo = (name: string) => cpSync(shipped!, path.join(folder, name), { recursive: true });
const refusals = async () => (await metrics().refusedBundles.get()).values[0]?.value ?? 0;

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ BUNDLES_DIR: folder });
  await makeTitle({ name: 'Heat', year: 1995, slug: 'heat-1995' });
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

it('takes titles in that were added since', async () => {
  await makeTitle({ name: 'Newcomer', year: 2026 });
  expect(await refreshEngine()).toBe(true);
  expect(liveEngine()?.size).toBe(2);
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
