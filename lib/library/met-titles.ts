import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import type { TitleId } from '../recommender/types.ts';

/** Plain facts about several people together: which titles any of them has seen, and which any of them does not want. */
export type MetTitles = { readonly seen: ReadonlySet<TitleId>; readonly unwanted: ReadonlySet<TitleId> };

/** Says nothing of whose they are, and nothing of taste: a filter, also for whoever opted out. */
export async function readMetTitles(userIds: readonly string[]): Promise<MetTitles> {
  if (userIds.length === 0) return { seen: new Set(), unwanted: new Set() };
  const people = sql`${`{${userIds.join(',')}}`}::uuid[]`;
  const rows = await database().execute<{ title_id: number; seen: boolean; unwanted: boolean }>(sql`
    select title_id, bool_or(seen) as seen, bool_or(unwanted) as unwanted
    from (
      select title_id, rating is not null or liked or watch_count > 0 or progress = 'gave-up' as seen, muted as unwanted
      from library_entries where user_id = any(${people})
      union all
      select value::int, false, true from dismissals where user_id = any(${people}) and scope = 'title'
    ) as met
    group by title_id`);
  const idsOf = (which: 'seen' | 'unwanted') =>
    new Set(rows.flatMap((row) => (row[which] ? [row.title_id] : [])));
  return { seen: idsOf('seen'), unwanted: idsOf('unwanted') };
}
