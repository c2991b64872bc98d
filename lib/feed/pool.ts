import { and, arrayOverlaps, desc, eq, lte, notExists, or, type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import type { Filters, TitleId } from '../recommender/types.ts';

export type PoolRequest = {
  readonly viewerId: string;
  readonly filters: Filters;
  readonly genres: readonly string[];
  readonly languages: readonly string[];
  readonly maturityLimit: number | null;
  /** At most so many titles come back. */
  readonly size: number;
  /** With fewer than this the tightening by genre and language is taken back. */
  readonly needed: number;
};

/**
 * The bounded SQL pool: unseen titles that the filters leave, best known first, tightened to the chosen genres
 * and languages while that leaves enough.
 */
export async function readPool(request: PoolRequest): Promise<TitleId[]> {
  const tightened = tightening(request);
  if (tightened) {
    const found = await selectPool(request, tightened);
    if (found.length >= request.needed) return found;
  }
  return selectPool(request, undefined);
}

function tightening({ genres, languages }: PoolRequest): SQL | undefined {
  const chosen = [
    ...(genres.length > 0 ? [arrayOverlaps(titles.genres, [...genres])] : []),
    ...languages.map((language) => eq(titles.language, language)),
  ];
  return chosen.length > 0 ? or(...chosen) : undefined;
}

async function selectPool(request: PoolRequest, tightened: SQL | undefined): Promise<TitleId[]> {
  const { filters, maturityLimit, viewerId } = request;
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
  const rows = await database()
    .select({ id: titles.id })
    .from(titles)
    .where(
      and(
        tightened,
        notExists(seen),
        maturityLimit === null ? undefined : lte(titles.maturity, maturityLimit),
        filters.kind ? eq(titles.kind, filters.kind) : undefined,
        filters.genre ? arrayOverlaps(titles.genres, [filters.genre]) : undefined,
        filters.language ? eq(titles.language, filters.language) : undefined,
      ),
    )
    .orderBy(desc(titles.priorCount), desc(titles.id))
    .limit(request.size);
  return rows.map(({ id }) => id);
}
