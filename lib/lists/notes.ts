import { and, eq, sql } from 'drizzle-orm';
import { listNotes } from '../../db/schema/lists.ts';
import { changeList, type Versioned } from './change.ts';
import { noSuchItem, requireItem } from './items.ts';

type Note = { readonly listId: string; readonly itemId: string; readonly text: string };

/** Everybody who may change the list has their own words on each title; none at all takes them away. */
export function setNote(viewerId: string, { listId, itemId, text }: Note): Promise<Versioned> {
  return changeList(viewerId, listId, 'change', async (tx) => {
    const { titleId, removedAt } = await requireItem(tx, viewerId, listId, itemId);
    if (removedAt !== null) throw noSuchItem();
    const own = and(eq(listNotes.itemId, itemId), eq(listNotes.userId, viewerId));
    const [before] = await tx.select({ text: listNotes.text }).from(listNotes).where(own);
    if ((before?.text ?? '') === text) return { value: {}, deed: null };
    if (text === '') {
      await tx.delete(listNotes).where(own);
      return { value: {}, deed: { kind: 'note-removed', titleId, itemId } };
    }
    await tx
      .insert(listNotes)
      .values({ itemId, userId: viewerId, text })
      .onConflictDoUpdate({
        target: [listNotes.itemId, listNotes.userId],
        set: { text, changedAt: sql`now()` },
      });
    return { value: {}, deed: { kind: 'noted', titleId, itemId } };
  });
}
