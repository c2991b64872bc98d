import { eq, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { refuseDemoPerson } from './demo.ts';
import { hashPassword, refuseCommonPassword, verifyPassword } from './passwords.ts';
import type { Identified } from './sign-in.ts';

/**
 * Sets a new password and ends every session; the caller starts a new one with what is returned. Somebody who came
 * by another provider and has none yet sets their first.
 */
export async function changePassword(userId: string, current: string, wanted: string): Promise<Identified> {
  await refuseDemoPerson(userId);
  const [user] = await database().select().from(users).where(eq(users.id, userId));
  if (!user) throw new DomainError('unauthenticated', 'Please sign in to do that.');
  if (user.passwordHash && !(await verifyPassword(user.passwordHash, current))) {
    throw new DomainError('forbidden', 'That is not your current password.', { field: 'current' });
  }
  refuseCommonPassword(wanted, [user.email, user.handle]);
  const passwordHash = await hashPassword(wanted);
  const [changed] = await database()
    .update(users)
    .set({ passwordHash, sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.id, userId))
    .returning({ userId: users.id, epoch: users.sessionEpoch });
  if (!changed) throw new DomainError('unauthenticated', 'Please sign in to do that.');
  return changed;
}

export async function hasPassword(userId: string): Promise<boolean> {
  const [user] = await database()
    .select({ hash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  return Boolean(user?.hash);
}
