import { eq } from 'drizzle-orm';
import { database, transaction } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { featureStore } from '../feature-store/current.ts';
import { leaveAllLists } from '../lists/leave-behind.ts';
import { refuseDemoPerson } from './demo.ts';

/**
 * Everything of a person goes with their row: every table that names them cascades. Lists that others keep with them
 * pass to one of those; the feature store is apart.
 */
export async function deleteAccount(userId: string, typedHandle: string): Promise<void> {
  await refuseDemoPerson(userId);
  const [user] = await database().select({ handle: users.handle }).from(users).where(eq(users.id, userId));
  if (!user) return;
  if (typedHandle.trim().toLowerCase().replace(/^@/, '') !== user.handle) {
    throw new DomainError('invalid', `To delete your account, type your handle: ${user.handle}`, {
      field: 'handle',
    });
  }
  await transaction(async (tx) => {
    await leaveAllLists(tx, userId);
    await tx.delete(users).where(eq(users.id, userId));
  });
  await featureStore().deleteViewer(userId);
}
