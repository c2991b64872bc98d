/** What people did with titles, counted in the database. People who switched personalisation off count nowhere. */
import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import type { Policy } from '../recommender/policy.ts';
import type { TitleTally, View } from '../recommender/taste/features.ts';
import type { TitleId } from '../recommender/types.ts';

/**
 * Who played or watched what: a viewing counts that is marked on its day, not one remembered from years ago. An
 * episode that is not the last begins a series and does not end it.
 */
const plays: SQL = sql`(
  select e.user_id, e.title_id, e.at, null::real as reached
  from events e
  join watches w on w.id = (e.payload->>'watchId')::uuid
  where e.type = 'watched' and (w.watched_on is null or w.watched_on >= e.at::date - 1)
  union all
  select user_id, title_id, at, case when kind = 'film' or finale then reached else 0::real end
  from playback_events join titles on titles.id = title_id
)`;

const counting = sql`join users on users.id = user_id and users.personalised`;

/** The tally of each title, as `tallyTitle` defines it; with `sinceHours`, of those alone that were touched since. */
export async function readTallies(
  db: Queryable,
  policy: Policy,
  sinceHours: number | null,
): Promise<Map<TitleId, TitleTally>> {
  const since = sql`now() - make_interval(hours => ${sinceHours ?? 0})`;
  const touched =
    sinceHours === null
      ? sql`select title_id from library_entries union select title_id from playback_events`
      : sql`select title_id from events where at > ${since} and title_id is not null
          union select title_id from playback_events where received_at > ${since} or at > ${since}`;
  const rows = await db.execute<TitleTally & { title_id: number }>(sql`
    with touched as materialized (${touched}), played as (
      select title_id,
        count(distinct user_id) filter (where at > now() - interval '24 hours')::int as plays,
        count(distinct user_id) filter (where reached is not null)::int as began,
        count(distinct user_id) filter (where reached > ${policy.features.finishedFrom}::real)::int as finished
      from ${plays} as plays ${counting}
      where title_id in (select title_id from touched) and at <= now()
      group by title_id
    ), judged as (
      select title_id, count(*)::int as opinions, count(*) filter (where liked or rating >= 8)::int as likes
      from library_entries ${counting}
      where title_id in (select title_id from touched) and (liked or rating is not null)
      group by title_id
    )
    select title_id, coalesce(plays, 0) as plays, coalesce(began, 0) as began, coalesce(finished, 0) as finished,
      coalesce(opinions, 0) as opinions, coalesce(likes, 0) as likes
    from touched left join played using (title_id) left join judged using (title_id)`);
  return new Map(rows.map(({ title_id, ...tally }) => [title_id, tally]));
}

/**
 * The last view of each person of each title within the window of what is trending; nobody's who keeps their diary to
 * themselves, and of no title that fewer than three people saw: it would tell who.
 */
export async function readViews(db: Queryable, { trending }: Policy): Promise<View[]> {
  const rows = await db.execute<{ title_id: number; at: number }>(sql`
    select title_id, at from (
      select title_id, extract(epoch from max(at))::float8 * 1000 as at, count(*) over (partition by title_id) as people
      from ${plays} as plays ${counting}
      where at > now() - make_interval(mins => ${trending.windowMinutes}) and at <= now() and share_diary <> 'me'
      group by user_id, title_id
    ) as views
    where people >= 3`);
  return rows.map(({ title_id, at }) => ({ titleId: title_id, at }));
}

/** Who switched personalisation off lately. */
export async function readOptedOut(db: Queryable): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct users.id
    from events join users on users.id = events.user_id
    where type = 'personalisation-set' and at > now() - interval '2 days' and not users.personalised`);
  return rows.map(({ id }) => id);
}
