import { and, eq, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { DomainError } from '../errors.ts';
import { addViewing, removeViewing } from '../library/watch.ts';
import { touchTopics } from '../live/topics.ts';
import { belongs, isNightId, noNight } from './actor.ts';

export type Confirmation = {
  /** Null: it is to be said again. */
  readonly watched: boolean | null;
  /** The day by the calendar of whoever says so; else the one on which it was decided. */
  readonly watchedOn?: string | undefined;
};

/**
 * Says for the diary whether the night's title was watched. The viewing bears the id of the membership, so that however
 * often it is said it is one viewing; saying no afterwards takes it out again.
 */
export async function confirmNight(
  userId: string,
  nightId: string,
  { watched, watchedOn }: Confirmation,
): Promise<void> {
  return transaction(async (tx) => {
    const { memberId, titleId, decidedOn } = await lockAttended(tx, userId, nightId);
    const viewing = { watchId: memberId, titleId };
    const date = { watchedOn: watchedOn ?? decidedOn, precision: 'day' as const };
    if (watched) await addViewing(tx, userId, { ...viewing, ...date, nightId });
    else await removeViewing(tx, userId, viewing);
    await tx
      .update(nightMembers)
      .set({ watched, confirmedAt: watched === null ? null : sql`now()` })
      .where(eq(nightMembers.id, memberId));
    await touchTopics(tx, [`person:${userId}`]);
  });
}

async function lockAttended(
  tx: Queryable,
  userId: string,
  nightId: string,
): Promise<{ memberId: string; titleId: number; decidedOn: string }> {
  if (!isNightId(nightId)) throw noNight();
  const [row] = await tx
    .select({ member: nightMembers, night: nights })
    .from(nightMembers)
    .innerJoin(nights, eq(nights.id, nightMembers.nightId))
    .where(and(eq(nightMembers.nightId, nightId), eq(nightMembers.userId, userId), belongs))
    .for('update', { of: nightMembers });
  if (!row) throw noNight();
  const { phase, resultId, endedAt } = row.night;
  if (phase !== 'decided' || resultId === null || endedAt === null || row.member.attendance !== 'in')
    throw new DomainError('conflict', 'There is nothing of this night to confirm.');
  return { memberId: row.member.id, titleId: resultId, decidedOn: endedAt.toISOString().slice(0, 10) };
}
