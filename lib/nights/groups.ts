import { randomUUID } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { groupMembers, groups } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { isReachable } from '../social/pair.ts';
import { friendsAmong, isFriend } from './members.ts';
import type { NightGroup } from './types.ts';

const MOST_GROUPS = 50;

type GivenGroup = {
  /** Of a group that is there, or was until now. */
  readonly groupId?: string | undefined;
  readonly name: string;
  readonly userIds: readonly string[];
};

/** Keeps a group as it is given: a new one, one that changes, or one that was deleted a moment ago. */
export function saveGroup(
  ownerId: string,
  { groupId = randomUUID(), name, userIds }: GivenGroup,
): Promise<{ groupId: string }> {
  return transaction(async (tx) => {
    // One after the other for each person, so that two tabs do not save past the limit.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, ownerId)).for('update');
    const friends = await friendsAmong(tx, ownerId, userIds);
    if (friends.length === 0)
      throw new DomainError('invalid', 'Choose at least one friend for the group.', { field: 'userIds' });
    const kept = await tx
      .insert(groups)
      .values({ id: groupId, ownerId, name })
      .onConflictDoUpdate({ target: groups.id, set: { name }, setWhere: eq(groups.ownerId, ownerId) })
      .returning({ id: groups.id });
    if (kept.length === 0) throw noGroup();
    await requireFew(tx, ownerId);
    await tx.delete(groupMembers).where(eq(groupMembers.groupId, groupId));
    await tx.insert(groupMembers).values(friends.map(({ id }) => ({ groupId, userId: id })));
    return { groupId };
  });
}

async function requireFew(tx: Queryable, ownerId: string): Promise<void> {
  const kept = await tx.select({ id: groups.id }).from(groups).where(eq(groups.ownerId, ownerId));
  if (kept.length > MOST_GROUPS)
    throw new DomainError('conflict', `You have ${MOST_GROUPS} groups. Delete one to save another.`);
}

/** Nights that it was asked to keep their people. One that is gone already changes nothing. */
export async function deleteGroup(ownerId: string, groupId: string): Promise<void> {
  await database().delete(groups).where(isOwn(ownerId, groupId));
}

export async function listGroups(viewerId: string): Promise<NightGroup[]> {
  const [own, people] = await Promise.all([
    database()
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(eq(groups.ownerId, viewerId))
      .orderBy(sql`lower(${groups.name})`, asc(groups.createdAt)),
    database()
      .select({
        groupId: groupMembers.groupId,
        id: users.id,
        handle: users.handle,
        name: users.displayName,
      })
      .from(groupMembers)
      .innerJoin(groups, eq(groups.id, groupMembers.groupId))
      .innerJoin(users, eq(users.id, groupMembers.userId))
      .where(and(eq(groups.ownerId, viewerId), isFriend(viewerId), isReachable(viewerId)))
      .orderBy(sql`lower(${users.displayName})`, users.handle),
  ]);
  return own.map((group) => ({
    ...group,
    members: people
      .filter(({ groupId }) => groupId === group.id)
      .map(({ id, handle, name }) => ({ id, handle, name })),
  }));
}

export async function peopleOfGroup(tx: Queryable, ownerId: string, groupId: string): Promise<string[]> {
  const [group] = await tx.select({ id: groups.id }).from(groups).where(isOwn(ownerId, groupId));
  if (!group) throw noGroup();
  const rows = await tx
    .select({ userId: groupMembers.userId })
    .from(groupMembers)
    .where(eq(groupMembers.groupId, groupId));
  return rows.map(({ userId }) => userId);
}

function isOwn(ownerId: string, groupId: string) {
  return and(eq(groups.id, groupId), eq(groups.ownerId, ownerId));
}

function noGroup(): DomainError {
  return new DomainError('not-found', 'That group is no longer there.');
}
