/** The viewer's features, computed anew from what a request has read anyway; no answer waits for it. */
import { eq, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { enrichment } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { readFactsOf } from '../catalog/kept-facts.ts';
import { featureStore } from '../feature-store/current.ts';
import { logger } from '../monitoring/logger.ts';
import type { Policy } from '../recommender/policy.ts';
import { viewerFeatures } from '../recommender/taste/features.ts';
import type { UserId, ViewerContext } from '../recommender/types.ts';

const MINUTE = 60_000;

type Known = Pick<ViewerContext, 'now' | 'interactions' | 'features'>;

// With the store gone they stay due: nobody's are tried twice in this time.
const tried = new LRUCache<UserId, true>({ max: 10_000, ttl: MINUTE });

/** Old and something happened since, very old, or never computed. */
export function areFeaturesDue(
  viewerId: UserId,
  { now, interactions, features }: Known,
  policy: Policy,
): boolean {
  if (tried.has(viewerId)) return false;
  const { computedAt } = features;
  if (computedAt === null) return interactions.length > 0;
  const minutes = (now - computedAt) / MINUTE;
  const changed = interactions.some(({ at }) => at > computedAt);
  return minutes > policy.features.oldestMinutes || (changed && minutes > policy.features.staleMinutes);
}

/** Someone who opts out meanwhile ends without features: the answer is read again after the writing. */
export async function refreshViewerFeatures(viewerId: UserId, known: Known, policy: Policy): Promise<void> {
  tried.set(viewerId, true);
  try {
    if (!(await isPersonalised(viewerId))) return;
    const [moments, facts] = await Promise.all([
      readMoments(viewerId, policy.features.sessionDays),
      readFactsOf(known.interactions.map(({ titleId }) => titleId)),
    ]);
    const { interactions, now } = known;
    const factsOf = (titleId: number) => facts.get(titleId);
    const value = viewerFeatures({ interactions, moments, factsOf }, now, policy);
    await featureStore().writeViewer(viewerId, { value, at: now });
    if (!(await isPersonalised(viewerId))) await featureStore().deleteViewer(viewerId);
  } catch (error) {
    logger().debug({ error }, "a viewer's features were not computed");
  }
}

async function isPersonalised(viewerId: UserId): Promise<boolean> {
  const [user] = await enrichment()
    .select({ personalised: users.personalised })
    .from(users)
    .where(eq(users.id, viewerId));
  return user?.personalised ?? false;
}

/** When the viewer did anything in the last days, here or in a player. */
async function readMoments(viewerId: UserId, days: number): Promise<number[]> {
  const since = sql`now() - make_interval(days => ${days})`;
  const rows = await enrichment().execute<{ at: number }>(sql`
    select extract(epoch from at)::float8 * 1000 as at from (
      select at from events where user_id = ${viewerId} and at > ${since}
      union all
      select at from playback_events where user_id = ${viewerId} and at > ${since}
    ) as acts`);
  return rows.map(({ at }) => at);
}
