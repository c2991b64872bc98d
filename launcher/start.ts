import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { closeDatabase } from '../db/client.ts';
import { startEmbeddedDatabase } from '../db/embedded/start.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { keepAuthSecret } from '../lib/account/secret.ts';
import { provideEnv, readEnv } from '../lib/env.ts';
import { seedDatabase } from '../lib/jobs/seed.ts';
import { closeStreams } from '../lib/live/stream.ts';
import { buildPages, needsBuild } from './build.ts';
import { serveCompressed } from './compressed-files.ts';
import { claimDataFolder } from './data-folder.ts';
import { addressOf, holdPort } from './front-door.ts';
import { showProgress } from './progress.ts';

export type StartOptions = {
  readonly dev: boolean;
  /** Ends the start between two steps, and the build at once. */
  readonly signal: AbortSignal;
  /** Gets what to close in the end, last opened first. */
  readonly onOpen: (close: () => unknown) => void;
};

/** Builds if needed, starts the database, fills it and serves the product. Throws a message that says what to do. */
export async function startMatinee({ dev, signal, onOpen }: StartOptions): Promise<void> {
  const step = <T>(label: string, work: () => Promise<T>) => {
    signal.throwIfAborted();
    return showProgress(label, work);
  };
  const env = readEnv();
  provideEnv({ NODE_ENV: env.NODE_ENV, NEXT_TELEMETRY_DISABLED: '1' });
  console.log(`Matinee ${versionOf()} on Node ${process.versions.node}`);
  onOpen(await claimDataFolder(env.DATA_DIR));
  provideEnv(await keepAuthSecret(env));
  const door = await holdPort(env.HOST, env.PORT);
  onOpen(door.close);
  if (!dev && needsBuild())
    await step('Build the pages (only after an install or an update)', () => buildPages(signal));

  const loadingNext = import('next');
  if (!env.DATABASE_URL) {
    const embedded = await step('Start the database', () => startEmbeddedDatabase(env.DATA_DIR));
    onOpen(embedded.stop);
    provideEnv({ DATABASE_URL: embedded.url });
  }
  onOpen(closeDatabase);
  const url = readEnv().DATABASE_URL ?? '';
  await step('Migrate the database', () => migrateDatabase(url));
  await step('Load the catalogue and the demo circle', () => seedDatabase({ demo: env.DEMO }));

  const { default: next } = await loadingNext;
  const app = next({ dev, dir: process.cwd(), hostname: env.HOST, port: door.port, httpServer: door.server });
  onOpen(() => app.close());
  onOpen(closeStreams);
  await step('Load the pages', () => app.prepare());
  signal.throwIfAborted();
  const handle = app.getRequestHandler();
  const pages: RequestListener = (request, response) => {
    // Only a proxy of the operator's own may say who is asking: rate limits count by it.
    if (!env.TRUST_PROXY) delete request.headers['x-forwarded-for'];
    void handle(request, response);
  };
  door.open(dev ? pages : serveCompressed('.next/static', pages));
  const address = addressOf(env.HOST, door.port);
  if (!dev) await step('Load the first page and the model', () => fetch(address).catch(() => undefined));
  console.log(`\nMatinee is ready: ${env.PUBLIC_URL ?? address}\nStop it with Ctrl-C.`);
}

function versionOf(): string {
  return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
}
