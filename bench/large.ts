/** A made-up world: its bundle and its database, the pipeline over it, serving with the database, and HTTP under load. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closeDatabase, database } from '../db/client.ts';
import { startEmbeddedDatabase } from '../db/embedded/start.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { apiTokens } from '../db/schema/people.ts';
import { readCatalogue } from '../db/seed/catalogue.ts';
import { findFeedViewer } from '../lib/account/feed-viewer.ts';
import { createToken } from '../lib/account/tokens.ts';
import { importTitles } from '../lib/catalog/import.ts';
import { provideEnv } from '../lib/env.ts';
import { serveSlate } from '../lib/feed/serve.ts';
import { closeEngine, liveEngine } from '../lib/inference/live.ts';
import { refreshEngine } from '../lib/jobs/load-engine.ts';
import { seedDatabase } from '../lib/jobs/seed.ts';
import { seededRandom } from '../lib/math/random.ts';
import { writeMadeUpBundle } from './made-up-bundle.ts';
import { makeTitles } from './made-up-titles.ts';
import { fillPeople, idOf } from './people.ts';
import { benchPipeline } from './pipeline.ts';
import { type Measured, measuredStages } from './report.ts';
import { benchSearch } from './search.ts';
import { type Caller, findRate, withServer } from './server.ts';

/** People who ask; each has six friends. */
const CALLERS = 500;
const ROUNDS = 600;
const SLATE = 20;

export async function benchLarge(
  titles: number,
  people: number,
  keep: string | undefined,
): Promise<Measured[]> {
  const folder = path.resolve(keep ?? mkdtempSync(path.join(os.tmpdir(), 'matinee-bench-')));
  const stored = await startEmbeddedDatabase(folder);
  const env = {
    DATABASE_URL: stored.url,
    DATA_DIR: path.join(folder, 'data'),
    BUNDLES_DIR: path.join(folder, `bundles-${titles}`),
    DEMO: 'off',
  };
  provideEnv(env);
  try {
    await prepare(stored.url, env.BUNDLES_DIR, path.join(folder, 'filled'), titles, people);
    if (!(await refreshEngine())) throw new Error('The made-up bundle was not loaded.');
    const rows = [...(await benchPipeline(liveEngine()!)), ...(await benchServing(people))];
    rows.push(...(await benchSearch(`${titles} titles`)));
    await closeEngine();
    const served = await withServer(env, async (address) => findRate(await makeCallers(address, people)));
    return [...rows, ...served];
  } finally {
    await closeEngine();
    await closeDatabase();
    await stored.stop();
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills what is not filled yet: a kept folder is used again. */
async function prepare(
  url: string,
  bundles: string,
  stamp: string,
  titles: number,
  people: number,
): Promise<void> {
  const catalogue = makeTitles(titles);
  mkdirSync(bundles, { recursive: true });
  writeMadeUpBundle(
    catalogue.map(({ slug }) => slug),
    bundles,
  );
  await migrateDatabase(url);
  await seedDatabase({ demo: false });
  if (existsSync(stamp)) return;
  // What the seed has written is there already; so ids have no gaps.
  await importTitles(catalogue.slice(readCatalogue().length), { addedAt: null });
  await fillPeople(people, titles);
  writeFileSync(stamp, `${titles} titles, ${people} people\n`);
}

/** Whole requests but HTTP: read the context, compute, hand the log over. */
async function benchServing(people: number): Promise<Measured[]> {
  const random = seededRandom(3);
  const times = new Map<string, number[]>([['serveSlate()', []]]);
  const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms]);
  const options = { surface: 'api', limit: SLATE, refresh: true } as const;
  const logs: Promise<unknown>[] = [];
  for (let round = -50; round < ROUNDS; round++) {
    const viewer = await findFeedViewer(idOf(pickCaller(people, random())));
    const begun = performance.now();
    const { slate } = await serveSlate(viewer, options, (work) => void logs.push(work()));
    const whole = performance.now() - begun;
    if (slate.servedBy !== 'model') throw new Error(`A slate was served by ${slate.servedBy}.`);
    if (round < 0) continue;
    const stages = Object.entries(slate.timings);
    note('serveSlate()', whole);
    for (const [stage, ms] of stages) note(stage, ms);
    note(
      'database and the rest',
      stages.reduce((rest, [, ms]) => rest - ms, whole),
    );
  }
  await Promise.all(logs);
  return measuredStages(times, 'serveSlate()', `database of ${people} people in place, slate ${SLATE}`);
}

/** Of the first thousands: they have friends. */
function pickCaller(people: number, chance: number): number {
  return 10 + Math.floor(chance * Math.min(people - 20, 15_000));
}

async function makeCallers(address: string, people: number): Promise<Caller[]> {
  await database().delete(apiTokens);
  const random = seededRandom(4);
  const callers: Caller[] = [];
  while (callers.length < CALLERS) {
    const userId = idOf(pickCaller(people, random()));
    const { token } = await createToken(userId, 'bench');
    callers.push({
      url: `${address}/api/recommend/${userId}?limit=${SLATE}`,
      headers: { authorization: `Bearer ${token}` },
    });
  }
  return callers;
}
