import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { listItems, listMembers, lists } from '../../db/schema/lists.ts';
import { peopleWithin } from '../lists/faces.ts';
import type { Person } from '../social/people.ts';

export type SharedList = { readonly id: string; readonly name: string };

/** Everybody who put a title on a list that the viewer shares, friend or not, but nobody blocked. */
export async function readListPeople(
  viewerId: string,
  without: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Person>> {
  const shared = database().select({ id: listMembers.listId }).from(listMembers).where(isJoined(viewerId));
  const rows = await database()
    .selectDistinct({ id: listItems.addedBy })
    .from(listItems)
    .where(
      and(inArray(listItems.listId, shared), isNotNull(listItems.addedBy), ne(listItems.addedBy, viewerId)),
    );
  const ids = rows.flatMap(({ id }) => (id === null || without.has(id) ? [] : [id]));
  return peopleWithin(viewerId, ids);
}

/** The names of lists that the viewer shares; of any other there is no word. */
export async function readSharedLists(
  viewerId: string,
  listIds: readonly string[],
): Promise<ReadonlyMap<string, SharedList>> {
  if (listIds.length === 0) return new Map();
  const rows = await database()
    .select({ id: lists.id, name: lists.name })
    .from(lists)
    .innerJoin(listMembers, eq(listMembers.listId, lists.id))
    .where(and(inArray(lists.id, [...new Set(listIds)]), isJoined(viewerId)));
  return new Map(rows.map((list) => [list.id, list]));
}

function isJoined(viewerId: string) {
  return and(eq(listMembers.userId, viewerId), eq(listMembers.state, 'joined'));
}
