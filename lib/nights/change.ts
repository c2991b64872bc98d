import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { type NightConstraints, nightMembers, nights } from '../../db/schema/nights.ts';
import { touchTopics } from '../live/topics.ts';
import type { GroupRule } from '../recommender/group/rules.ts';
import { addMembers, friendsAmong } from './members.ts';
import { changeAsHost, requireGathering, requireOpen } from './night.ts';
import { requireOwnLists } from './titles.ts';

export type NightChange = {
  readonly rule?: GroupRule | undefined;
  readonly constraints?: NightConstraints | undefined;
  readonly name?: string | undefined;
};

/** Until the voting begins; constraints are replaced as a whole. */
export function changeNight(hostId: string, nightId: string, change: NightChange): Promise<void> {
  return changeAsHost(hostId, nightId, async ({ tx, night }) => {
    requireGathering(night);
    if (change.constraints) await requireOwnLists(tx, hostId, change.constraints);
    const { rule = night.rule, constraints = night.constraints, name = night.name } = change;
    await tx.update(nights).set({ rule, constraints, name }).where(eq(nights.id, nightId));
  });
}

/** Asks friends; whoever is asked or there already stays as they are, and whoever was taken off is asked again. */
export function inviteToNight(hostId: string, nightId: string, userIds: readonly string[]): Promise<void> {
  return changeAsHost(hostId, nightId, async ({ tx, night }) => {
    requireOpen(night);
    const friends = await friendsAmong(tx, hostId, userIds);
    const again = await askAgain(
      tx,
      nightId,
      friends.map(({ id }) => id),
    );
    const asked = await addMembers(
      tx,
      nightId,
      friends.map(({ id, name }) => ({ userId: id, name, attendance: 'asked' as const })),
    );
    await touchTopics(
      tx,
      [...again, ...asked].map(({ userId }) => `person:${userId}` as const),
    );
  });
}

/** Those whom the host had taken off. */
async function askAgain(tx: Queryable, nightId: string, userIds: readonly string[]) {
  if (userIds.length === 0) return [];
  return tx
    .update(nightMembers)
    .set({ attendance: 'asked' })
    .where(
      and(
        eq(nightMembers.nightId, nightId),
        inArray(nightMembers.userId, [...userIds]),
        eq(nightMembers.attendance, 'removed'),
      ),
    )
    .returning({ userId: nightMembers.userId });
}
