import { and, asc, desc, type SQL, sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { type Conditions, conditionsOf } from './browse-conditions.ts';
import { type BrowseCounts, countFacets, type FacetCounts } from './browse-counts.ts';
import type { BrowseFilters, FilterName } from './browse-filters.ts';
import { withinMaturityLimit } from './maturity.ts';
import { ratingsByTitle, shownStars } from './rating.ts';
import { byNearness, bySpelling, isSpelled, withNearness } from './search.ts';
import { foldForSearch, wordsOf } from './search-text.ts';
import type { TitleWithState } from './summary.ts';
import { summaryColumns } from './summary-columns.ts';
import { withOwnStates } from './titles.ts';

const PAGE = 30;

export type BrowseResult = {
  /** What is shown is nearly, not exactly, what was typed. */
  readonly near: boolean;
  readonly titles: readonly TitleWithState[];
  readonly total: number;
  readonly facets: FacetCounts;
  /** When nothing is left: the filter whose absence gives most back, and how many titles that is. */
  readonly advice: { readonly drop: FilterName; readonly count: number } | null;
};

/** The first `page` pages of what the filters leave, with counts for every choice there still is. */
export async function browseTitles(asked: BrowseFilters, viewerId: string | null): Promise<BrowseResult> {
  const filters = sensible(asked, viewerId);
  const query = foldForSearch(filters.q ?? '');
  const near = filters.q !== null && !(await isSpelledAnywhere(query, viewerId));
  const conditions = conditionsOf(filters, near);
  const read = async (db: Queryable) => ({
    rows: await readPage(db, filters, conditions, viewerId, orderOf(filters, query, near)),
    counts: await countFacets(db, joinedTitles(viewerId), withinMaturityLimit(viewerId), conditions),
  });
  const { rows, counts } = await (near ? withNearness(read) : read(database()));
  return {
    near: near && rows.length > 0,
    titles: await withOwnStates(rows, viewerId),
    total: counts.total,
    facets: counts.facets,
    advice: counts.total > 0 ? null : adviceFrom(counts),
  };
}

/** "Unseen" needs someone who has seen things; a text without letters or digits asks for nothing. */
function sensible(filters: BrowseFilters, viewerId: string | null): BrowseFilters {
  const q = filters.q !== null && wordsOf(foldForSearch(filters.q)).length > 0 ? filters.q : null;
  return { ...filters, q, unseen: viewerId === null ? null : filters.unseen };
}

async function isSpelledAnywhere(query: string, viewerId: string | null): Promise<boolean> {
  const found = await database()
    .select({ id: titles.id })
    .from(titles)
    .where(and(isSpelled(query), withinMaturityLimit(viewerId)))
    .limit(1);
  return found.length > 0;
}

function readPage(
  db: Queryable,
  { page }: BrowseFilters,
  conditions: Conditions,
  viewerId: string | null,
  order: SQL[],
) {
  return db
    .select(summaryColumns)
    .from(titles)
    .leftJoin(ownRatings, isRatingOf)
    .leftJoin(ownEntry, isEntryOf(viewerId))
    .where(and(withinMaturityLimit(viewerId), ...Object.values(conditions)))
    .orderBy(...order)
    .limit(PAGE * page);
}

const ownRatings = sql`${ratingsByTitle()} own_ratings`;
const isRatingOf = sql`own_ratings.title_id = ${titles.id}`;
const ownEntry = sql`${libraryEntries} own`;

function isEntryOf(viewerId: string | null): SQL {
  return viewerId === null ? sql`false` : sql`own.user_id = ${viewerId} and own.title_id = ${titles.id}`;
}

function joinedTitles(viewerId: string | null): SQL {
  return sql`${titles} left join ${ownRatings} on ${isRatingOf} left join ${ownEntry} on ${isEntryOf(viewerId)}`;
}

const popularity = sql`${titles.priorCount} + 50 * coalesce(own_ratings.raters, 0) desc`;

function orderOf({ sort, q }: BrowseFilters, query: string, near: boolean): SQL[] {
  const rest = [popularity, desc(titles.year), asc(titles.id)];
  if (sort === null) return q === null ? rest : near ? byNearness(query) : bySpelling(query);
  const by: Record<NonNullable<typeof sort>, SQL[]> = {
    popular: [],
    rating: [sql`${shownStars} desc nulls last`],
    newest: [desc(titles.year)],
    oldest: [asc(titles.year)],
    shortest: [asc(titles.runtime)],
    name: [sql`regexp_replace(${titles.searchText}, '^(the|a|an) ', '')`],
  };
  return [...by[sort], ...rest];
}

function adviceFrom({ without }: BrowseCounts): BrowseResult['advice'] {
  const [best] = Object.entries(without)
    .map(([drop, count]) => ({ drop: drop as FilterName, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return best ?? null;
}
