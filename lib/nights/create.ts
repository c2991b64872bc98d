import { randomInt, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { type NightConstraints, nights } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { touchTopics } from '../live/topics.ts';
import type { GroupRule } from '../recommender/group/rules.ts';
import { makeCode } from './code.ts';
import { peopleOfGroup } from './groups.ts';
import { addMembers, friendsAmong } from './members.ts';
import { requireOwnLists } from './titles.ts';

export type NewNight = {
  readonly rule: GroupRule;
  readonly constraints: NightConstraints;
  readonly userIds: readonly string[];
  readonly groupId?: string | undefined;
  readonly hotSeat: boolean;
  readonly name?: string | undefined;
};

const NAME = 'Movie night';

/** The host is there; friends are asked. Whoever is no friend (any more) is silently left out. */
export function createNight(
  hostId: string,
  { userIds, name = NAME, ...given }: NewNight,
): Promise<{ nightId: string; code: string }> {
  return transaction(async (tx) => {
    await requireOwnLists(tx, hostId, given.constraints);
    const grouped = given.groupId === undefined ? [] : await peopleOfGroup(tx, hostId, given.groupId);
    const friends = await friendsAmong(tx, hostId, [...userIds, ...grouped]);
    const night = await insertNight(tx, { ...given, hostId, name });
    const [host] = await tx.select({ name: users.displayName }).from(users).where(eq(users.id, hostId));
    await addMembers(tx, night.nightId, [
      { userId: hostId, name: host!.name, attendance: 'in' },
      ...friends.map(({ id, name }) => ({ userId: id, name, attendance: 'asked' as const })),
    ]);
    await touchTopics(
      tx,
      friends.map(({ id }) => `person:${id}` as const),
    );
    return night;
  });
}

async function insertNight(
  tx: Queryable,
  night: Omit<typeof nights.$inferInsert, 'id' | 'code' | 'seed'>,
): Promise<{ nightId: string; code: string }> {
  const nightId = randomUUID();
  const seed = randomInt(2 ** 31);
  for (;;) {
    const code = makeCode();
    const made = await tx
      .insert(nights)
      .values({ ...night, id: nightId, seed, code })
      .onConflictDoNothing({ target: nights.code })
      .returning({ id: nights.id });
    if (made.length > 0) return { nightId, code };
  }
}
