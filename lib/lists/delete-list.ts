import { and, eq, sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { listMembers, lists } from '../../db/schema/lists.ts';
import { DomainError } from '../errors.ts';
import { noSuchList } from './access.ts';
import { changeList, changeLocked, type Versioned } from './change.ts';

/** How long the owner can take a deletion back, and its rows are kept. */
const KEPT = sql`interval '10 minutes'`;

/** Gone for every member at once. */
export function deleteList(viewerId: string, listId: string): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx) => {
    await tx.update(lists).set({ deletedAt: sql`now()` }).where(eq(lists.id, listId));
    return { value: {}, deed: { kind: 'deleted' }, touched: await everybodyOn(tx, listId) };
  });
}

export function bringListBack(viewerId: string, listId: string): Promise<Versioned> {
  return changeLocked(listId, viewerId, async (tx) => {
    const [row] = await tx
      .select({
        deletedAt: lists.deletedAt,
        inTime: sql<boolean>`coalesce(${lists.deletedAt} > now() - ${KEPT}, false)`,
      })
      .from(lists)
      .innerJoin(listMembers, eq(listMembers.listId, lists.id))
      .where(and(eq(lists.id, listId), eq(listMembers.userId, viewerId), eq(listMembers.role, 'owner')));
    if (!row) throw noSuchList();
    if (row.deletedAt === null) return { value: {}, deed: null };
    if (!row.inTime) throw new DomainError('not-found', 'It is too late to bring that list back.');
    await tx.update(lists).set({ deletedAt: null }).where(eq(lists.id, listId));
    return { value: {}, deed: { kind: 'brought-back' }, touched: await everybodyOn(tx, listId) };
  });
}

/** For good: what was deleted and not brought back in time. */
export async function forgetDeletedLists(): Promise<void> {
  await database().delete(lists).where(sql`${lists.deletedAt} < now() - ${KEPT}`);
}

async function everybodyOn(tx: Queryable, listId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: listMembers.userId })
    .from(listMembers)
    .where(eq(listMembers.listId, listId));
  return rows.map(({ id }) => id);
}
