import { eq, type SQL, sql } from 'drizzle-orm';
import { titles } from '../../db/schema/titles.ts';
import type { BrowseFilters, FilterName } from './browse-filters.ts';
import { shownStars } from './rating.ts';
import { isNearlySpelled, isSpelled } from './search.ts';
import { foldForSearch } from './search-text.ts';

export const decade: SQL = sql`(${titles.year} / 10 * 10)`;
export const runtimeBucket: SQL = sql`(case
  when ${titles.runtime} < 90 then 'under-90' when ${titles.runtime} <= 120 then '90-120'
  when ${titles.runtime} <= 150 then '120-150' else 'over-150' end)`;

/** Watched, rated or liked. Needs the viewer's `library_entries` joined as `own`. */
export const isSeen: SQL = sql`coalesce(own.watch_count > 0 or own.rating is not null or own.liked, false)`;

export type Conditions = Partial<Record<FilterName, SQL>>;

/** One condition for each filter that is on. `near`: nothing is spelled as the text, so near spellings count. */
export function conditionsOf(filters: BrowseFilters, near: boolean): Conditions {
  const { kind, genre, language, runtime, rating, unseen } = filters;
  const query = foldForSearch(filters.q ?? '');
  const all: Record<FilterName, SQL | null> = {
    q: query === '' ? null : near ? isNearlySpelled(query) : isSpelled(query),
    kind: kind && eq(titles.kind, kind),
    genre: genre && sql`${titles.genres} @> array[${genre}]`,
    decade: filters.decade && sql`${decade} = ${Number(filters.decade)}`,
    language: language && eq(titles.language, language),
    runtime: runtime && sql`${runtimeBucket} = ${runtime}`,
    rating: rating && sql`coalesce(${shownStars} >= ${Number(rating)}, false)`,
    unseen: unseen && sql`not ${isSeen}`,
  } as Record<FilterName, SQL | null>;
  return Object.fromEntries(Object.entries(all).filter(([, condition]) => condition));
}
