import { and, eq, ne, or, sql } from 'drizzle-orm';
import { friendships, users } from '../../db/schema/people.ts';
import { showsTo } from './audience.ts';
import { readCircle } from './circle.ts';
import { isReachable } from './pair.ts';
import type { Person } from './people.ts';

/** In whose eyes: the owner's own, those of a friend of theirs, or of anybody else. */
export type Standing = 'self' | 'friend' | 'other';

export type SharedFriends = {
  readonly total: number;
  readonly items: readonly Person[];
  /** How many more there are, who keep it to themselves. */
  readonly hidden: number;
};

/**
 * The friends of one person, as they may be shown: a friendship belongs to both. To friends of the owner a friend shows who
 * does not keep their friends to themselves, to others only who shows their friends to them too. The caller has made sure that the
 * owner shows the section to the viewer.
 */
export async function sharedFriends(
  viewerId: string | null,
  personId: string,
  standing: Standing,
  limit: number,
): Promise<SharedFriends> {
  const all = eq(friendships.state, 'friends');
  const [everybody, shown] = await Promise.all([
    readCircle(personId, all),
    readCircle(personId, and(all, isShown(viewerId, standing))),
  ]);
  return {
    total: shown.length,
    items: shown.slice(0, limit).map(({ id, handle, name }) => ({ id, handle, name })),
    hidden: everybody.length - shown.length,
  };
}

function isShown(viewerId: string | null, standing: Standing) {
  if (standing === 'self') return undefined;
  if (standing === 'other') return showsTo(viewerId, 'friends');
  const open = ne(users.shareFriends, 'me');
  if (viewerId === null) return open;
  return or(sql`${users.id} = ${viewerId}::uuid`, and(isReachable(viewerId), open));
}
