import { and, arrayOverlaps, eq, lte, notExists, type SQL, sql } from 'drizzle-orm';
import { database, enrichment } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { tasteChoices } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import type { Filters, TitleId } from '../recommender/types.ts';

export type PoolRequest = {
  readonly viewerId: string;
  readonly filters: Filters;
  readonly maturityLimit: number | null;
  /** At most so many titles come back. */
  readonly size: number;
  /** With fewer than this the tightening by genre and language is taken back. */
  readonly needed: number;
};

/**
 * The bounded SQL pool: unseen titles that the filters leave, best known first, tightened to the chosen genres
 * and languages while that leaves enough. One statement: the choices are read where they are needed.
 */
export async function readPool(request: PoolRequest): Promise<TitleId[]> {
  const { viewerId, size, needed } = request;
  const chosen = (facet: 'genre' | 'language') => sql`array(
    select value from ${tasteChoices}
    where user_id = ${viewerId} and facet = ${facet} and wanted)`;
  const best = (tightened: SQL | undefined) => sql`
    select ${titles.id}, ${titles.priorCount} from ${titles} where ${and(tightened, isOpen(request))}
    order by ${titles.priorCount} desc, ${titles.id} desc limit ${size}`;
  const rows = await enrichment().execute<{ id: number }>(sql`
    with chosen as materialized (
      select ${chosen('genre')} as genres, ${chosen('language')} as languages
    ), tight as materialized (
      ${best(sql`(${titles.genres} && (select genres from chosen) or ${titles.language} = any((select languages from chosen)::text[]))`)}
    ), enough as materialized (select count(*) >= ${needed} as yes from tight)
    select id from (
      select * from tight where (select yes from enough)
      union all
      (select * from (${best(undefined)}) wide where not (select yes from enough))
    ) pool
    order by prior_count desc, id desc`);
  return rows.map(({ id }) => id);
}

/** What the request's filters and the maturity limit leave, unseen. */
function isOpen({ viewerId, filters, maturityLimit }: PoolRequest): SQL | undefined {
  const seen = database()
    .select({ one: sql`1` })
    .from(libraryEntries)
    .where(
      and(
        eq(libraryEntries.userId, viewerId),
        eq(libraryEntries.titleId, titles.id),
        sql`(${libraryEntries.rating} is not null or ${libraryEntries.liked} or ${libraryEntries.watchCount} > 0)`,
      ),
    );
  return and(
    notExists(seen),
    maturityLimit === null ? undefined : lte(titles.maturity, maturityLimit),
    filters.kind ? eq(titles.kind, filters.kind) : undefined,
    filters.genre ? arrayOverlaps(titles.genres, [filters.genre]) : undefined,
    filters.language ? eq(titles.language, filters.language) : undefined,
  );
}
