import { and, eq, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import {
  canReach,
  isPair,
  lockPair,
  pairOf,
  QUIET_DAYS,
  type Relation,
  readFriendship,
  touchPair,
  unknownHandle,
} from './pair.ts';

/** Asks for friendship. Two requests that cross make friends; repeating one changes nothing. */
export function requestFriendship(viewerId: string, handle: string): Promise<Relation> {
  return transaction(async (tx) => {
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.handle, handle));
    if (!person) throw unknownHandle(handle);
    if (person.id === viewerId) throw new DomainError('invalid', 'That is your own handle.');
    await lockPair(tx, viewerId, person.id);
    if (!(await canReach(tx, viewerId, person.id))) throw unknownHandle(handle);
    const row = await readFriendship(tx, viewerId, person.id);
    if (row?.state === 'friends') return 'friends';
    if (row?.state === 'requested' && row.requesterId === viewerId) return 'asked';
    if (row?.state === 'requested') return befriend(tx, viewerId, person.id);
    if (row?.requesterId === viewerId) await refuseTooSoon(tx, viewerId, person.id, handle);
    await writeRequest(tx, viewerId, person.id);
    return 'asked';
  });
}

export function acceptFriendship(viewerId: string, personId: string): Promise<Relation> {
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, personId);
    const row = await readFriendship(tx, viewerId, personId);
    if (row?.state === 'friends') return 'friends';
    if (row?.state !== 'requested' || row.requesterId === viewerId) {
      throw new DomainError('not-found', 'That request is no longer there.');
    }
    return befriend(tx, viewerId, personId);
  });
}

/** Silent: whoever asked sees no friendship, and nothing else. */
export function declineFriendship(viewerId: string, personId: string): Promise<void> {
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, personId);
    await declineRequest(tx, viewerId, personId);
  });
}

export async function declineRequest(tx: Queryable, viewerId: string, personId: string): Promise<void> {
  const declined = await tx
    .update(friendships)
    .set({ state: 'declined', changedAt: sql`now()` })
    .where(isRequestOf(personId, viewerId))
    .returning({ lowId: friendships.lowId });
  if (declined.length > 0) await touchPair(tx, viewerId, personId);
}

export function cancelRequest(viewerId: string, personId: string): Promise<void> {
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, personId);
    await withdrawRequest(tx, viewerId, personId);
  });
}

export async function withdrawRequest(tx: Queryable, viewerId: string, personId: string): Promise<void> {
  const withdrawn = await tx
    .delete(friendships)
    .where(isRequestOf(viewerId, personId))
    .returning({ lowId: friendships.lowId });
  if (withdrawn.length > 0) await touchPair(tx, viewerId, personId);
}

function isRequestOf(requesterId: string, askedId: string) {
  return and(
    isPair(requesterId, askedId),
    eq(friendships.state, 'requested'),
    eq(friendships.requesterId, requesterId),
  );
}

export function removeFriend(viewerId: string, personId: string): Promise<void> {
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, personId);
    await endFriendship(tx, viewerId, personId);
  });
}

/**
 * It stays behind as if the other had asked and was declined, so that they cannot ask again at once, and so that
 * `restoreFriendship` can tell who ended it.
 */
export async function endFriendship(tx: Queryable, viewerId: string, personId: string): Promise<void> {
  const ended = await tx
    .update(friendships)
    .set({ state: 'declined', requesterId: personId, changedAt: sql`now()` })
    .where(and(isPair(viewerId, personId), eq(friendships.state, 'friends')))
    .returning({ lowId: friendships.lowId });
  if (ended.length === 0) return;
  await appendBoth(tx, viewerId, personId, 'friend-removed');
  await touchPair(tx, viewerId, personId);
}

export async function befriend(tx: Queryable, viewerId: string, personId: string): Promise<'friends'> {
  await tx
    .update(friendships)
    .set({ state: 'friends', changedAt: sql`now()` })
    .where(isPair(viewerId, personId));
  await appendBoth(tx, viewerId, personId, 'friends-made');
  await touchPair(tx, viewerId, personId);
  return 'friends';
}

export async function writeRequest(tx: Queryable, viewerId: string, personId: string): Promise<void> {
  const request = { requesterId: viewerId, state: 'requested' as const, changedAt: sql`now()` };
  await tx
    .insert(friendships)
    .values({ ...pairOf(viewerId, personId), ...request })
    .onConflictDoUpdate({ target: [friendships.lowId, friendships.highId], set: request });
  await touchPair(tx, viewerId, personId);
}

async function refuseTooSoon(
  tx: Queryable,
  viewerId: string,
  personId: string,
  handle: string,
): Promise<void> {
  const [row] = await tx
    .select({ soon: sql<boolean>`${friendships.changedAt} > now() - make_interval(days => ${QUIET_DAYS})` })
    .from(friendships)
    .where(isPair(viewerId, personId));
  if (row?.soon) {
    throw new DomainError('conflict', `You cannot ask @${handle} just now. They can ask you at any time.`);
  }
}

async function appendBoth(
  tx: Queryable,
  one: string,
  other: string,
  type: 'friends-made' | 'friend-removed',
) {
  await appendEvent(tx, one, { type, friendId: other });
  await appendEvent(tx, other, { type, friendId: one });
}
