import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { listActivity, listItems, listMembers, lists } from '../../db/schema/lists.ts';

export type ListForTitle = {
  readonly listId: string;
  readonly name: string;
  /** The title's item on the list; null where it is not on it. */
  readonly itemId: string | null;
};

/** Lists that the viewer may change, the one they used last first, and whether the title is on each. */
export function listsForTitle(viewerId: string, titleId: number): Promise<ListForTitle[]> {
  const list = sql.raw('"lists"."id"');
  const used = sql`(select max(a.id) from ${listActivity} a where a.list_id = ${list} and a.user_id = ${viewerId})`;
  return database()
    .select({ listId: lists.id, name: lists.name, itemId: listItems.id })
    .from(listMembers)
    .innerJoin(lists, eq(lists.id, listMembers.listId))
    .leftJoin(
      listItems,
      and(eq(listItems.listId, lists.id), eq(listItems.titleId, titleId), isNull(listItems.removedAt)),
    )
    .where(
      and(
        eq(listMembers.userId, viewerId),
        eq(listMembers.state, 'joined'),
        ne(listMembers.role, 'viewer'),
        isNull(lists.archivedAt),
        isNull(lists.deletedAt),
      ),
    )
    .orderBy(sql`${used} desc nulls last`, asc(lists.createdAt));
}
