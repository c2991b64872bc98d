/** Computes what is known of titles and what is trending, in one process at a time. */
import { sql } from 'drizzle-orm';
import { transaction } from '../../db/client.ts';
import { featureStore } from '../feature-store/current.ts';
import { readOptedOut, readTallies, readViews } from '../feature-store/tallies.ts';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { rankTrending, titleFeatures } from '../recommender/taste/features.ts';

/** Any number: the name of this job among the database's advisory locks. */
const LOCK = 4_071_001;

/** Longer than plays count, so that a title whose plays are over is counted once more. */
const TOUCHED_HOURS = 48;

/**
 * `whole` counts every title, else those touched lately. False when another process is at it. Never throws: what was
 * known stays, and the next run tries again.
 */
export async function refreshFeatures(whole: boolean): Promise<boolean> {
  try {
    const done = await transaction(async (tx) => {
      const [lock] = await tx.execute<{ free: boolean }>(
        sql`select pg_try_advisory_xact_lock(${LOCK}) as free`,
      );
      if (!lock?.free) return false;
      const now = Date.now();
      const tallies = await readTallies(tx, defaultPolicy, whole ? null : TOUCHED_HOURS);
      const features = new Map([...tallies].map(([id, tally]) => [id, titleFeatures(tally)]));
      await featureStore().writeTitles(features, now);
      const views = await readViews(tx, defaultPolicy);
      const trending = rankTrending(views, (id) => features.get(id), now, defaultPolicy);
      await featureStore().writeTrending({ value: trending, at: now });
      for (const id of await readOptedOut(tx)) await featureStore().deleteViewer(id);
      return true;
    });
    metrics().jobs.inc({ job: 'features', outcome: done ? 'done' : 'elsewhere' });
    return done;
  } catch (error) {
    metrics().jobs.inc({ job: 'features', outcome: 'failed' });
    logger().error({ error }, 'online features were not computed; the next run tries again');
    return false;
  }
}
