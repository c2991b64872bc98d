import { and, eq, sql } from 'drizzle-orm';
import { listVotes } from '../../db/schema/lists.ts';
import { changeList, type Versioned } from './change.ts';
import { noSuchItem, requireItem } from './items.ts';

export type Vote = 1 | -1;
type Voted = { readonly listId: string; readonly itemId: string; readonly vote: Vote | null };

/** Every member has one vote a title. The list's activity tells who voted on what, and not how. */
export function setVote(viewerId: string, { listId, itemId, vote }: Voted): Promise<Versioned> {
  return changeList(viewerId, listId, 'vote', async (tx) => {
    const { titleId, removedAt } = await requireItem(tx, viewerId, listId, itemId);
    if (removedAt !== null) throw noSuchItem();
    const own = and(eq(listVotes.itemId, itemId), eq(listVotes.userId, viewerId));
    const [before] = await tx.select({ vote: listVotes.vote }).from(listVotes).where(own);
    if ((before?.vote ?? null) === vote) return { value: {}, deed: null };
    if (vote === null) await tx.delete(listVotes).where(own);
    else
      await tx
        .insert(listVotes)
        .values({ itemId, userId: viewerId, vote })
        .onConflictDoUpdate({
          target: [listVotes.itemId, listVotes.userId],
          set: { vote, votedAt: sql`now()` },
        });
    return { value: {}, deed: { kind: 'voted', titleId, itemId } };
  });
}
