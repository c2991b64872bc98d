import { transaction } from '../../db/client.ts';
import type { OwnState } from '../catalog/summary.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';

/** Half a star to five, or null to take the rating back. */
export async function rateTitle(userId: string, titleId: number, stars: number | null): Promise<OwnState> {
  const rating = stars === null ? null : halfStars(stars);
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    if (entry.rating !== rating) {
      await changeEntry(tx, entry, { rating, ratedAt: rating === null ? null : new Date() });
      await appendEvent(
        tx,
        userId,
        rating === null ? { type: 'unrated', titleId } : { type: 'rated', titleId, rating },
      );
    }
    return readOwnState(userId, titleId, tx);
  });
}

function halfStars(stars: number): number {
  const rating = stars * 2;
  if (Number.isInteger(rating) && rating >= 1 && rating <= 10) return rating;
  throw new DomainError('invalid', 'A rating is half a star to five stars, in half steps.', {
    field: 'stars',
  });
}
