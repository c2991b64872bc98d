import { ownersWhoShow } from '../social/audience.ts';
import { listFriends } from '../social/circle.ts';
import type { Person } from '../social/people.ts';

/** Friends, and which of them show the viewer what: nothing of anybody else is ever told of. */
export type ShownCircle = {
  readonly people: ReadonlyMap<string, Person>;
  readonly ratings: ReadonlySet<string>;
  readonly diary: ReadonlySet<string>;
  readonly watchlist: ReadonlySet<string>;
};

export async function readShownCircle(
  viewerId: string,
  without: ReadonlySet<string> = new Set(),
): Promise<ShownCircle> {
  const friends = (await listFriends(viewerId)).filter(({ id }) => !without.has(id));
  const ids = friends.map(({ id }) => id);
  const [ratings, diary, watchlist] = await Promise.all([
    ownersWhoShow(viewerId, ids, 'ratings'),
    ownersWhoShow(viewerId, ids, 'diary'),
    ownersWhoShow(viewerId, ids, 'watchlist'),
  ]);
  const people = new Map(friends.map(({ id, handle, name }) => [id, { id, handle, name }]));
  return { people, ratings, diary, watchlist };
}
