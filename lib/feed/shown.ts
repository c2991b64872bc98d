import { and, countDistinct, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { enrichment } from '../../db/client.ts';
import { slateItems, slates } from '../../db/schema/log.ts';
import { users } from '../../db/schema/people.ts';
import type { TitleId } from '../recommender/types.ts';

/** In how many slates of the last week, and since a reset of taste, each title was on this viewer's screen. */
export async function readShown(viewerId: string): Promise<Map<TitleId, number>> {
  const rows = await enrichment()
    .select({ titleId: slateItems.titleId, times: countDistinct(slateItems.slateId) })
    .from(slateItems)
    .innerJoin(slates, eq(slates.id, slateItems.slateId))
    .where(
      and(
        eq(slates.userId, viewerId),
        gt(slates.createdAt, sql`greatest(now() - interval '7 days', ${resetOf(viewerId)})`),
        isNotNull(slateItems.impressedAt),
      ),
    )
    .groupBy(slateItems.titleId)
    .prepare('shown')
    .execute();
  return new Map(rows.map(({ titleId, times }) => [titleId, times]));
}

function resetOf(viewerId: string) {
  return sql`(select ${users.tasteResetAt} from ${users} where ${users.id} = ${viewerId})`;
}
