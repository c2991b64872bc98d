/**
 * `npm run bench`: how fast the shipped pipeline is on this machine. Prints p50, p95 and p99 of every stage and of
 * GET /api/recommend against the real server; `-- --json FILE` writes the same as JSON.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closeDatabase } from './db/client.ts';
import { freePort } from './db/embedded/free-port.ts';
import { startEmbeddedDatabase } from './db/embedded/start.ts';
import { readCatalogue } from './db/seed/catalogue.ts';
import { signUp } from './lib/account/sign-up.ts';
import { createToken } from './lib/account/tokens.ts';
import { provideEnv, readEnv } from './lib/env.ts';
import type { LoadedEngine } from './lib/inference/assemble.ts';
import { loadEngine } from './lib/inference/load.ts';
import { firstSoundBundle } from './lib/jobs/load-engine.ts';
import { rateTitle } from './lib/library/rate.ts';
import { type Random, seededRandom } from './lib/math/random.ts';
import { defaultPolicy } from './lib/recommender/policy.ts';
import { recommend } from './lib/recommender/recommend.ts';
import type { Friend, Interaction, ViewerContext } from './lib/recommender/types.ts';

type Row = {
  readonly name: string;
  readonly size: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
  readonly rssMb: number;
};

const ROUNDS = 600;
const WARM_UP = 60;
const HISTORIES = [0, 1, 3, 10, 50, 300];
const FRIENDS = 5;
const { values } = parseArgs({ options: { json: { type: 'string' } } });

provideEnv({ LOG_LEVEL: 'silent' });
console.log(
  `Matinee bench · Node ${process.versions.node} · ${os.cpus().length} × ${os.cpus()[0]?.model} · ${process.platform}`,
);
const rows = [...(await benchPipeline()), ...(await benchServer())];
print(rows);
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);

async function benchPipeline(): Promise<Row[]> {
  const bundle = firstSoundBundle(readEnv().BUNDLES_DIR);
  if (!bundle) throw new Error('No sound model bundle: train one with `npm run train` first.');
  const titles = readCatalogue().map(({ title, ...facts }, id) => ({
    ...facts,
    id,
    name: title,
    flagged: false,
  }));
  const engine = await loadEngine(bundle, titles);
  const random = seededRandom(1);
  const times = new Map<string, number[]>();
  const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms]);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const context = makeContext(HISTORIES[Math.abs(round) % HISTORIES.length]!, engine, random);
    const request = { viewerId: 'bench', surface: 'for-you', limit: 60, filters: {}, seed: round } as const;
    const stages: [string, number][] = [];
    const begun = performance.now();
    await recommend(request, context, engine, defaultPolicy, {
      measure: (stage, work) => {
        const start = performance.now();
        const result = work();
        const end = () => void stages.push([stage, performance.now() - start]);
        if (result instanceof Promise) result.then(end);
        else end();
        return result;
      },
      within: (work) => work,
      lost: (part, error) => {
        throw new Error(`the ${part} failed`, { cause: error });
      },
    });
    if (round < 0) continue;
    note('recommend()', performance.now() - begun);
    for (const [stage, ms] of stages) note(`  ${stage}`, ms);
  }
  await engine.close();
  const size = `${engine.size} titles, ${engine.dimensions} dimensions, ${FRIENDS} friends`;
  return [...times].map(([name, ms]) => rowOf(name, size, ms));
}

function makeContext(history: number, engine: LoadedEngine, random: Random): ViewerContext {
  return {
    now: Date.now(),
    interactions: makeInteractions(history, engine, random),
    friends: Array.from({ length: FRIENDS }, (_, index): Friend => {
      const interactions = makeInteractions(60, engine, random);
      return { id: String(index), name: `Friend ${index}`, influence: 1, interactions };
    }),
    choices: [
      { facet: 'genre', value: 'drama', wanted: true },
      { facet: 'language', value: 'ko', wanted: true },
    ],
    trending: [],
    dismissed: { genres: new Set(), people: new Set(), friends: new Set() },
    maturityLimit: null,
    popular: [],
    fresh: [],
    shown: new Map(),
    pool: [],
    features: { viewer: null, computedAt: null },
    leftOut: [],
  };
}

function makeInteractions(count: number, engine: LoadedEngine, random: Random): Interaction[] {
  const rows = new Set<number>();
  while (rows.size < count) rows.add(Math.floor(random() ** 2 * engine.size));
  return [...rows].map((row) => ({
    titleId: engine.facts(row).id,
    rating: 1 + Math.floor(random() * 9) / 2,
    liked: random() < 0.2,
    watches: 1,
    watchlisted: false,
    progress: null,
    dismissed: false,
    uncounted: 0,
    muted: false,
    at: Date.now() - random() * 3e10,
  }));
}

async function benchServer(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-bench-'));
  const database = await startEmbeddedDatabase(folder);
  const port = await freePort();
  const env = { PORT: String(port), DATA_DIR: path.join(folder, 'data'), DATABASE_URL: database.url };
  const server = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
    env: { ...process.env, ...env, NODE_ENV: 'production', RATE_LIMITS: 'off', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const address = `http://127.0.0.1:${port}`;
    await untilHealthy(address);
    provideEnv({ DATABASE_URL: database.url });
    const { url, headers } = await makeCaller(address);
    const rows: Row[] = [];
    for (const clients of [1, 8]) rows.push(await hammer(url, headers, clients));
    return rows;
  } finally {
    await closeDatabase();
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilHealthy(address: string): Promise<void> {
  for (let waited = 0; waited < 300; waited++) {
    const health = await fetch(`${address}/api/health`).catch(() => undefined);
    if (health?.ok && (await health.json().catch(() => ({}))).model !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('The server did not become healthy within five minutes.');
}

/** A person with forty ratings and a token. */
async function makeCaller(address: string): Promise<{ url: string; headers: Record<string, string> }> {
  const password = 'a long enough password';
  const { userId } = await signUp({
    email: 'bench@example.org',
    handle: 'bench',
    displayName: 'Bench',
    password,
  });
  for (let titleId = 1; titleId <= 200; titleId += 5) await rateTitle(userId, titleId, 1 + (titleId % 5));
  const { token } = await createToken(userId, 'bench');
  return { url: `${address}/api/recommend/${userId}`, headers: { authorization: `Bearer ${token}` } };
}

