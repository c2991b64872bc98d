import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listItems } from '../../db/schema/lists.ts';
import { evenPlaces, LONGEST_PLACE, placeBetween } from './places.ts';

/** Ordered by bytes, whatever language the database sorts in. */
export const byPlace = sql`${listItems.place} collate "C"`;

/** Titles that were taken off keep their places: nothing is put where one of them would come back to. */
export async function placeAtEnd(tx: Queryable, listId: string): Promise<string> {
  const [last] = await tx
    .select({ place: listItems.place })
    .from(listItems)
    .where(eq(listItems.listId, listId))
    .orderBy(desc(byPlace))
    .limit(1);
  return placeBetween(last?.place ?? null, null);
}

/** Between an item and its neighbour as they are now. */
export async function placeBeside(
  tx: Queryable,
  listId: string,
  anchor: { readonly place: string },
  side: 'before' | 'after',
): Promise<string> {
  const beyond = side === 'before' ? lt : gt;
  const [neighbour] = await tx
    .select({ place: listItems.place })
    .from(listItems)
    .where(and(eq(listItems.listId, listId), beyond(byPlace, sql`${anchor.place} collate "C"`)))
    .orderBy(side === 'before' ? desc(byPlace) : asc(byPlace))
    .limit(1);
  const next = neighbour?.place ?? null;
  return side === 'before' ? placeBetween(next, anchor.place) : placeBetween(anchor.place, next);
}

/** Writes all keys of a list anew once one has become long; the order stays. */
export async function shortenPlaces(tx: Queryable, listId: string, newest: string): Promise<void> {
  if (newest.length <= LONGEST_PLACE) return;
  const items = await tx
    .select({ id: listItems.id })
    .from(listItems)
    .where(eq(listItems.listId, listId))
    .orderBy(asc(byPlace));
  const places = evenPlaces(items.length);
  const rows = sql.join(
    items.map(({ id }, index) => sql`(${id}::uuid, ${places[index]})`),
    sql`, `,
  );
  await tx.execute(
    sql`update ${listItems} set place = fresh.place from (values ${rows}) as fresh(id, place) where ${listItems.id} = fresh.id`,
  );
}
