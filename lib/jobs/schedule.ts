/** What runs beside requests, and how often. Started once a process, by `instrumentation.ts`. */
import { catalogueStamp } from '../catalog/facts.ts';
import { forgetFacts } from '../catalog/kept-facts.ts';
import { logger } from '../monitoring/logger.ts';
import { refreshEngine } from './load-engine.ts';
import { refreshFeatures } from './refresh-features.ts';

const key = Symbol.for('matinee.jobs');
const shared = globalThis as { [key]?: boolean };

const CATALOGUE_MS = 60_000;
const FEATURES_MS = 15 * 60_000;

/** Loads the engine, then looks every minute whether titles were added; keeps the features of titles up to date. */
export async function startJobs(): Promise<void> {
  if (shared[key]) return;
  shared[key] = true;
  await refreshEngine();
  watchCatalogue(await catalogueStamp().catch(() => ''));
  keepFeaturesFresh();
}

function watchCatalogue(stamp: string): void {
  let known = stamp;
  setInterval(async () => {
    try {
      const now = await catalogueStamp();
      if (now === known) return;
      forgetFacts();
      if (await refreshEngine()) known = now;
    } catch (error) {
      logger().warn({ error }, 'the catalogue could not be checked for new titles');
    }
  }, CATALOGUE_MS).unref();
}

/** The first run after a start counts everything, because nobody knows how long this instance was away. */
function keepFeaturesFresh(): void {
  let whole = true;
  const run = async () => {
    if (await refreshFeatures(whole)) whole = false;
  };
  void run();
  setInterval(run, FEATURES_MS).unref();
}
