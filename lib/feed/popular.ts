import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { database } from '../../db/client.ts';
import { FEWEST_PEOPLE } from '../catalog/rating.ts';
import { featureStore } from '../feature-store/current.ts';
import type { Ranking, ViewerContext } from '../recommender/types.ts';

const MOST = 200;
const KEPT_MS = 60_000;

// The same for everybody, so one read a minute serves all; an old list serves while a new one is read or cannot be.
const kept = <T extends object>(read: () => Promise<T>) => {
  const cache = new LRUCache<'list', T>({
    max: 1,
    ttl: KEPT_MS,
    allowStale: true,
    allowStaleOnFetchRejection: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: read,
  });
  return () => cache.forceFetch('list');
};

/**
 * The last week's watches, loves and additions to watchlists, each halving in two days; people, not clicks, nobody who
 * opted out or keeps that to themselves, and no viewing by somebody else in the household. A title of fewer than three
 * people is not there: it would tell what somebody did.
 */
export const readPopular: () => Promise<Ranking> = kept(async () => {
  const rows = await database().execute<{ title_id: number; weight: number }>(sql`
    select title_id, sum(weight)::float8 as weight
    from (
      select title_id, user_id, max(power(0.5, extract(epoch from now() - at) / 172800)) as weight
      from events join users on users.id = user_id and users.personalised
      where at > now() - interval '7 days' and type in ('watched', 'rated', 'liked', 'watchlisted')
        and case type when 'watched' then share_diary when 'watchlisted' then share_watchlist else share_ratings end <> 'me'
        and not exists (
          select from watches
          where type = 'watched' and watches.id = (payload->>'watchId')::uuid and not watches.counts
        )
      group by title_id, user_id
    ) as per_person
    where title_id is not null
    group by title_id
    having count(*) >= ${FEWEST_PEOPLE}
    order by weight desc, title_id
    limit ${MOST}`);
  return rows.map((row) => ({ titleId: row.title_id, weight: row.weight }));
});

export const readFresh: () => Promise<ViewerContext['fresh']> = kept(async () => {
  const rows = await database().execute<{ id: number; added: number }>(sql`
    select id, extract(epoch from added_at)::float8 * 1000 as added
    from titles
    where added_at > now() - interval '30 days'
    order by added_at desc, id desc
    limit ${MOST}`);
  return rows.map((row) => ({ titleId: row.id, addedAt: row.added }));
});

/** What the job found in the last hour; where nobody watches anything, what is popular in the week. */
export const readTrending: () => Promise<Ranking> = kept(async () => {
  const trending = (await featureStore().readTrending())?.value ?? [];
  return trending.length > 0 ? trending : readPopular();
});
