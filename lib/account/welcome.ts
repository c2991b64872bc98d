import { and, eq, isNull, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';

/** From now on the feed opens instead of the welcome. */
export async function finishWelcome(userId: string): Promise<void> {
  await database()
    .update(users)
    .set({ welcomedAt: sql`now()` })
    .where(and(eq(users.id, userId), isNull(users.welcomedAt)));
}
