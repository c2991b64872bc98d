import { driver } from '../../db/client.ts';
import type { Interaction } from '../recommender/types.ts';

type Row = {
  user_id: string;
  title_id: number;
  rating: number | null;
  liked: boolean | null;
  watches: number | null;
  uncounted: number | null;
  muted: boolean | null;
  watchlisted: boolean;
  progress: Interaction['progress'];
  dismissed: boolean;
  at: number;
};

const STATEMENT = `
  select user_id, title_id, e.rating, e.liked, e.watch_count as watches, e.uncounted_watches as uncounted, e.unused as muted, e.watchlisted_at is not null as watchlisted,
    e.progress, d.dismissed_at is not null as dismissed,
    extract(epoch from coalesce(
      greatest(e.rated_at, e.liked_at, e.watchlisted_at, e.progress_at, e.watched_at, d.dismissed_at), e.changed_at
    ))::float8 * 1000 as at
  from (
    select entry.*, muted or coalesce(entry.changed_at <= person.taste_reset_at, false) as unused
    from library_entries entry join users person on person.id = entry.user_id
    where user_id = any($1::uuid[]) and (
      rating is not null or liked or watchlisted_at is not null or progress is not null or watch_count > 0)
  ) e
  full join (
    select user_id, value::int as title_id, created_at as dismissed_at from dismissals
    where user_id = any($1::uuid[]) and scope = 'title'
  ) d using (user_id, title_id)
  order by at desc, title_id`;

/**
 * Everything these people did with titles, in one query however many they are. Newest first. What came before a reset of taste is
 * read as muted: seen, and no evidence.
 */
export async function readInteractions(userIds: readonly string[]): Promise<Map<string, Interaction[]>> {
  const byUser = new Map<string, Interaction[]>(userIds.map((id) => [id, []]));
  if (byUser.size === 0) return byUser;
  const people = `{${[...byUser.keys()].join(',')}}`;
  // By the driver, which keeps the plan: planning takes longer than reading.
  const rows = await driver().unsafe<Row[]>(STATEMENT, [people], { prepare: true });
  for (const row of rows) byUser.get(row.user_id)?.push(toInteraction(row));
  return byUser;
}

function toInteraction(row: Row): Interaction {
  return {
    titleId: row.title_id,
    rating: row.rating === null ? null : row.rating / 2,
    liked: row.liked ?? false,
    watches: row.watches ?? 0,
    uncounted: row.uncounted ?? 0,
    watchlisted: row.watchlisted,
    progress: row.progress,
    dismissed: row.dismissed,
    muted: row.muted ?? false,
    at: row.at,
  };
}
