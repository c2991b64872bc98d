import { transaction } from '../../db/client.ts';
import type { OwnState } from '../catalog/summary.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';

export async function setLiked(userId: string, titleId: number, on: boolean): Promise<OwnState> {
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    if (entry.liked !== on) {
      await changeEntry(tx, entry, { liked: on, likedAt: on ? new Date() : null });
      await appendEvent(tx, userId, { type: on ? 'liked' : 'unliked', titleId });
    }
    return readOwnState(userId, titleId, tx);
  });
}
