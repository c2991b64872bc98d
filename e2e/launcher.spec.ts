/** The launcher as people meet it: a process that is started, stopped, killed and started wrongly. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { freePort } from '../db/embedded/free-port.ts';
import { commandLineOf } from '../db/embedded/orphan.ts';
import { processesWith } from './processes.ts';

type Run = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly end: Promise<number | null>;
};

let folder: string;
let port: number;
const runs: Run[] = [];

test.describe.configure({ mode: 'default' });

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-launcher-'));
  port = await freePort();
});

test.afterEach(async () => {
  for (const { child, end } of runs.splice(0)) {
    child.kill('SIGTERM');
    await end;
  }
  expect(processesWith(folder)).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

function start(settings: Record<string, string> = {}): Run {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: folder,
    PORT: String(port),
    NODE_ENV: 'production',
    ...settings,
  };
  const child = spawn('npm', ['start', '--silent'], { env, cwd: path.join(import.meta.dirname, '..') });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  const run = { child, output: () => text, end };
  runs.push(run);
  return run;
}

async function ready(run: Run): Promise<number> {
  const begun = performance.now();
  while (!run.output().includes('Matinee is ready')) {
    if (run.child.exitCode !== null || performance.now() - begun > 60_000)
      throw new Error(`It did not start:\n${run.output()}`);
    await sleep(20);
  }
  return performance.now() - begun;
}

const get = (place: string) => fetch(`http://127.0.0.1:${port}${place}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`starts, answers, and stops on ${signal} with nothing left running`, async () => {
    const run = start();
    const milliseconds = await ready(run);
    console.log(`first start with an empty data folder: ${Math.round(milliseconds)} ms`);
    expect((await get('/')).status).toBe(200);
    expect(processesWith(folder)).not.toEqual([]);
    run.child.kill(signal);
    expect(await run.end).toBe(0);
    expect(processesWith(folder)).toEqual([]);
    expect(await get('/').catch(() => 'closed')).toBe('closed');
  });
}

test('stops cleanly while it is still starting', async () => {
  const run = start();
  while (processesWith(folder).length === 0) await sleep(10);
  run.child.kill('SIGTERM');
  expect(await run.end).toBe(0);
  expect(run.output()).not.toContain('✗');
});

test('survives kill -9: the next start takes over the database and keeps what is in it', async () => {
  const first = start({ DEMO: 'off' });
  await ready(first);
  process.kill(Number(readFileSync(path.join(folder, 'matinee.pid'), 'utf8')), 'SIGKILL');
  await first.end;
  const second = start({ DEMO: 'off' });
  const milliseconds = await ready(second);
  console.log(`start after kill -9: ${Math.round(milliseconds)} ms`);
  expect((await get('/api/health')).status).toBe(200);
});

test('says what to do when the port is taken', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  const run = start();
  expect(await run.end).toBe(1);
  expect(run.output()).toContain(
    `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`,
  );
  other.close();
});

test('refuses a data folder that another launcher uses', async () => {
  await ready(start());
  const second = start({ PORT: String(await freePort()) });
  expect(await second.end).toBe(1);
  expect(second.output()).toContain(`Matinee already runs with the data folder ${folder}`);
  expect((await get('/api/health')).status).toBe(200);
});

test('names every bad setting at once', async () => {
  const run = start({ PORT: 'eighty', DEMO: 'maybe', DATABASE_URL: 'nonsense' });
  expect(await run.end).toBe(1);
  for (const name of ['PORT', 'DEMO', 'DATABASE_URL'])
    expect(run.output()).toMatch(new RegExp(`^  ${name} must`, 'm'));
});

test('says what to do when the data folder cannot be made', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  const run = start({ DATA_DIR: path.join(folder, 'file/data') });
  expect(await run.end).toBe(1);
  expect(run.output()).toMatch(/✗ .*leads through a file that is no folder. Correct DATA_DIR/);
});

test('works on a PostgreSQL of the operator, and starts no other', async () => {
  const { startEmbeddedDatabase } = await import('../db/embedded/start.ts');
  const external = await startEmbeddedDatabase(path.join(folder, 'external'));
  const run = start({ DATABASE_URL: external.url, DATA_DIR: path.join(folder, 'data') });
  await ready(run);
  expect((await get('/api/health')).status).toBe(200);
  expect(processesWith(path.join(folder, 'data/postgres'))).toEqual([]);
  run.child.kill('SIGTERM');
  expect(await run.end).toBe(0);
  await external.stop();
});

test('explains a DATABASE_URL where nothing answers, without showing the password', async () => {
  const run = start({ DATABASE_URL: `postgres://matinee:hunter2@127.0.0.1:${await freePort()}/matinee` });
  expect(await run.end).toBe(1);
  expect(run.output()).toContain('No PostgreSQL server answers');
  expect(run.output()).not.toContain('hunter2');
});

test('a stale claim of a process that is gone does not stand in the way', async () => {
  writeFileSync(path.join(folder, 'matinee.pid'), '1');
  expect(await commandLineOf(1)).not.toContain('server.ts');
  await ready(start());
});

test('people get a feed although the model bundle is damaged, and a counter tells', async ({
  playwright,
}) => {
  const bundles = path.join(folder, 'bundles/damaged');
  mkdirSync(bundles, { recursive: true });
  writeFileSync(path.join(bundles, 'manifest.json'), '{"format": 1}');
  const token = 'a token for the metrics';
  await ready(start({ BUNDLES_DIR: path.dirname(bundles), METRICS_TOKEN: token }));
  const browser = await playwright.request.newContext({ baseURL: `http://localhost:${port}` });
  expect(await (await browser.get('/api/health')).json()).toEqual({ database: 'up', model: 'none' });
  const { csrfToken } = await (await browser.get('/api/auth/csrf')).json();
  await browser.post('/api/auth/callback/demo', { form: { csrfToken, json: 'true' } });
  const feed = await (await browser.get('/api/feed')).json();
  // In the demo circle no three people did the same thing of late, and fewer would tell on somebody: nothing trends.
  expect(feed.servedBy).toBe('chronological');
  expect(feed.items).toHaveLength(20);
  expect((await browser.get('/?feed=for-you')).status()).toBe(200);
  expect((await browser.get('/api/metrics')).status()).toBe(403);
  const metrics = await (
    await browser.get('/api/metrics', { headers: { authorization: `Bearer ${token}` } })
  ).text();
  expect(metrics).toMatch(/matinee_bundles_refused_total [1-9]/);
  expect(metrics).toMatch(/matinee_degradations_total\{cause="no-model"\} [1-9]/);
  await browser.dispose();
});
