import { and, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import type { Member } from './actor.ts';
import type { Night } from './night.ts';
import { type PastNight, weighMembers } from './weights.ts';

const MOST = 10;
/** So many of tonight's people must have been at a night for it to count. */
const SHARE = 0.5;
const FEWEST = 2;

/** The weights of those who are in, by member id: of the nights before this one began, so that they stay what they were. */
export async function readWeights(
  night: Pick<Night, 'startedAt'>,
  there: readonly Pick<Member, 'id' | 'userId'>[],
): Promise<Readonly<Record<string, number>>> {
  const people = new Map(there.flatMap(({ id, userId }) => (userId === null ? [] : [[userId, id]])));
  const past = await readPast(people, night.startedAt ?? new Date());
  return weighMembers(
    there.map(({ id }) => id),
    past,
  );
}

async function readPast(people: ReadonlyMap<string, string>, before: Date): Promise<PastNight[]> {
  if (people.size < FEWEST) return [];
  const rows = await database()
    .select({
      satisfied: sql<PastNight>`jsonb_object_agg(${nightMembers.userId}, ${nightMembers.satisfaction})`,
    })
    .from(nightMembers)
    .innerJoin(nights, eq(nights.id, nightMembers.nightId))
    .where(
      and(
        eq(nights.phase, 'decided'),
        lt(nights.endedAt, before),
        eq(nightMembers.attendance, 'in'),
        inArray(nightMembers.userId, [...people.keys()]),
        isNotNull(nightMembers.satisfaction),
      ),
    )
    .groupBy(nights.id)
    .having(sql`count(*) >= ${Math.max(FEWEST, people.size * SHARE)}`)
    .orderBy(desc(nights.endedAt))
    .limit(MOST);
  return rows.map(({ satisfied }) =>
    Object.fromEntries(Object.entries(satisfied).map(([userId, value]) => [people.get(userId)!, value])),
  );
}
