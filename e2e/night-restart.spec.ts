/** A night outlives the server: what is said while it is away is counted once when it is back. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, expect, test } from '@playwright/test';
import { freePort } from '../db/embedded/free-port.ts';
import { NightPage } from './pages/night-page.ts';

test.describe.configure({ timeout: 180_000 });

let folder: string;
let port: number;
let server: ChildProcess | undefined;

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-night-'));
  port = await freePort();
});

test.afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
  const cwd = path.join(import.meta.dirname, '..');
  server = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], { env, cwd, stdio: 'ignore' });
  for (let tries = 0; tries < 600; tries++) {
    const health = await fetch(`http://localhost:${port}/api/health`).catch(() => null);
    if (health?.ok) return;
    await sleep(200);
  }
  throw new Error('It did not start');
}

async function stop(): Promise<void> {
  if (!server || server.exitCode !== null) return;
  const ended = new Promise((resolve) => server?.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

/** Somebody of the demo circle, for whom nothing has to be made first. */
async function signInAsDemo(context: BrowserContext): Promise<void> {
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json();
  await context.request.post('/api/auth/callback/demo', { form: { csrfToken, json: 'true' } });
}

test('the server goes down in the middle and comes back: every answer counts once', async ({ browser }) => {
  await start();
  const baseURL = `http://localhost:${port}`;
  const [hosts, guests] = [await browser.newContext({ baseURL }), await browser.newContext({ baseURL })];
  await signInAsDemo(hosts);
  const [host, guest] = [new NightPage(await hosts.newPage()), new NightPage(await guests.newPage())];
  const nightId = await host.begin([]);
  await guest.comeAsGuest(`/join/${await host.code()}`, 'Gus');
  await expect(host.button('Start with 2 of you')).toBeVisible();
  await host.start();
  await expect(guest.deck).toBeVisible();
  for (const night of [host, guest]) await night.say(false);

  await stop();
  for (const night of [host, guest])
    await expect(night.page.getByText('Reconnecting…').first()).toBeVisible();
  await host.say(false);
  await guest.say(false);
  await host.say(true);
  await start();

  for (const night of [host, guest])
    await expect(night.page.getByText('Reconnecting…')).toHaveCount(0, { timeout: 30_000 });
  const answered = async () =>
    (await (await hosts.request.get(`/api/nights/${nightId}`)).json()).progress.answered;
  await expect.poll(answered, { timeout: 30_000 }).toBe(5);
  await guest.say(true);
  for (const night of [host, guest])
    await expect(night.page.getByText('You both agree').last()).toBeVisible({ timeout: 15_000 });
  await hosts.close();
  await guests.close();
});
