import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { sends } from '../../db/schema/sends.ts';
import { DomainError } from '../errors.ts';
import { touchTopics } from '../live/topics.ts';
import { lockReceived } from './received.ts';
import type { SendRow } from './sends.ts';

/** Says thanks for a title that was watched or rated since. Never by itself, and only once. */
export function thankSender(viewerId: string, sendId: string): Promise<void> {
  return transaction(async (tx) => {
    const send = await lockReceived(tx, viewerId, sendId);
    if (send.thankedAt) return;
    if (send.state === 'declined')
      throw new DomainError('conflict', 'You declined it, so there is nothing to thank for.');
    await requireSeen(tx, send);
    await tx
      .update(sends)
      .set({
        state: 'accepted',
        thankedAt: sql`now()`,
        // Who says thanks has accepted; an answer of the same moment goes again with `takeBackThanks`.
        ...(send.state !== 'accepted' && { answeredAt: sql`now()` }),
      })
      .where(eq(sends.id, sendId));
    await touchBoth(tx, send);
  });
}

export function takeBackThanks(viewerId: string, sendId: string): Promise<void> {
  return transaction(async (tx) => {
    const send = await lockReceived(tx, viewerId, sendId);
    if (!send.thankedAt) return;
    const cameWithThanks = send.answeredAt?.getTime() === send.thankedAt.getTime();
    await tx
      .update(sends)
      .set({
        thankedAt: null,
        thanksSeenAt: null,
        ...(cameWithThanks && { state: 'sent', answeredAt: null }),
      })
      .where(eq(sends.id, sendId));
    await touchBoth(tx, send);
  });
}

/** All thanks that wait for this sender are seen. */
export function seeThanks(senderId: string): Promise<void> {
  return transaction(async (tx) => {
    const seen = await tx
      .update(sends)
      .set({ thanksSeenAt: sql`now()` })
      .where(and(eq(sends.senderId, senderId), isNotNull(sends.thankedAt), isNull(sends.thanksSeenAt)))
      .returning({ id: sends.id });
    if (seen.length > 0) await touchTopics(tx, [`person:${senderId}`]);
  });
}

async function requireSeen(tx: Queryable, { recipientId, titleId }: SendRow): Promise<void> {
  const [entry] = await tx
    .select({ rating: libraryEntries.rating, watchCount: libraryEntries.watchCount })
    .from(libraryEntries)
    .where(and(eq(libraryEntries.userId, recipientId), eq(libraryEntries.titleId, titleId)));
  if (entry && (entry.rating !== null || entry.watchCount > 0)) return;
  throw new DomainError('conflict', 'Say thanks once you have watched it or rated it.');
}

async function touchBoth(tx: Queryable, { senderId, recipientId }: SendRow): Promise<void> {
  await touchTopics(tx, [`person:${senderId}`, `person:${recipientId}`]);
}
