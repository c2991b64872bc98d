/** What runs beside requests, and how often. Started once a process, by `instrumentation.ts`. */
import { refreshEngine } from './load-engine.ts';

const key = Symbol.for('matinee.jobs');
const shared = globalThis as { [key]?: boolean };

const CATALOGUE_EVERY_MS = 5000;
/** A look at a large catalogue takes its time: it is taken the less often. */
const MOST_SHARE = 0.02;

/** Loads the engine, then looks every few seconds whether titles or bundles have changed. */
export async function startJobs(): Promise<void> {
  if (shared[key]) return;
  shared[key] = true;
  await refreshEngine();
  watchCatalogue(CATALOGUE_EVERY_MS);
}

function watchCatalogue(wait: number): void {
  setTimeout(async () => {
    const begun = performance.now();
    await refreshEngine();
    watchCatalogue(Math.max(CATALOGUE_EVERY_MS, (performance.now() - begun) / MOST_SHARE));
  }, wait).unref();
}
