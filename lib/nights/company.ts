import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { type NightConstraints, nightMembers } from '../../db/schema/nights.ts';
import type { Company } from '../feed/group-members.ts';
import type { Member } from './actor.ts';
import { titlesFromLists } from './titles.ts';

export type There = Pick<Member, 'id' | 'userId'>;

/** Everybody who is in, in the order in which they came. */
export function readThere(tx: Queryable, nightId: string): Promise<There[]> {
  return tx
    .select({ id: nightMembers.id, userId: nightMembers.userId })
    .from(nightMembers)
    .where(and(eq(nightMembers.nightId, nightId), eq(nightMembers.attendance, 'in')))
    .orderBy(asc(nightMembers.joinedAt), asc(nightMembers.id));
}

/** Who watches and what it must be, as the deck wants to know it. */
export async function companyOf(
  hostId: string,
  there: readonly There[],
  constraints: NightConstraints,
): Promise<Company> {
  const people = there.flatMap(({ userId }) => userId ?? []);
  const fromTitles = await titlesFromLists(hostId, people, constraints);
  return { members: there.map(({ id, userId }) => ({ key: id, userId })), constraints, fromTitles };
}
