import { randomUUID } from 'node:crypto';
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { nightMembers } from '../../db/schema/nights.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import type { Topic } from '../live/topics.ts';
import { isReachable } from '../social/pair.ts';
import { belongs, type Member } from './actor.ts';

export const MOST_MEMBERS = 20;

type NewMember = {
  readonly name: string;
  readonly attendance: 'asked' | 'in';
  readonly userId?: string;
  readonly guestHash?: string;
};

/** Whoever is there already stays as they are. */
export async function addMembers(
  tx: Queryable,
  nightId: string,
  added: readonly NewMember[],
): Promise<Member[]> {
  if (added.length === 0) return [];
  const rows = added.map((member) => ({ id: randomUUID(), nightId, ...member }));
  const made = await tx.insert(nightMembers).values(rows).onConflictDoNothing().returning();
  await requireRoom(tx, nightId);
  return made;
}

async function requireRoom(tx: Queryable, nightId: string): Promise<void> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(nightMembers)
    .where(and(eq(nightMembers.nightId, nightId), belongs));
  if ((row?.count ?? 0) > MOST_MEMBERS)
    throw new DomainError('conflict', `A night holds at most ${MOST_MEMBERS} people.`);
}

/** "Ben", or "Ben (2)" where there is one already. */
export async function freeName(tx: Queryable, nightId: string, wanted: string): Promise<string> {
  const rows = await tx
    .select({ name: shownName })
    .from(nightMembers)
    .leftJoin(users, eq(users.id, nightMembers.userId))
    .where(eq(nightMembers.nightId, nightId));
  const taken = new Set(rows.map(({ name }) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Somebody with an account goes by the name they have now. */
export const shownName = sql<string>`coalesce(${users.displayName}, ${nightMembers.name})`;

/** Those of the people who are friends of the viewer and may be met; whoever is not is silently left out. */
export async function friendsAmong(
  tx: Queryable,
  viewerId: string,
  userIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (userIds.length === 0) return [];
  return tx
    .select({ id: users.id, name: users.displayName })
    .from(users)
    .where(and(inArray(users.id, [...userIds]), isFriend(viewerId), isReachable(viewerId)))
    .orderBy(users.handle);
}

export function isFriend(viewerId: string) {
  return and(
    ne(users.id, viewerId),
    sql`exists (select 1 from ${friendships} where ${friendships.state} = 'friends'
      and ${friendships.lowId} = least(${users.id}, ${viewerId}::uuid)
      and ${friendships.highId} = greatest(${users.id}, ${viewerId}::uuid))`,
  );
}

/** What waits in the inboxes of everybody who has one. */
export async function inboxesOf(tx: Queryable, nightId: string): Promise<Topic[]> {
  const rows = await tx
    .select({ userId: nightMembers.userId })
    .from(nightMembers)
    .where(and(eq(nightMembers.nightId, nightId), belongs));
  return rows.flatMap(({ userId }) => (userId === null ? [] : [`person:${userId}` as const]));
}
