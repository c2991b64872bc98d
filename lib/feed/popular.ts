import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { database } from '../../db/client.ts';
import type { ViewerContext } from '../recommender/types.ts';

const MOST = 200;

type Shared = Pick<ViewerContext, 'trending' | 'popular' | 'fresh'>;

// The same for everybody, so one read a minute serves all.
const cache = new LRUCache<'shared', Shared>({
  max: 1,
  ttl: 60_000,
  allowStale: true,
  fetchMethod: async () => ({ trending: [], popular: await readPopular(), fresh: await readFresh() }),
});

export async function readShared(): Promise<Shared> {
  return (await cache.fetch('shared')) ?? { trending: [], popular: [], fresh: [] };
}

/** The last week's watches, loves and additions to watchlists, each halving in two days; people, not clicks. */
async function readPopular(): Promise<ViewerContext['popular']> {
  const rows = await database().execute<{ title_id: number; weight: number }>(sql`
    select title_id, sum(weight)::float8 as weight
    from (
      select title_id, user_id, max(power(0.5, extract(epoch from now() - at) / 172800)) as weight
      from events
      where at > now() - interval '7 days' and type in ('watched', 'rated', 'liked', 'watchlisted')
      group by title_id, user_id
    ) as per_person
    where title_id is not null
    group by title_id
    order by weight desc, title_id
    limit ${MOST}`);
  return rows.map((row) => ({ titleId: row.title_id, weight: row.weight }));
}

async function readFresh(): Promise<ViewerContext['fresh']> {
  const rows = await database().execute<{ id: number; added: number }>(sql`
    select id, extract(epoch from added_at)::float8 * 1000 as added
    from titles
    where added_at > now() - interval '30 days'
    order by added_at desc, id desc
    limit ${MOST}`);
  return rows.map((row) => ({ titleId: row.id, addedAt: row.added }));
}
