import { eq, sql } from 'drizzle-orm';
import { lists } from '../../db/schema/lists.ts';
import { changeList, type Versioned } from './change.ts';

/** Put away for everybody: it stays to be read, and nothing on it changes until it is brought back. */
export function setArchived(viewerId: string, listId: string, archived: boolean): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx, { archivedAt }) => {
    if ((archivedAt !== null) === archived) return { value: {}, deed: null };
    await tx
      .update(lists)
      .set({ archivedAt: archived ? sql`now()` : null })
      .where(eq(lists.id, listId));
    return { value: {}, deed: { kind: archived ? 'archived' : 'unarchived' } };
  });
}
