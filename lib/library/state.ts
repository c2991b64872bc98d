import { sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { dismissals, libraryEntries } from '../../db/schema/library.ts';
import { noState, type OwnState } from '../catalog/summary.ts';

type StateRow = {
  title_id: number;
  rating: number | null;
  liked: boolean | null;
  watchlisted: boolean;
  watch_count: number | null;
  progress: OwnState['progress'];
  dismissed: boolean;
  muted: boolean | null;
};

/** What one person says of each of these titles; every id asked for is in the answer. */
export async function readOwnStates(
  userId: string,
  titleIds: readonly number[],
  db: Queryable = database(),
): Promise<Map<number, OwnState>> {
  const states = new Map<number, OwnState>(titleIds.map((id) => [id, noState]));
  if (titleIds.length === 0) return states;
  const asked = sql`${`{${titleIds.join(',')}}`}::int[]`;
  const rows = await db.execute<StateRow>(sql`
    select asked.title_id, e.rating, e.liked, e.watchlisted_at is not null as watchlisted, e.watch_count, e.progress,
      d.id is not null as dismissed, e.muted
    from unnest(${asked}) as asked(title_id)
    left join ${libraryEntries} e on e.user_id = ${userId} and e.title_id = asked.title_id
    left join ${dismissals} d on d.user_id = ${userId} and d.scope = 'title' and d.value = asked.title_id::text
    where e.user_id is not null or d.id is not null`);
  for (const row of rows) {
    states.set(row.title_id, {
      rating: row.rating === null ? null : row.rating / 2,
      liked: row.liked ?? false,
      watchlisted: row.watchlisted,
      watchCount: row.watch_count ?? 0,
      progress: row.progress,
      dismissed: row.dismissed,
      muted: row.muted ?? false,
    });
  }
  return states;
}

export async function readOwnState(userId: string, titleId: number, db?: Queryable): Promise<OwnState> {
  return (await readOwnStates(userId, [titleId], db)).get(titleId) ?? noState;
}
