import { and, asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { KINDS } from '../../db/seed/vocabulary.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import { ratingsByTitle, shownStars } from '../catalog/rating.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { withOwnStates } from '../catalog/titles.ts';

/** What the address of the watchlist says. A value that makes no sense is dropped, never an error. */
const address = z.object({
  sort: z.enum(['newest', 'shortest', 'rating']).catch('newest'),
  kind: z.enum(KINDS).nullable().catch(null),
  pages: z.coerce.number().int().min(1).max(25).catch(1),
});
export type WatchlistChoice = Readonly<z.infer<typeof address>>;

export type WatchlistTitle = TitleWithState & { readonly since: Date; readonly stars: number | null };
export type WatchlistPage = {
  readonly titles: readonly WatchlistTitle[];
  readonly counts: { readonly all: number; readonly film: number; readonly series: number };
};

const PAGE = 40;

export function parseWatchlistChoice(parameters: Readonly<Record<string, unknown>>): WatchlistChoice {
  return address.parse(parameters);
}

/** What someone wants to see: the first `pages` pages, and how many films and series there are. */
export async function readWatchlist(
  userId: string,
  { sort, kind, pages }: WatchlistChoice,
): Promise<WatchlistPage> {
  const listed = and(
    eq(libraryEntries.userId, userId),
    isNotNull(libraryEntries.watchlistedAt),
    withinMaturityLimit(userId),
  );
  const [rows, counts] = await Promise.all([
    database()
      .select({
        ...summaryColumns,
        since: sql<string>`${libraryEntries.watchlistedAt}::text`,
        stars: shownStars,
      })
      .from(libraryEntries)
      .innerJoin(titles, eq(titles.id, libraryEntries.titleId))
      .leftJoin(sql`${ratingsByTitle()} own_ratings`, sql`own_ratings.title_id = ${titles.id}`)
      .where(and(listed, kind === null ? undefined : eq(titles.kind, kind)))
      .orderBy(...orderOf(sort), desc(libraryEntries.watchlistedAt), asc(titles.id))
      .limit(PAGE * pages),
    countByKind(listed),
  ]);
  const dated = rows.map((row) => ({ ...row, since: new Date(row.since) }));
  return { titles: await withOwnStates(dated, userId), counts };
}

async function countByKind(listed: SQL | undefined): Promise<WatchlistPage['counts']> {
  const [counts] = await database()
    .select({
      all: sql<number>`count(*)::int`,
      film: sql<number>`(count(*) filter (where ${titles.kind} = 'film'))::int`,
      series: sql<number>`(count(*) filter (where ${titles.kind} = 'series'))::int`,
    })
    .from(libraryEntries)
    .innerJoin(titles, eq(titles.id, libraryEntries.titleId))
    .where(listed);
  return counts ?? { all: 0, film: 0, series: 0 };
}

function orderOf(sort: WatchlistChoice['sort']): SQL[] {
  if (sort === 'shortest') return [asc(titles.runtime)];
  return sort === 'rating' ? [sql`${shownStars} desc nulls last`] : [];
}
