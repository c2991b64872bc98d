/**
 * The rating shown for a title, defined once.
 *
 *   shown = (R + w·p + b·m) / (n + w + b)
 *
 * n, R  number and sum of this instance's ratings in stars, of people who do not keep them to themselves; both 0 until there
 *       are three of them, so that no number tells what one person thinks
 * p, w  the training data's mean and its number of raters, w capped at 20: twenty people here outweigh thousands there
 * m, b  an average title, as strong as 3 raters: one enthusiast does not put a title above everything
 *
 * Null where too few have rated, here or there.
 */
import { type SQL, sql } from 'drizzle-orm';
import { libraryEntries } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';

/** Fewer people than this are no crowd to disappear in. */
export const FEWEST_PEOPLE = 3;
const PRIOR_WEIGHT = 20;
const AVERAGE_RATING = 3.4;
const AVERAGE_WEIGHT = 3;

export type ShownRating = {
  /** Stars, one decimal. */
  readonly stars: number;
  /** People on this instance who rated it. */
  readonly raters: number;
};

/** Sum and number of ratings a title, to join as `own_ratings`; of `only` some titles if given. */
export function ratingsByTitle(only?: SQL): SQL {
  return sql`(
    select ${libraryEntries.titleId} as title_id, sum(${libraryEntries.rating}) / 2.0 as total, count(*)::int as raters
    from ${libraryEntries} join ${users} on ${users.id} = ${libraryEntries.userId}
    where ${libraryEntries.rating} is not null and ${users.shareRatings} <> 'me'
      ${only ? sql`and ${libraryEntries.titleId} in (select ${titles.id} from ${titles} where ${only})` : sql``}
    group by ${libraryEntries.titleId}
    having count(*) >= ${sql.raw(String(FEWEST_PEOPLE))}
  )`;
}

/** The formula, over `titles` and a join of `ratingsByTitle()` as `own_ratings`. */
export const shownStars: SQL<number | null> = sql`(case
  when ${titles.priorRating} is null and own_ratings.raters is null then null
  else round((
    (coalesce(own_ratings.total, 0) + coalesce(${titles.priorRating}, 0) * ${priorWeight()} + ${sql.raw(String(AVERAGE_RATING * AVERAGE_WEIGHT))})
    / (coalesce(own_ratings.raters, 0) + ${priorWeight()} + ${sql.raw(String(AVERAGE_WEIGHT))}))::numeric, 1)::float8
end)`;

function priorWeight(): SQL {
  return sql`(case when ${titles.priorRating} is null then 0 else least(${titles.priorCount}, ${sql.raw(String(PRIOR_WEIGHT))}) end)`;
}
