import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { watches } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { readFactsOf } from '../catalog/kept-facts.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import type { Precision } from '../library/watch-date.ts';

export type SharedViewing = {
  readonly id: string;
  readonly title: TitleSummary;
  readonly watchedOn: string | null;
  readonly precision: Precision;
  readonly rewatch: boolean;
};

type Row = {
  id: string;
  title_id: number;
  watched_on: string | null;
  precision: Precision;
  rewatch: boolean;
  total: number;
};

/**
 * The last viewings of one person, without what somebody else in their household watched, in the order of their own diary. The
 * caller has made sure that they are shown to the viewer.
 */
export async function recentViewings(
  viewerId: string | null,
  personId: string,
  limit: number,
): Promise<{ total: number; items: SharedViewing[] }> {
  const key = sql`day, rank, created_at, id`;
  const rows = await database().execute<Row>(sql`
    with diary as (
      select w.id, w.title_id, w.watched_on::text, w.precision, w.created_at, coalesce(w.watched_on, '0001-01-01') as day,
        case w.precision when 'day' then 3 when 'month' then 2 when 'year' then 1 else 0 end as rank
      from ${watches} w join ${titles} on ${titles.id} = w.title_id
      where w.user_id = ${personId} and w.counts and ${withinMaturityLimit(viewerId)}
    )
    select id, title_id, watched_on, precision, count(*) over ()::int as total,
      row_number() over (partition by title_id order by ${key}) > 1 as rewatch
    from diary order by day desc, rank desc, created_at desc, id desc
    limit ${limit}`);
  const facts = await readFactsOf(rows.map((row) => row.title_id));
  const items = rows.flatMap((row): SharedViewing[] => {
    const known = facts.get(row.title_id);
    if (!known) return [];
    const { maturity, flagged, ...title } = known;
    return [{ id: row.id, title, watchedOn: row.watched_on, precision: row.precision, rewatch: row.rewatch }];
  });
  return { total: rows[0]?.total ?? 0, items };
}
