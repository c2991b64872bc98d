import { eq } from 'drizzle-orm';
import { type NightConstraints, nights } from '../../db/schema/nights.ts';
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

/** Asks friends; whoever is asked or there already stays as they are. */
export function inviteToNight(hostId: string, nightId: string, userIds: readonly string[]): Promise<void> {
  return changeAsHost(hostId, nightId, async ({ tx, night }) => {
    requireOpen(night);
    const friends = await friendsAmong(tx, hostId, userIds);
    const asked = await addMembers(
      tx,
      nightId,
      friends.map(({ id, name }) => ({ userId: id, name, attendance: 'asked' as const })),
    );
    await touchTopics(
      tx,
      asked.map(({ userId }) => `person:${userId}` as const),
    );
  });
}
