/** What runs beside requests, and how often. Started once a process, by `instrumentation.ts`. */
import { catalogueStamp } from '../catalog/facts.ts';
import { logger } from '../monitoring/logger.ts';
import { refreshEngine } from './load-engine.ts';

const key = Symbol.for('matinee.jobs');
const shared = globalThis as { [key]?: boolean };

const EVERY_MS = 60_000;

/** Loads the engine, then looks every minute whether titles were added. */
export async function startJobs(): Promise<void> {
  if (shared[key]) return;
  shared[key] = true;
  await refreshEngine();
  let stamp = await catalogueStamp().catch(() => '');
  setInterval(async () => {
    try {
      const now = await catalogueStamp();
      if (now !== stamp && (await refreshEngine())) stamp = now;
    } catch (error) {
      logger().warn({ error }, 'the catalogue could not be checked for new titles');
    }
  }, EVERY_MS).unref();
}
