import { and, desc, eq } from 'drizzle-orm';
import { database, transaction } from '../../db/client.ts';
import { blocks, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { declineRequest, endFriendship, withdrawRequest } from './friendships.ts';
import { lockPair, touchPair } from './pair.ts';
import type { Person } from './people.ts';

/** Hides two people from each other; friendship and requests between them end. The blocked person learns nothing. */
export function blockPerson(viewerId: string, personId: string): Promise<void> {
  if (viewerId === personId) throw new DomainError('invalid', 'You cannot block yourself.');
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, personId);
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.id, personId));
    if (!person) throw new DomainError('not-found', 'That person is no longer here.');
    await endFriendship(tx, viewerId, personId);
    await declineRequest(tx, viewerId, personId);
    await withdrawRequest(tx, viewerId, personId);
    await tx.insert(blocks).values({ blockerId: viewerId, blockedId: personId }).onConflictDoNothing();
    await touchPair(tx, viewerId, personId);
  });
}

/** What ended with the block stays ended, unless `restoreFriendship` takes that back within its minute. */
export function unblockPerson(viewerId: string, personId: string): Promise<void> {
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, personId);
    const lifted = await tx
      .delete(blocks)
      .where(and(eq(blocks.blockerId, viewerId), eq(blocks.blockedId, personId)))
      .returning({ blockedId: blocks.blockedId });
    if (lifted.length > 0) await touchPair(tx, viewerId, personId);
  });
}

export function listBlocked(viewerId: string): Promise<Person[]> {
  return database()
    .select({ id: users.id, handle: users.handle, name: users.displayName })
    .from(blocks)
    .innerJoin(users, eq(users.id, blocks.blockedId))
    .where(eq(blocks.blockerId, viewerId))
    .orderBy(desc(blocks.createdAt));
}
