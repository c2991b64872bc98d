import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listMembers, lists } from '../../db/schema/lists.ts';
import { announce, lockTopic } from '../live/topics.ts';
import { recordDeed } from './change.ts';
import { isMember } from './members.ts';

/**
 * Before an account is deleted: its lists pass to the member who has been there longest, editors first; what nobody
 * else has joined goes with the account.
 */
export async function leaveAllLists(tx: Queryable, userId: string): Promise<void> {
  const memberships = await tx
    .select({ listId: listMembers.listId, role: listMembers.role })
    .from(listMembers)
    .where(and(eq(listMembers.userId, userId), eq(listMembers.state, 'joined')))
    .orderBy(asc(listMembers.listId));
  for (const { listId, role } of memberships) {
    const version = await lockTopic(tx, `list:${listId}`);
    await tx.delete(listMembers).where(isMember(listId, userId));
    if (role === 'owner' && !(await passOn(tx, listId))) {
      await tx.delete(lists).where(eq(lists.id, listId));
      continue;
    }
    await recordDeed(tx, listId, version, null, { kind: 'left', personId: userId, role });
    await announce(tx, `list:${listId}`, version);
  }
}

async function passOn(tx: Queryable, listId: string): Promise<boolean> {
  const [heir] = await tx
    .select({ userId: listMembers.userId })
    .from(listMembers)
    .where(and(eq(listMembers.listId, listId), eq(listMembers.state, 'joined')))
    .orderBy(sql`${listMembers.role} = 'editor' desc`, asc(listMembers.changedAt))
    .limit(1);
  if (!heir) return false;
  await tx.update(listMembers).set({ role: 'owner' }).where(isMember(listId, heir.userId));
  return true;
}
