import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listItems } from '../../db/schema/lists.ts';
import { changeList, type Versioned } from './change.ts';
import { byPlace, placeBeside, shortenPlaces } from './item-places.ts';
import { noSuchItem, requireItem } from './items.ts';

export type Move = {
  readonly listId: string;
  readonly itemId: string;
  readonly side: 'before' | 'after';
  /** Another item, which may have been moved or taken off meanwhile: its place counts. */
  readonly besideId: string;
};

export function moveItem(viewerId: string, { listId, itemId, side, besideId }: Move): Promise<Versioned> {
  return changeList(viewerId, listId, 'change', async (tx) => {
    const item = await requireItem(tx, viewerId, listId, itemId);
    const anchor = await requireItem(tx, viewerId, listId, besideId);
    if (item.removedAt !== null) throw noSuchItem();
    if (itemId === besideId || (await isThere(tx, listId, itemId, side, besideId)))
      return { value: {}, deed: null };
    const place = await placeBeside(tx, listId, anchor, side);
    await tx.update(listItems).set({ place }).where(eq(listItems.id, itemId));
    await shortenPlaces(tx, listId, place);
    return { value: {}, deed: { kind: 'moved', titleId: item.titleId, itemId } };
  });
}

async function isThere(
  tx: Queryable,
  listId: string,
  itemId: string,
  side: Move['side'],
  besideId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: listItems.id })
    .from(listItems)
    .where(and(eq(listItems.listId, listId), isNull(listItems.removedAt)))
    .orderBy(asc(byPlace));
  const order = rows.map(({ id }) => id);
  const at = order.indexOf(besideId);
  return at >= 0 && order[side === 'before' ? at - 1 : at + 1] === itemId;
}
