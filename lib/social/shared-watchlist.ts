import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { withOwnStates } from '../catalog/titles.ts';

/**
 * What one person wants to see, newest first, with the viewer's own word on each. The caller has made sure that it is shown to
 * the viewer.
 */
export async function sharedWatchlist(
  viewerId: string | null,
  personId: string,
  limit: number,
): Promise<{ total: number; items: TitleWithState[] }> {
  const rows = await database()
    .select({ ...summaryColumns, total: sql<number>`count(*) over ()::int` })
    .from(libraryEntries)
    .innerJoin(titles, eq(titles.id, libraryEntries.titleId))
    .where(
      and(
        eq(libraryEntries.userId, personId),
        isNotNull(libraryEntries.watchlistedAt),
        withinMaturityLimit(viewerId),
      ),
    )
    .orderBy(desc(libraryEntries.watchlistedAt), asc(titles.id))
    .limit(limit);
  const listed = rows.map(({ total, ...title }) => title);
  return { total: rows[0]?.total ?? 0, items: await withOwnStates(listed, viewerId) };
}
