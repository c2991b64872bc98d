import { eq, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { refuseDemoPerson } from './demo.ts';
import type { Identified } from './sign-in.ts';

/** Every token given out so far stops working. Returns what a new one must carry. */
export async function endAllSessions(userId: string): Promise<Identified> {
  await refuseDemoPerson(userId);
  const [user] = await database()
    .update(users)
    .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.id, userId))
    .returning({ userId: users.id, epoch: users.sessionEpoch });
  if (!user) throw new DomainError('unauthenticated', 'Please sign in to do that.');
  return user;
}

/** Whether a token still stands for somebody. */
export async function isCurrent({ userId, epoch }: Identified): Promise<boolean> {
  const [user] = await database()
    .select({ epoch: users.sessionEpoch })
    .from(users)
    .where(eq(users.id, userId));
  return user?.epoch === epoch;
}
