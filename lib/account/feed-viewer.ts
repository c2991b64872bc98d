import { eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';

type Found = Pick<typeof users.$inferSelect, 'id' | 'personalised' | 'maturityLimit' | 'variety'>;

/** What serving a feed needs to know of an account. */
export async function findFeedViewer(userId: string): Promise<Found> {
  const [user] = await database()
    .select({
      id: users.id,
      personalised: users.personalised,
      maturityLimit: users.maturityLimit,
      variety: users.variety,
    })
    .from(users)
    .where(eq(users.id, userId))
    .prepare('feed-viewer')
    .execute();
  if (!user) throw new DomainError('not-found', 'This account no longer exists.');
  return user;
}
