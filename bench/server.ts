/** The real server in a process of its own, and requests against it from this one. */
import { spawn } from 'node:child_process';
import { freePort } from '../db/embedded/free-port.ts';
import { type Measured, measured } from './report.ts';

export type Caller = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Runs `work` with the address of a server over this database. */
export async function withServer<T>(
  env: Readonly<Record<string, string>>,
  work: (address: string) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const server = spawn(process.execPath, ['--max-semi-space-size=64', '--import', 'tsx', 'server.ts'], {
    env: {
      ...process.env,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'silent',
      ...env,
      PORT: String(port),
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const address = `http://127.0.0.1:${port}`;
    await untilHealthy(address);
    return await work(address);
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
}

async function untilHealthy(address: string): Promise<void> {
  for (let waited = 0; waited < 600; waited++) {
    const health = await fetch(`${address}/api/health`).catch(() => undefined);
    if (health?.ok && (await health.json().catch(() => ({}))).model !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('The server did not become healthy within ten minutes.');
}

/** `clients` at a time, each asking again as soon as it is answered. */
export async function askInTurn(
  callers: readonly Caller[],
  clients: number,
  rounds: number,
): Promise<Measured> {
  const times: number[] = [];
  for (let round = 0; round < rounds / 10; round++) await ask(callers[round % callers.length]!);
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let round = client; round < rounds; round += clients) {
        times.push(await ask(callers[round % callers.length]!));
      }
    }),
  );
  const perSecond = (times.length / (performance.now() - begun)) * 1000;
  return { ...measured('GET /api/recommend', `${clients} at a time`, times), perSecond };
}

const BEARABLE_MS = 50;
const SECONDS = 15;
/** With fewer, the slowest in a hundred is one mishap. */
const LEAST_REQUESTS = 300;
const FIRST_RATE = 4;
const STEP = 1.3;
const WARM_UP = 200;

/**
 * Requests come at a constant rate whether or not the last is answered, as people do; a request's time begins when it
 * was due. The rate grows until the slowest in a hundred takes longer than is bearable.
 */
export async function findRate(callers: readonly Caller[]): Promise<Measured[]> {
  for (let round = 0; round < WARM_UP; round++) await ask(callers[round % callers.length]!);
  const rows: Measured[] = [];
  for (let rate = FIRST_RATE; ; rate *= STEP) {
    const times = await askAtRate(callers, rate);
    const size = `${rate.toFixed(1)} a second, ${times.length} requests`;
    const row = { ...measured('GET /api/recommend, open loop', size, times), perSecond: rate };
    rows.push(row);
    process.stderr.write(`${size}: p99 ${row.p99Ms.toFixed(0)} ms\n`);
    if (row.p99Ms > BEARABLE_MS) return rows.slice(-2);
  }
}

async function askAtRate(callers: readonly Caller[], rate: number): Promise<number[]> {
  const begun = performance.now();
  const asked: Promise<number>[] = [];
  for (let place = 0; place < Math.max(LEAST_REQUESTS, rate * SECONDS); place++) {
    const due = begun + (1000 * place) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    asked.push(ask(callers[place % callers.length]!).then(() => performance.now() - due));
  }
  return Promise.all(asked);
}

async function ask({ url, headers }: Caller): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, { headers });
  const body = await response.json();
  if (!response.ok || body.servedBy !== 'model') {
    throw new Error(`GET ${url}: ${response.status} ${JSON.stringify(body).slice(0, 300)}`);
  }
  return performance.now() - begun;
}
