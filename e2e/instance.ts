/** The Matinee under test: a real one, on a free port, with a data folder that is thrown away. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../db/embedded/free-port.ts';

export type Instance = { readonly url: string; readonly port: number; readonly dataFolder: string };

/** The first call decides; Playwright's workers find the decision in the environment. */
export async function chooseInstance(): Promise<Instance> {
  process.env.E2E_PORT ??= String(await freePort());
  if (!process.env.E2E_DATA) {
    const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'matinee-e2e-'));
    process.env.E2E_DATA = dataFolder;
    // Playwright's own teardown comes before its web server has stopped; this process ends after it.
    process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
  }
  return instance();
}

export function instance(): Instance {
  const { E2E_PORT: port, E2E_DATA: dataFolder } = process.env;
  if (!port || !dataFolder) throw new Error('The tests run only through e2e/playwright.config.ts');
  return { url: `http://localhost:${port}`, port: Number(port), dataFolder };
}

/** Its embedded database, for what no screen offers: making people quickly, looking at what was logged. */
export function databaseUrlOf(dataFolder: string): string {
  const password = readFileSync(path.join(dataFolder, 'database-password'), 'utf8').trim();
  const note = readFileSync(path.join(dataFolder, 'postgres/cluster/postmaster.pid'), 'utf8');
  return `postgres://matinee:${password}@127.0.0.1:${note.split('\n')[3]}/postgres`;
}

/** What its links are derived from. */
export function authSecretOf(dataFolder: string): string {
  return readFileSync(path.join(dataFolder, 'auth-secret'), 'utf8').trim();
}
