import { database } from '../../db/client.ts';
import type { NightConstraints } from '../../db/schema/nights.ts';
import { countGroupPool } from '../feed/group.ts';
import { companyOf, readThere, type There } from './company.ts';
import { friendsAmong } from './members.ts';
import { readAsHost } from './night.ts';
import { requireOwnLists } from './titles.ts';
import type { ConstraintName, NightCheck } from './types.ts';

/** A deck of fewer gives a group little to agree on. */
export const ENOUGH = 20;

/** Of a night as it stands: for its host, who may change it. */
export async function checkNight(hostId: string, nightId: string): Promise<NightCheck> {
  const { constraints } = await readAsHost(hostId, nightId);
  return checkPool(hostId, await readThere(database(), nightId), constraints);
}

/** Of a night that is being thought up, if everybody came. */
export async function checkDraft(
  hostId: string,
  draft: { readonly constraints: NightConstraints; readonly userIds: readonly string[] },
): Promise<NightCheck> {
  await requireOwnLists(database(), hostId, draft.constraints);
  const friends = await friendsAmong(database(), hostId, draft.userIds);
  const there = [hostId, ...friends.map(({ id }) => id)].map((id) => ({ id, userId: id }));
  return checkPool(hostId, there, draft.constraints);
}

/** How many titles there are, and where they are too few, what each constraint alone takes away: best first. */
export async function checkPool(
  hostId: string,
  there: readonly There[],
  constraints: NightConstraints,
): Promise<NightCheck> {
  const count = async (wanted: NightConstraints) => countGroupPool(await companyOf(hostId, there, wanted));
  const available = await count(constraints);
  if (available >= ENOUGH) return { available, enough: true, drop: [] };
  const drop: { constraint: ConstraintName; gives: number }[] = [];
  for (const constraint of Object.keys(constraints) as ConstraintName[]) {
    const { [constraint]: _, ...rest } = constraints;
    drop.push({ constraint, gives: await count(rest) });
  }
  return { available, enough: false, drop: drop.sort((one, other) => other.gives - one.gives) };
}

/** "at most 90 minutes", as the host would say it. */
export function wordsOf(constraint: ConstraintName, constraints: NightConstraints): string {
  const { longest, maturity, kind } = constraints;
  const words: Readonly<Record<ConstraintName, string>> = {
    longest: `at most ${longest} minutes`,
    maturity: `for age ${maturity}`,
    languages: 'in these languages',
    kind: kind === 'series' ? 'series only' : 'films only',
    genres: 'of these genres',
    unseen: 'nobody has seen it',
    fromLists: 'from these lists',
  };
  return words[constraint];
}
