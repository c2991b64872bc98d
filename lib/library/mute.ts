import { transaction } from '../../db/client.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, lockEntry } from './entry.ts';

/** "Don't use this title": it stays seen, in the diary and in lists, and says nothing of taste any more. */
export async function muteTitle(userId: string, titleId: number, muted: boolean): Promise<void> {
  await transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    if (entry.muted === muted) return;
    await changeEntry(tx, entry, { muted });
    await appendEvent(tx, userId, { type: muted ? 'muted' : 'unmuted', titleId });
  });
}
