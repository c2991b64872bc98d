/** `npm start` and `npm run dev`: one process from the first line to the last. What it does is in `launcher/start.ts`. */
import { existsSync } from 'node:fs';
import { explainStartError } from './launcher/explain-error.ts';
import { startMatinee } from './launcher/start.ts';
import { provideEnv } from './lib/env.ts';

const dev = process.argv.includes('--dev');
const stopped = new AbortController();
const closers: (() => unknown)[] = [];
let stopping: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

process.chdir(import.meta.dirname);
const starting = start();
await starting;

async function start(): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    if (dev) provideEnv({ NODE_ENV: 'development' });
    await startMatinee({ dev, signal: stopped.signal, onOpen: (close) => closers.push(close) });
  } catch (error) {
    if (stopped.signal.aborted) return;
    console.error(`\n✗ ${explainStartError(error)}`);
    queueMicrotask(() => void stop(1));
  }
}

/** Lets the step under way end, then closes in the opposite order of opening; once, whatever asks for it. */
function stop(code: number): Promise<never> {
  stopped.abort();
  stopping ??= (async () => {
    await starting;
    for (const close of closers.reverse()) {
      await Promise.resolve()
        .then(close)
        .catch(() => undefined);
    }
    process.exit(code);
  })();
  return stopping;
}
