import { type Queryable, transaction } from '../../db/client.ts';
import type { OwnState } from '../catalog/summary.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';

/** `since` is for an undo: the title comes back to the place it had. */
export async function setWatchlisted(
  userId: string,
  titleId: number,
  on: boolean,
  since: Date = new Date(),
): Promise<OwnState> {
  if (!(since.getTime() <= Date.now())) {
    throw new DomainError('invalid', 'A title cannot have been put on the watchlist in the future.', {
      field: 'since',
    });
  }
  return transaction(async (tx) => {
    await putOnWatchlist(tx, userId, titleId, on, since);
    return readOwnState(userId, titleId, tx);
  });
}

/** The same within another verb's transaction. True where it changed something. */
export async function putOnWatchlist(
  tx: Queryable,
  userId: string,
  titleId: number,
  on: boolean,
  since: Date = new Date(),
): Promise<boolean> {
  const entry = await lockEntry(tx, userId, titleId);
  if ((entry.watchlistedAt !== null) === on) return false;
  await changeEntry(tx, entry, { watchlistedAt: on ? since : null });
  await appendEvent(tx, userId, { type: on ? 'watchlisted' : 'unwatchlisted', titleId });
  return true;
}
