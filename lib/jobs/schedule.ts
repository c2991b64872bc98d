/** What runs beside requests, and how often. Started once a process, by `instrumentation.ts`. */
import { forgetDeletedLists } from '../lists/delete-list.ts';
import { logger } from '../monitoring/logger.ts';
import { endForgottenNights } from '../nights/hostless.ts';
import { refreshEngine } from './load-engine.ts';
import { refreshFeatures } from './refresh-features.ts';

const key = Symbol.for('matinee.jobs');
const shared = globalThis as { [key]?: boolean };

const CATALOGUE_EVERY_MS = 5000;
/** A look at a large catalogue takes its time: it is taken the less often. */
const MOST_SHARE = 0.02;
const FEATURES_EVERY_MS = 15 * 60_000;
const LISTS_EVERY_MS = 15 * 60_000;
const NIGHTS_EVERY_MS = 15 * 60_000;

/** Loads the engine, then looks every few seconds whether titles or bundles have changed; keeps features fresh, ends forgotten nights, forgets deleted lists. */
export async function startJobs(): Promise<void> {
  if (shared[key]) return;
  shared[key] = true;
  await refreshEngine();
  watchCatalogue(CATALOGUE_EVERY_MS);
  keepFeaturesFresh();
  endNightsInTime();
  forgetLists();
}

function watchCatalogue(wait: number): void {
  setTimeout(async () => {
    const begun = performance.now();
    await refreshEngine();
    watchCatalogue(Math.max(CATALOGUE_EVERY_MS, (performance.now() - begun) / MOST_SHARE));
  }, wait).unref();
}

/** The first run after a start counts everything, because nobody knows how long this instance was away. */
function keepFeaturesFresh(): void {
  let whole = true;
  const run = async () => {
    if (await refreshFeatures(whole)) whole = false;
  };
  void run();
  setInterval(run, FEATURES_EVERY_MS).unref();
}

function endNightsInTime(): void {
  const run = () =>
    endForgottenNights().catch((error: unknown) =>
      logger().warn({ error }, 'forgotten nights were not ended'),
    );
  void run();
  setInterval(run, NIGHTS_EVERY_MS).unref();
}

function forgetLists(): void {
  const run = () =>
    forgetDeletedLists().catch((error: unknown) =>
      logger().warn({ error }, 'deleted lists were not forgotten'),
    );
  void run();
  setInterval(run, LISTS_EVERY_MS).unref();
}
