import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listItems } from '../../db/schema/lists.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import { DomainError } from '../errors.ts';
import { changeList, type Versioned } from './change.ts';
import { facesOf } from './faces.ts';
import { MOST_ITEMS } from './fields.ts';
import { placeAtEnd } from './item-places.ts';

export type Added = Versioned & {
  readonly itemId: string;
  /** `there`: somebody had added it already, and it is one item still. */
  readonly outcome: 'added' | 'put-back' | 'there';
  /** Who had, by name; null where that is nobody the viewer may meet. */
  readonly addedBy: string | null;
};

/** A title that was taken off comes back with its notes and votes, at the end. */
export function addToList(
  viewerId: string,
  { listId, itemId, titleId }: { readonly listId: string; readonly itemId: string; readonly titleId: number },
): Promise<Added> {
  return changeList<Omit<Added, 'version'>>(viewerId, listId, 'change', async (tx, { name }) => {
    await requireTitle(tx, viewerId, titleId);
    const known = await readItem(tx, eq(listItems.titleId, titleId), listId);
    if (known && known.removedAt === null) {
      const addedBy = await nameOf(tx, viewerId, listId, known.addedBy);
      return { value: { itemId: known.id, outcome: 'there', addedBy }, deed: null };
    }
    await refuseFull(tx, listId, name);
    const place = await placeAtEnd(tx, listId);
    const fresh = { place, addedBy: viewerId, addedAt: sql`now()`, removedAt: null };
    if (known) {
      await tx.update(listItems).set(fresh).where(eq(listItems.id, known.id));
      const value = { itemId: known.id, outcome: 'put-back' as const, addedBy: null };
      return { value, deed: { kind: 'put-back', titleId, itemId: known.id } };
    }
    const [made] = await tx
      .insert(listItems)
      .values({ id: itemId, listId, titleId, ...fresh })
      .onConflictDoNothing()
      .returning({ id: listItems.id });
    if (!made) throw new DomainError('invalid', 'That item’s id is taken. Please try again.');
    const value = { itemId, outcome: 'added' as const, addedBy: null };
    return { value, deed: { kind: 'added', titleId, itemId } };
  });
}

export function removeFromList(
  viewerId: string,
  { listId, itemId }: { readonly listId: string; readonly itemId: string },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'change', async (tx) => {
    const item = await requireItem(tx, viewerId, listId, itemId);
    if (item.removedAt !== null) return { value: {}, deed: null };
    await tx.update(listItems).set({ removedAt: sql`now()` }).where(eq(listItems.id, itemId));
    return { value: {}, deed: { kind: 'removed', titleId: item.titleId, itemId } };
  });
}

/** Takes a removal back: the title returns to its own place, as added by whoever added it. */
export function putBack(
  viewerId: string,
  { listId, itemId }: { readonly listId: string; readonly itemId: string },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'change', async (tx, { name }) => {
    const item = await requireItem(tx, viewerId, listId, itemId);
    if (item.removedAt === null) return { value: {}, deed: null };
    await refuseFull(tx, listId, name);
    await tx.update(listItems).set({ removedAt: null }).where(eq(listItems.id, itemId));
    return { value: {}, deed: { kind: 'put-back', titleId: item.titleId, itemId } };
  });
}

async function nameOf(
  tx: Queryable,
  viewerId: string,
  listId: string,
  userId: string | null,
): Promise<string | null> {
  if (userId === null) return null;
  return (await facesOf(viewerId, listId, [userId], tx)).get(userId)?.person?.name ?? null;
}

type Item = typeof listItems.$inferSelect;

/** An item on which something is said or done; a title above the viewer's maturity limit is not there. */
export async function requireItem(
  tx: Queryable,
  viewerId: string,
  listId: string,
  itemId: string,
): Promise<Item> {
  const item = await readItem(tx, eq(listItems.id, itemId), listId);
  if (!item) throw noSuchItem();
  await requireTitle(tx, viewerId, item.titleId);
  return item;
}

export function noSuchItem(): DomainError {
  return new DomainError('not-found', 'That title is no longer on the list.');
}

async function readItem(
  tx: Queryable,
  which: ReturnType<typeof eq>,
  listId: string,
): Promise<Item | undefined> {
  const [item] = await tx
    .select()
    .from(listItems)
    .where(and(eq(listItems.listId, listId), which));
  return item;
}

async function requireTitle(tx: Queryable, viewerId: string, titleId: number): Promise<void> {
  const found = await tx
    .select({ id: titles.id })
    .from(titles)
    .where(and(eq(titles.id, titleId), withinMaturityLimit(viewerId)));
  if (found.length === 0) throw new DomainError('not-found', 'That title is not in the catalogue.');
}

async function refuseFull(tx: Queryable, listId: string, name: string): Promise<void> {
  const [row] = await tx
    .select({ items: count() })
    .from(listItems)
    .where(and(eq(listItems.listId, listId), isNull(listItems.removedAt)));
  if ((row?.items ?? 0) >= MOST_ITEMS)
    throw new DomainError(
      'conflict',
      `${name} holds ${MOST_ITEMS} titles, which is the most. Take one off to add another.`,
    );
}
