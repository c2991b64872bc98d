import { and, eq, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { friendships } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { befriend } from './friendships.ts';
import { canReach, isPair, lockPair, type Relation, relationOf, touchPair } from './pair.ts';

/**
 * Takes back `removeFriend` or `declineFriendship` (or what a block that is lifted again ended), for a minute and only for the one who did it: the friendship, or
 * the request, is there again.
 */
export function restoreFriendship(viewerId: string, personId: string): Promise<Relation> {
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, personId);
    const [row] = await tx
      .select({
        state: friendships.state,
        requesterId: friendships.requesterId,
        changedAt: friendships.changedAt,
        fresh: sql<boolean>`${friendships.changedAt} > now() - interval '1 minute'`,
      })
      .from(friendships)
      .where(isPair(viewerId, personId));
    if (row && row.state !== 'declined') return relationOf(row, viewerId);
    const mine = row?.fresh && row.requesterId === personId && (await canReach(tx, viewerId, personId));
    if (!mine) {
      throw new DomainError('not-found', 'It is too late to take that back. You can send a new request.');
    }
    if (await wasRemoval(tx, viewerId, personId)) return befriend(tx, viewerId, personId);
    await tx.update(friendships).set({ state: 'requested' }).where(isPair(viewerId, personId));
    await touchPair(tx, viewerId, personId);
    return 'asks-you';
  });
}

/** A removal and its event share the transaction's clock; a declined request has no event. */
async function wasRemoval(tx: Queryable, viewerId: string, personId: string): Promise<boolean> {
  const [event] = await tx
    .select({ id: events.id })
    .from(events)
    .innerJoin(friendships, and(isPair(viewerId, personId), eq(events.at, friendships.changedAt)))
    .where(
      and(
        eq(events.userId, viewerId),
        eq(events.type, 'friend-removed'),
        sql`${events.payload}->>'friendId' = ${personId}`,
      ),
    );
  return event !== undefined;
}
