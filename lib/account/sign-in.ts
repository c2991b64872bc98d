import { eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { verifyPassword } from './passwords.ts';

/** What a session token carries. */
export type Identified = { readonly userId: string; readonly epoch: number };

/** One answer and one amount of work for a wrong password, an unknown address and an account without a password. */
export async function signInWithPassword(email: string, password: string): Promise<Identified> {
  const [user] = await database()
    .select({ userId: users.id, epoch: users.sessionEpoch, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const right = await verifyPassword(user?.passwordHash, password);
  if (!user || !right) {
    throw new DomainError('unauthenticated', 'That e-mail address and password do not belong together.');
  }
  return { userId: user.userId, epoch: user.epoch };
}
