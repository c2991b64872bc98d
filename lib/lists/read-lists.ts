import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { listActivity, listItems, listMembers, lists } from '../../db/schema/lists.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { isReachable } from '../social/pair.ts';
import type { Person } from '../social/people.ts';
import type { Role } from './access.ts';
import { type Face, peopleWithin } from './faces.ts';
import { byPlace } from './item-places.ts';
import { memberKey } from './member-key.ts';

export type ListCard = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly role: Role;
  readonly archived: boolean;
  /** Everybody who has joined, the viewer included; the owner first. */
  readonly members: readonly Face[];
  /** Titles that the viewer sees, and the first few of them. */
  readonly titles: number;
  readonly strip: readonly TitleSummary[];
};
export type ListInvitation = {
  readonly listId: string;
  readonly name: string;
  readonly role: Role;
  readonly invitedBy: Person | null;
};
export type ListsBoard = {
  readonly lists: readonly ListCard[];
  readonly archived: readonly ListCard[];
  readonly invitations: readonly ListInvitation[];
};

const STRIP = 5;

/** Every list that somebody is on, the one that changed last first, and the invitations that wait. */
export async function readLists(viewerId: string): Promise<ListsBoard> {
  const [rows, invitations] = await Promise.all([readOwnLists(viewerId), readListInvitations(viewerId)]);
  const ids = rows.map(({ id }) => id);
  const [members, strips] = await Promise.all([readMembersOf(viewerId, ids), readStrips(viewerId, ids)]);
  const cards = rows.map(({ archivedAt, ...row }) => ({
    ...row,
    archived: archivedAt !== null,
    members: members.get(row.id) ?? [],
    titles: strips.get(row.id)?.count ?? 0,
    strip: strips.get(row.id)?.titles ?? [],
  }));
  return {
    lists: cards.filter(({ archived }) => !archived),
    archived: cards.filter(({ archived }) => archived),
    invitations,
  };
}

/** Invitations to lists, newest first. Whoever was blocked since does not ask any more. */
export async function readListInvitations(viewerId: string): Promise<ListInvitation[]> {
  const rows = await database()
    .select({
      listId: lists.id,
      name: lists.name,
      role: listMembers.role,
      invitedBy: { id: users.id, handle: users.handle, name: users.displayName },
    })
    .from(listMembers)
    .innerJoin(lists, eq(lists.id, listMembers.listId))
    .leftJoin(users, eq(users.id, listMembers.invitedBy))
    .where(
      and(
        eq(listMembers.userId, viewerId),
        eq(listMembers.state, 'invited'),
        isNull(lists.deletedAt),
        sql`(${listMembers.invitedBy} is null or ${isReachable(viewerId)})`,
      ),
    )
    .orderBy(desc(listMembers.changedAt), asc(lists.id));
  return rows;
}

function readOwnLists(viewerId: string) {
  const changed = sql`(select max(a.id) from ${listActivity} a where a.list_id = ${sql.raw('"lists"."id"')})`;
  return database()
    .select({
      id: lists.id,
      name: lists.name,
      description: lists.description,
      archivedAt: lists.archivedAt,
      role: listMembers.role,
    })
    .from(listMembers)
    .innerJoin(lists, eq(lists.id, listMembers.listId))
    .where(and(eq(listMembers.userId, viewerId), eq(listMembers.state, 'joined'), isNull(lists.deletedAt)))
    .orderBy(sql`${changed} desc nulls last`, asc(lists.id));
}

async function readMembersOf(
  viewerId: string,
  listIds: readonly string[],
): Promise<ReadonlyMap<string, Face[]>> {
  if (listIds.length === 0) return new Map();
  const rows = await database()
    .select({ listId: listMembers.listId, userId: listMembers.userId })
    .from(listMembers)
    .where(and(inArray(listMembers.listId, [...listIds]), eq(listMembers.state, 'joined')))
    .orderBy(sql`${listMembers.role} = 'owner' desc`, asc(listMembers.changedAt), asc(listMembers.userId));
  const people = await peopleWithin(viewerId, [...new Set(rows.map(({ userId }) => userId))]);
  const members = new Map<string, Face[]>(listIds.map((listId) => [listId, []]));
  for (const { listId, userId } of rows)
    members.get(listId)?.push({ key: memberKey(listId, userId), person: people.get(userId) ?? null });
  return members;
}

type Strip = { readonly count: number; readonly titles: readonly TitleSummary[] };

async function readStrips(viewerId: string, listIds: readonly string[]): Promise<ReadonlyMap<string, Strip>> {
  if (listIds.length === 0) return new Map();
  const ranked = database()
    .select({
      listId: listItems.listId,
      ...summaryColumns,
      rank: sql<number>`row_number() over (partition by ${listItems.listId} order by ${byPlace})`.as('rank'),
      all: sql<number>`(count(*) over (partition by ${listItems.listId}))::int`.as('all_items'),
    })
    .from(listItems)
    .innerJoin(titles, eq(titles.id, listItems.titleId))
    .where(
      and(
        inArray(listItems.listId, [...listIds]),
        isNull(listItems.removedAt),
        withinMaturityLimit(viewerId),
      ),
    )
    .as('ranked');
  const rows = await database()
    .select()
    .from(ranked)
    .where(sql`${ranked.rank} <= ${STRIP}`)
    .orderBy(ranked.listId, ranked.rank);
  const strips = new Map<string, { count: number; titles: TitleSummary[] }>();
  for (const { listId, rank, all, ...title } of rows) {
    const strip = strips.get(listId) ?? { count: all, titles: [] };
    strip.titles.push(title);
    strips.set(listId, strip);
  }
  return strips;
}
