import { and, eq, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { sends } from '../../db/schema/sends.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { OwnState } from '../catalog/summary.ts';
import { DomainError } from '../errors.ts';
import { readOwnState } from '../library/state.ts';
import { putOnWatchlist } from '../library/watchlist.ts';
import { touchTopics } from '../live/topics.ts';
import { amongFriends, type SendRow } from './sends.ts';

/** `added`: it was not on the watchlist before, so the way back takes it off again. */
export type Accepted = { readonly own: OwnState; readonly added: boolean };

/** Puts what a friend sent on the watchlist. Accepting again changes nothing. */
export function acceptSend(viewerId: string, sendId: string): Promise<Accepted> {
  return transaction(async (tx) => {
    const send = await lockReceived(tx, viewerId, sendId);
    const isNew = send.state !== 'accepted';
    const added = isNew && (await putOnWatchlist(tx, viewerId, send.titleId, true));
    if (isNew) await answer(tx, send, 'accepted');
    return { own: await readOwnState(viewerId, send.titleId, tx), added };
  });
}

/** Silent: to the sender it stays sent. */
export function declineSend(viewerId: string, sendId: string): Promise<void> {
  return transaction(async (tx) => {
    const send = await lockReceived(tx, viewerId, sendId);
    if (send.state === 'accepted')
      throw new DomainError('conflict', 'You have put it on your watchlist already. Take it off there.');
    if (send.state === 'sent') await answer(tx, send, 'declined');
  });
}

/** Takes back an answer: it waits again. `takeOff` is for what the acceptance put on the watchlist. */
export function reopenSend(viewerId: string, sendId: string, takeOff: boolean): Promise<OwnState> {
  return transaction(async (tx) => {
    const send = await lockReceived(tx, viewerId, sendId);
    if (send.thankedAt)
      throw new DomainError('conflict', 'You said thanks for it, so it cannot wait for an answer again.');
    if (send.state === 'accepted' && takeOff) await putOnWatchlist(tx, viewerId, send.titleId, false);
    if (send.state !== 'sent') await answer(tx, send, 'sent');
    return readOwnState(viewerId, send.titleId, tx);
  });
}

/** A letter as its recipient may answer it, held until the transaction ends. */
export async function lockReceived(tx: Queryable, viewerId: string, sendId: string): Promise<SendRow> {
  const [row] = await tx
    .select({ send: sends })
    .from(sends)
    .innerJoin(titles, eq(titles.id, sends.titleId))
    .where(
      and(
        eq(sends.id, sendId),
        eq(sends.recipientId, viewerId),
        amongFriends(),
        eq(titles.flagged, false),
        withinMaturityLimit(viewerId),
      ),
    )
    .for('update', { of: sends });
  if (!row)
    throw new DomainError('not-found', 'That is no longer in your inbox. It may have been taken back.');
  return row.send;
}

/** The sender's browsers hear of nothing that would tell a "no" from silence. */
async function answer(tx: Queryable, send: SendRow, state: SendRow['state']): Promise<void> {
  await tx
    .update(sends)
    .set({ state, answeredAt: state === 'sent' ? null : sql`now()` })
    .where(eq(sends.id, send.id));
  const concernsSender = state === 'accepted' || send.state === 'accepted';
  await touchTopics(tx, [
    `person:${send.recipientId}`,
    ...(concernsSender ? ([`person:${send.senderId}`] as const) : []),
  ]);
}
