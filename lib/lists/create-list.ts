import { and, count, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listMembers, lists } from '../../db/schema/lists.ts';
import { DomainError } from '../errors.ts';
import { noSuchList, readAccess } from './access.ts';
import { changeLocked, type Versioned } from './change.ts';
import { MOST_LISTS } from './fields.ts';

export type NewList = { readonly listId: string; readonly name: string; readonly description: string };

/** The id comes from the browser, so that a request sent twice makes one list. */
export function createList(viewerId: string, { listId, name, description }: NewList): Promise<Versioned> {
  return changeLocked(listId, viewerId, async (tx) => {
    const made = await tx
      .insert(lists)
      .values({ id: listId, name, description })
      .onConflictDoNothing()
      .returning({ id: lists.id });
    if (made.length === 0) {
      if (!(await readAccess(viewerId, listId, tx))) throw noSuchList();
      return { value: {}, deed: null };
    }
    await refuseTooMany(tx, viewerId);
    await tx.insert(listMembers).values({ listId, userId: viewerId, role: 'owner', state: 'joined' });
    return { value: {}, deed: { kind: 'created', name }, touched: [viewerId] };
  });
}

async function refuseTooMany(tx: Queryable, viewerId: string): Promise<void> {
  const [row] = await tx
    .select({ owned: count() })
    .from(listMembers)
    .innerJoin(lists, eq(lists.id, listMembers.listId))
    .where(and(eq(listMembers.userId, viewerId), eq(listMembers.role, 'owner'), isNull(lists.deletedAt)));
  if ((row?.owned ?? 0) >= MOST_LISTS)
    throw new DomainError('conflict', `You own ${MOST_LISTS} lists already. Delete one to make another.`);
}
