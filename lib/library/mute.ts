import { transaction } from '../../db/client.ts';
import type { OwnState } from '../catalog/summary.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';

/** "Don't use this title": it stays seen, in the diary and in lists, and says nothing of taste any more. */
export async function muteTitle(userId: string, titleId: number, muted: boolean): Promise<OwnState> {
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    if (entry.muted !== muted) {
      await changeEntry(tx, entry, { muted });
      await appendEvent(tx, userId, { type: muted ? 'muted' : 'unmuted', titleId });
    }
    return readOwnState(userId, titleId, tx);
  });
}
