import { and, eq, ne } from 'drizzle-orm';
import { database, transaction } from '../../db/client.ts';
import { type Audience, users } from '../../db/schema/people.ts';
import { appendEvent } from '../event-log/log.ts';
import { featureStore } from '../feature-store/current.ts';
import { logger } from '../monitoring/logger.ts';

export type Preferences = {
  readonly feedChoice: 'for-you' | 'latest';
  readonly shareRatings: Audience;
  readonly shareDiary: Audience;
  readonly shareWatchlist: Audience;
  readonly shareFriends: Audience;
  readonly maturityLimit: number | null;
  readonly variety: 'familiar' | 'balanced' | 'surprising';
};

export async function changePreferences(userId: string, change: Partial<Preferences>): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await database().update(users).set(change).where(eq(users.id, userId));
}

/**
 * Off means that nothing is computed about this person, from this moment, and that what was computed is gone. Repeating
 * it leaves one event.
 */
export async function setPersonalised(userId: string, personalised: boolean): Promise<void> {
  await transaction(async (tx) => {
    const changed = await tx
      .update(users)
      .set({ personalised })
      .where(and(eq(users.id, userId), ne(users.personalised, personalised)))
      .returning({ id: users.id });
    if (changed.length > 0) await appendEvent(tx, userId, { type: 'personalisation-set', personalised });
  });
  if (!personalised) await forgetFeatures(userId);
}

/** A store that is gone keeps nobody from opting out or starting over: the job deletes what was left. */
export async function forgetFeatures(userId: string): Promise<void> {
  await featureStore()
    .deleteViewer(userId)
    .catch((error: unknown) => logger().warn({ error }, "a viewer's features are deleted later"));
}
