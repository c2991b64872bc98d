import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { database, transaction } from '../../db/client.ts';
import { friendInfluence, friendships, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { SECTIONS, type Section, showsTo } from './audience.ts';
import { isReachable, lockPair, QUIET_DAYS, readFriendship } from './pair.ts';
import type { Person } from './people.ts';

export const INFLUENCES = [0, 0.5, 1, 2] as const;
export type Influence = (typeof INFLUENCES)[number];

export type CircleFriend = Person & {
  /** How much their taste counts in the viewer's recommendations: 0 not at all, 1 as usual. */
  readonly influence: number;
};

/** The viewer's friends, by name. */
export async function listFriends(viewerId: string): Promise<CircleFriend[]> {
  return readCircle(viewerId, eq(friendships.state, 'friends'));
}

/**
 * Friends whose taste may speak in what the viewer sees: they show their ratings to the viewer. Somebody who keeps them
 * to themselves must not show through a recommendation.
 */
export async function friendIds(viewerId: string): Promise<CircleFriend[]> {
  return readCircle(viewerId, and(eq(friendships.state, 'friends'), showsTo(viewerId, 'ratings')));
}

export type OpenFriend = CircleFriend & { readonly shows: ReadonlySet<Section> };

/** All friends, each with the sections that they show to the viewer: for what tells more than ratings. */
export async function friendsWithSections(viewerId: string): Promise<OpenFriend[]> {
  const rows = await database()
    .select({
      ...friendColumns,
      ratings: showsTo(viewerId, 'ratings'),
      diary: showsTo(viewerId, 'diary'),
      watchlist: showsTo(viewerId, 'watchlist'),
      friends: showsTo(viewerId, 'friends'),
    })
    .from(friendships)
    .innerJoin(users, isOther(viewerId))
    .leftJoin(friendInfluence, isInfluenceOf(viewerId))
    .where(and(includes(viewerId), eq(friendships.state, 'friends')))
    .orderBy(...byName)
    .prepare('open-circle')
    .execute();
  return rows.map(({ id, handle, name, influence, ...sections }) => ({
    ...{ id, handle, name, influence },
    shows: new Set(SECTIONS.filter((section) => sections[section])),
  }));
}

/** Somebody who said no to the viewer not long ago: asking them again has to wait. */
export type PausedPerson = Person & { readonly askFrom: string };

export async function listPaused(viewerId: string): Promise<PausedPerson[]> {
  const rows = await database()
    .select({
      id: users.id,
      handle: users.handle,
      name: users.displayName,
      askFrom: sql`${friendships.changedAt} + make_interval(days => ${QUIET_DAYS})`.mapWith(
        friendships.changedAt,
      ),
    })
    .from(friendships)
    .innerJoin(users, isOther(viewerId))
    .where(
      and(
        includes(viewerId),
        eq(friendships.state, 'declined'),
        eq(friendships.requesterId, viewerId),
        sql`${friendships.changedAt} > now() - make_interval(days => ${QUIET_DAYS})`,
        // Whoever blocked the viewer is not there at all.
        isReachable(viewerId),
      ),
    );
  return rows.map((row) => ({ ...row, askFrom: row.askFrom.toISOString() }));
}

/** Requests that wait: for the viewer's answer, and for somebody else's. Newest first. */
export async function listRequests(viewerId: string): Promise<{ incoming: Person[]; outgoing: Person[] }> {
  const rows = await database()
    .select({
      id: users.id,
      handle: users.handle,
      name: users.displayName,
      requesterId: friendships.requesterId,
    })
    .from(friendships)
    .innerJoin(users, isOther(viewerId))
    .where(and(includes(viewerId), eq(friendships.state, 'requested')))
    .orderBy(desc(friendships.changedAt));
  const person = ({ id, handle, name }: Person): Person => ({ id, handle, name });
  return {
    incoming: rows.filter((row) => row.requesterId !== viewerId).map(person),
    outgoing: rows.filter((row) => row.requesterId === viewerId).map(person),
  };
}

export function setFriendInfluence(viewerId: string, friendId: string, influence: Influence): Promise<void> {
  return transaction(async (tx) => {
    await lockPair(tx, viewerId, friendId);
    const row = await readFriendship(tx, viewerId, friendId);
    if (row?.state !== 'friends')
      throw new DomainError('not-found', 'You are not friends, so nothing counts.');
    const [kept] = await tx
      .select({ influence: friendInfluence.influence })
      .from(friendInfluence)
      .where(and(eq(friendInfluence.userId, viewerId), eq(friendInfluence.friendId, friendId)));
    if ((kept?.influence ?? 1) === influence) return;
    await tx
      .insert(friendInfluence)
      .values({ userId: viewerId, friendId, influence })
      .onConflictDoUpdate({ target: [friendInfluence.userId, friendInfluence.friendId], set: { influence } });
    await appendEvent(tx, viewerId, { type: 'friend-influence-set', friendId, influence });
  });
}

/** The friends of somebody, by name; `condition` is of the friend as `users`. */
export function readCircle(viewerId: string, condition: SQL | undefined): Promise<CircleFriend[]> {
  return database()
    .select(friendColumns)
    .from(friendships)
    .innerJoin(users, isOther(viewerId))
    .leftJoin(friendInfluence, isInfluenceOf(viewerId))
    .where(and(includes(viewerId), condition))
    .orderBy(...byName)
    .prepare('circle')
    .execute();
}

const friendColumns = {
  id: users.id,
  handle: users.handle,
  name: users.displayName,
  influence: sql<number>`coalesce(${friendInfluence.influence}, 1)`,
};

const byName = [sql`lower(${users.displayName})`, users.handle] as const;

function isInfluenceOf(viewerId: string) {
  return and(eq(friendInfluence.userId, viewerId), eq(friendInfluence.friendId, users.id));
}

function includes(viewerId: string) {
  return or(eq(friendships.lowId, viewerId), eq(friendships.highId, viewerId));
}

function isOther(viewerId: string) {
  return sql`${users.id} = case when ${friendships.lowId} = ${viewerId} then ${friendships.highId} else ${friendships.lowId} end`;
}
