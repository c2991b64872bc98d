import { and, eq, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { nightMembers } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { isReachable } from '../social/pair.ts';
import { isNightId } from './actor.ts';
import { isFriend } from './members.ts';

/** Friends who were there with the viewer, for the next time; nobody's where the viewer was not. */
export async function readCompanions(viewerId: string, nightId: string): Promise<string[]> {
  if (!isNightId(nightId)) return [];
  const rows = await database()
    .select({ id: users.id })
    .from(nightMembers)
    .innerJoin(users, eq(users.id, nightMembers.userId))
    .where(
      and(
        eq(nightMembers.nightId, nightId),
        eq(nightMembers.attendance, 'in'),
        isFriend(viewerId),
        isReachable(viewerId),
        sql`exists (select 1 from ${nightMembers} own where own.night_id = ${nightId} and own.user_id = ${viewerId})`,
      ),
    )
    .orderBy(users.handle);
  return rows.map(({ id }) => id);
}
