/**
 * What is read of a group. Of everybody: the limit they set, and as plain facts which titles they have seen and do not want.
 * Only of those who want recommendations: what their taste is made of. Nothing of their friends, and nothing that moves by the
 * hour, so that a deck is the same for the same people.
 */
import { inArray } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import type { NightConstraints } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { readChoices } from '../account/taste.ts';
import { readDismissals } from '../library/dismissals.ts';
import { readInteractions } from '../library/interactions.ts';
import { readMetTitles } from '../library/met-titles.ts';
import type { GroupLimits } from '../recommender/group/allowed.ts';
import type { GroupMember } from '../recommender/group/score-members.ts';
import type { ViewerContext } from '../recommender/types.ts';

/** `userId` is null for a guest. */
export type Member = { readonly key: string; readonly userId: string | null };

export type Company = {
  readonly members: readonly Member[];
  readonly constraints: NightConstraints;
  /** Titles of the lists that the constraints name; null where they name none. */
  readonly fromTitles: ReadonlySet<number> | null;
  /** Titles that are out whatever anybody thinks of them. */
  readonly exclude?: ReadonlySet<number>;
};

export type Limited = {
  readonly limits: GroupLimits;
  /** Who may be scored. */
  readonly personalised: readonly Member[];
};

export async function readLimits({ members, constraints, fromTitles, exclude }: Company): Promise<Limited> {
  const ids = members.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  const [people, met] = await Promise.all([readPeople(ids), readMetTitles(ids)]);
  const { maturity, unseen, fromLists: _, ...plain } = constraints;
  const ages = [maturity, ...people.map((person) => person.maturityLimit)].filter((age) => age != null);
  const willing = new Set(people.flatMap(({ id, personalised }) => (personalised ? [id] : [])));
  return {
    limits: {
      ...plain,
      ...(ages.length > 0 && { maturity: Math.min(...ages) }),
      ...(fromTitles && { from: fromTitles }),
      not: new Set([...met.unwanted, ...(unseen ? met.seen : []), ...(exclude ?? [])]),
    },
    personalised: members.filter(({ userId }) => userId !== null && willing.has(userId)),
  };
}

async function readPeople(ids: readonly string[]) {
  if (ids.length === 0) return [];
  return database()
    .select({ id: users.id, personalised: users.personalised, maturityLimit: users.maturityLimit })
    .from(users)
    .where(inArray(users.id, [...ids]));
}

export async function readTastes(members: readonly Member[]): Promise<GroupMember[]> {
  const known = members.flatMap(({ key, userId }) => (userId === null ? [] : [{ key, userId }]));
  const [interactions, choices, dismissed] = await Promise.all([
    readInteractions(known.map(({ userId }) => userId)),
    Promise.all(known.map(({ userId }) => readChoices(userId))),
    Promise.all(known.map(({ userId }) => readDismissals(userId))),
  ]);
  const now = Date.now();
  return known.map(({ key, userId }, index) => ({
    key,
    context: {
      ...nothingElse,
      now,
      interactions: interactions.get(userId) ?? [],
      choices: choices[index]!,
      dismissed: { ...dismissed[index]!, friends: new Set() },
    },
  }));
}

/** The limit of all is part of what is allowed. */
const nothingElse: Omit<ViewerContext, 'now' | 'interactions' | 'choices' | 'dismissed'> = {
  friends: [],
  maturityLimit: null,
  trending: [],
  popular: [],
  fresh: [],
  shown: new Map(),
  pool: [],
  features: { viewer: null, computedAt: null },
  leftOut: [],
};
