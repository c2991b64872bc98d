import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { listItems, listMembers, listNotes, listVotes } from '../../db/schema/lists.ts';
import { titles } from '../../db/schema/titles.ts';
import { readMaturityLimit, withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { withOwnStates } from '../catalog/titles.ts';
import { readVersions } from '../live/topics.ts';
import { type Access, type Role, requireAccess } from './access.ts';
import { type Face, facesOf } from './faces.ts';
import { byPlace } from './item-places.ts';
import { type ListLink, readLinks } from './links.ts';
import { memberKey } from './member-key.ts';
import { type Happening, readActivity } from './read-activity.ts';
import type { Vote } from './votes.ts';

export type ListNote = { readonly by: Face; readonly text: string };
export type ListItem = {
  readonly id: string;
  readonly title: TitleWithState;
  /** Null once they have left Matinee. */
  readonly addedBy: Face | null;
  readonly notes: readonly ListNote[];
  readonly votes: { readonly up: number; readonly down: number; readonly own: Vote | null };
};
export type ListMember = Face & { readonly role: Role; readonly state: 'invited' | 'joined' };

export type ListView = {
  readonly id: string;
  /** Everything else is at least as new as this. */
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly archived: boolean;
  readonly role: Role;
  /** The viewer's own key among the members. */
  readonly you: string;
  readonly items: readonly ListItem[];
  /** Titles above the viewer's maturity limit, which are not among the items. */
  readonly hidden: number;
  readonly members: readonly ListMember[];
  /** The owner's alone; empty for everybody else. */
  readonly links: readonly ListLink[];
  readonly latest: Happening | null;
};

export async function readList(viewerId: string, listId: string): Promise<ListView> {
  const version = (await readVersions([`list:${listId}`])).get(`list:${listId}`) ?? 0;
  const access = await requireAccess(viewerId, listId, 'see');
  const [members, rows, hidden, links, activity] = await Promise.all([
    readMembers(viewerId, listId, access),
    readItems(viewerId, listId),
    countHidden(viewerId, listId),
    access.role === 'owner' ? readLinks(listId) : [],
    readActivity(viewerId, listId, { most: 1 }),
  ]);
  const { name, description, archivedAt, role } = access;
  return {
    id: listId,
    version,
    name,
    description,
    archived: archivedAt !== null,
    role,
    you: memberKey(listId, viewerId),
    items: await withWords(viewerId, listId, rows),
    hidden,
    members,
    links,
    latest: activity.happenings[0] ?? null,
  };
}

/** Who is on a list: the owner first. Invitations that wait are the owner's to see, unless one of the two blocked the other. */
async function readMembers(viewerId: string, listId: string, { role }: Access): Promise<ListMember[]> {
  const rows = await database()
    .select({ userId: listMembers.userId, role: listMembers.role, state: listMembers.state })
    .from(listMembers)
    .where(
      and(eq(listMembers.listId, listId), role === 'owner' ? undefined : eq(listMembers.state, 'joined')),
    )
    .orderBy(
      sql`${listMembers.state} = 'invited'`,
      sql`array_position(array['owner', 'editor', 'viewer'], ${listMembers.role})`,
      asc(listMembers.changedAt),
      asc(listMembers.userId),
    );
  const faces = await facesOf(
    viewerId,
    listId,
    rows.map(({ userId }) => userId),
  );
  return rows
    .map(({ userId, role, state }) => ({ ...faces.get(userId)!, role, state }))
    .filter(({ state, person }) => state === 'joined' || person !== null);
}

type ItemRow = { readonly id: string; readonly addedBy: string | null; readonly title: TitleWithState };

async function readItems(viewerId: string, listId: string): Promise<ItemRow[]> {
  const rows = await database()
    .select({ id: listItems.id, addedBy: listItems.addedBy, title: summaryColumns })
    .from(listItems)
    .innerJoin(titles, eq(titles.id, listItems.titleId))
    .where(and(eq(listItems.listId, listId), isNull(listItems.removedAt), withinMaturityLimit(viewerId)))
    .orderBy(asc(byPlace), asc(listItems.id));
  const withStates = await withOwnStates(
    rows.map(({ title }) => title),
    viewerId,
  );
  return rows.map(({ id, addedBy }, index) => ({ id, addedBy, title: withStates[index]! }));
}

async function countHidden(viewerId: string, listId: string): Promise<number> {
  const limit = await readMaturityLimit(viewerId);
  if (limit === null) return 0;
  const [row] = await database()
    .select({ hidden: count() })
    .from(listItems)
    .innerJoin(titles, eq(titles.id, listItems.titleId))
    .where(
      and(eq(listItems.listId, listId), isNull(listItems.removedAt), sql`${titles.maturity} > ${limit}`),
    );
  return row?.hidden ?? 0;
}

/** Notes and votes of members: what somebody said who has left waits until they are back. */
async function withWords(viewerId: string, listId: string, rows: readonly ItemRow[]): Promise<ListItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [notes, votes] = await Promise.all([readNotes(listId, ids), readVotes(viewerId, listId, ids)]);
  const adders = rows.flatMap(({ addedBy }) => addedBy ?? []);
  const faces = await facesOf(viewerId, listId, [...adders, ...notes.map(({ userId }) => userId)]);
  const noVotes = { up: 0, down: 0, own: null };
  return rows.map(({ id, addedBy, title }) => ({
    id,
    title,
    addedBy: addedBy === null ? null : faces.get(addedBy)!,
    notes: notes
      .filter(({ itemId }) => itemId === id)
      .map(({ userId, text }) => ({ by: faces.get(userId)!, text })),
    votes: votes.get(id) ?? noVotes,
  }));
}

function readNotes(listId: string, ids: readonly string[]) {
  return database()
    .select({ itemId: listNotes.itemId, userId: listNotes.userId, text: listNotes.text })
    .from(listNotes)
    .innerJoin(listMembers, isJoined(listId, listNotes.userId))
    .where(inArray(listNotes.itemId, [...ids]))
    .orderBy(asc(listNotes.changedAt), asc(listNotes.userId));
}

async function readVotes(
  viewerId: string,
  listId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListItem['votes']>> {
  const rows = await database()
    .select({
      itemId: listVotes.itemId,
      up: sql<number>`(count(*) filter (where ${listVotes.vote} = 1))::int`,
      down: sql<number>`(count(*) filter (where ${listVotes.vote} = -1))::int`,
      own: sql<Vote | null>`max(${listVotes.vote}) filter (where ${listVotes.userId} = ${viewerId})`,
    })
    .from(listVotes)
    .innerJoin(listMembers, isJoined(listId, listVotes.userId))
    .where(inArray(listVotes.itemId, [...ids]))
    .groupBy(listVotes.itemId);
  return new Map(rows.map(({ itemId, ...votes }) => [itemId, votes]));
}

function isJoined(listId: string, userId: typeof listNotes.userId | typeof listVotes.userId) {
  return and(eq(listMembers.listId, listId), eq(listMembers.userId, userId), eq(listMembers.state, 'joined'));
}