async function hammer(url: string, headers: Record<string, string>, clients: number): Promise<Row> {
  const call = async () => {
    const begun = performance.now();
    const response = await fetch(url, { headers });
    const body = await response.json();
    if (!response.ok || body.servedBy !== 'model')
      throw new Error(`GET ${url}: ${response.status} ${JSON.stringify(body)}`);
    return performance.now() - begun;
  };
  for (let round = 0; round < WARM_UP; round++) await call();
  const times: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let round = 0; round < ROUNDS / clients; round++) times.push(await call());
    }),
  );
  const perSecond = (times.length / (performance.now() - begun)) * 1000;
  return { ...rowOf('GET /api/recommend', `${clients} at a time, 40 ratings`, times), perSecond };
}

function rowOf(name: string, size: string, times: readonly number[]): Row {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const total = sorted.reduce((sum, ms) => sum + ms, 0);
  const rssMb = Math.round(process.memoryUsage().rss / 2 ** 20);
  return {
    name,
    size,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    perSecond: (1000 * sorted.length) / total,
    rssMb,
  };
}

function print(table: readonly Row[]): void {
  console.log(
    `\n${'what'.padEnd(22)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'a second'.padStart(10)}  size`,
  );
  for (const { name, size, p50Ms, p95Ms, p99Ms, perSecond } of table) {
    const cells = [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(2).padStart(9)).join('');
    console.log(`${name.padEnd(22)}${cells}${perSecond.toFixed(0).padStart(10)}  ${size}`);
  }
}
