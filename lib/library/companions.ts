import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { companions, watches } from '../../db/schema/library.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { showsTo } from '../social/audience.ts';
import type { Person } from '../social/people.ts';
import type { WatchDate } from './watch-date.ts';

/** Somebody who was there. `asked`: they have not said so yet, which only the one who named them sees. */
export type Companion = Person & { readonly asked: boolean };
export type Companions = ReadonlyMap<string, readonly Companion[]>;

export type CompanionRequest = WatchDate & {
  readonly watchId: string;
  readonly title: TitleSummary;
  readonly by: Person;
  readonly askedAt: Date;
};

/** "You watched it together?": what waits for the viewer's answer, newest first. */
export async function listCompanionRequests(viewerId: string): Promise<CompanionRequest[]> {
  const rows = await database()
    .select({
      watchId: watches.id,
      watchedOn: watches.watchedOn,
      precision: watches.precision,
      title: summaryColumns,
      by: { id: users.id, handle: users.handle, name: users.displayName },
      askedAt: companions.askedAt,
    })
    .from(companions)
    .innerJoin(watches, eq(watches.id, companions.watchId))
    .innerJoin(titles, eq(titles.id, watches.titleId))
    .innerJoin(users, eq(users.id, watches.userId))
    .where(
      and(
        eq(companions.userId, viewerId),
        eq(companions.state, 'asked'),
        areFriends(sql`${watches.userId}`, sql`${companions.userId}`),
        withinMaturityLimit(viewerId),
      ),
    )
    .orderBy(desc(companions.askedAt), watches.id);
  return rows;
}

/** Who was there at one's own viewings, those who have not answered included. */
export function ownCompanions(ownerId: string, watchIds: readonly string[]): Promise<Companions> {
  return readCompanions(watchIds, sql`w.user_id = ${ownerId}`);
}

/** Who was there at others' viewings, as far as they themselves show the viewer their diary. */
export function shownCompanions(viewerId: string, watchIds: readonly string[]): Promise<Companions> {
  return readCompanions(watchIds, sql`not asked and ${showsTo(viewerId, 'diary')}`);
}

type Row = { watch_id: string; id: string; handle: string; name: string; asked: boolean };

/**
 * Whoever is no longer a friend of the diary's owner is not named, nor anybody where somebody else in the household watched
 * it. Declining is silent: it looks as if still asked.
 */
async function readCompanions(watchIds: readonly string[], shown: SQL): Promise<Companions> {
  const found = new Map<string, Companion[]>();
  if (watchIds.length === 0) return found;
  const ids = sql`${`{${[...new Set(watchIds)].join(',')}}`}::uuid[]`;
  const rows = await database().execute<Row>(sql`
    select w.id as watch_id, ${users.id}, ${users.handle}, ${users.displayName} as name, bool_and(asked) as asked
    from (
      select watch_id, user_id as companion_id, state <> 'confirmed' as asked
      from companions where watch_id = any(${ids}) and (state <> 'confirmed' or own_watch_id is not null)
      union
      select c.own_watch_id, host.user_id, false
      from companions c join watches host on host.id = c.watch_id and host.counts
      where c.own_watch_id = any(${ids}) and c.state = 'confirmed'
    ) as named
    join watches w on w.id = named.watch_id and w.counts
    join ${users} on ${users.id} = named.companion_id
    where ${areFriends(sql`w.user_id`, sql`${users.id}`)} and ${shown}
    group by w.id, ${users.id}
    order by lower(${users.displayName}), ${users.handle}`);
  for (const { watch_id: watchId, ...companion } of rows)
    found.set(watchId, [...(found.get(watchId) ?? []), companion]);
  return found;
}

function areFriends(one: SQL, other: SQL): SQL {
  return sql`exists (select 1 from ${friendships} where ${friendships.state} = 'friends'
    and ${friendships.lowId} = least(${one}, ${other}) and ${friendships.highId} = greatest(${one}, ${other}))`;
}
