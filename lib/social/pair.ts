import { and, eq, or, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { blocks, friendships, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { touchTopics } from '../live/topics.ts';

export type FriendshipRow = typeof friendships.$inferSelect;

/** Days after a "no" in which the same person cannot ask again. */
export const QUIET_DAYS = 14;

/** How the viewer stands to a person, in the viewer's eyes: a declined request looks like none. */
export type Relation = 'friends' | 'asked' | 'asks-you' | 'none';

/** The two ids in the order in which a pair is kept. */
export function pairOf(one: string, other: string): { lowId: string; highId: string } {
  return one < other ? { lowId: one, highId: other } : { lowId: other, highId: one };
}

export function isPair(one: string, other: string) {
  const { lowId, highId } = pairOf(one, other);
  return and(eq(friendships.lowId, lowId), eq(friendships.highId, highId));
}

/** Everything between two people happens one after the other, also while there is no row to lock. */
export async function lockPair(tx: Queryable, one: string, other: string): Promise<void> {
  const { lowId, highId } = pairOf(one, other);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`pair:${lowId}:${highId}`}, 0))`);
}

/** Both circles are read again wherever they are open. It says that something changed, and never what. */
export function touchPair(tx: Queryable, one: string, other: string): Promise<void> {
  return touchTopics(tx, [`person:${one}`, `person:${other}`]);
}

export async function readFriendship(
  tx: Queryable,
  one: string,
  other: string,
): Promise<FriendshipRow | null> {
  const [row] = await tx.select().from(friendships).where(isPair(one, other));
  return row ?? null;
}

export function relationOf(
  row: Pick<FriendshipRow, 'state' | 'requesterId'> | null,
  viewerId: string,
): Relation {
  if (!row || row.state === 'declined') return 'none';
  if (row.state === 'friends') return 'friends';
  return row.requesterId === viewerId ? 'asked' : 'asks-you';
}

/**
 * True in SQL when `users` may be met by the viewer: nobody has blocked the other, and both are demo people or
 * neither is (the demo person is shared by everybody who looks around).
 */
export function isReachable(viewerId: string) {
  return and(
    sql`${users.isDemo} = (select v.is_demo from users v where v.id = ${viewerId})`,
    sql`not exists (select 1 from ${blocks} where ${or(
      and(eq(blocks.blockerId, sql`${viewerId}::uuid`), eq(blocks.blockedId, users.id)),
      and(eq(blocks.blockedId, sql`${viewerId}::uuid`), eq(blocks.blockerId, users.id)),
    )})`,
  );
}

export async function canReach(tx: Queryable, viewerId: string, personId: string): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, personId), isReachable(viewerId)));
  return found.length > 0;
}

/** A blocked person, a demo person and nobody at all get the same answer. */
export function unknownHandle(handle: string): DomainError {
  return new DomainError('not-found', `Nobody here has the handle @${handle}.`);
}
