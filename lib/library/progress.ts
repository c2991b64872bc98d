import { transaction } from '../../db/client.ts';
import type { OwnState } from '../catalog/summary.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';

/** Started, gave up, or neither. */
export async function setProgress(
  userId: string,
  titleId: number,
  progress: OwnState['progress'],
): Promise<OwnState> {
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    if (entry.progress !== progress) {
      await changeEntry(tx, entry, { progress, progressAt: progress === null ? null : new Date() });
      await appendEvent(tx, userId, { type: progress ?? 'progress-cleared', titleId });
    }
    return readOwnState(userId, titleId, tx);
  });
}
