import { asc, inArray, type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import type { TitleFacts, TitleId } from '../recommender/types.ts';

type KnownFacts = TitleFacts & { slug: string; priorCount: number };

/** The facts of every title that the recommender may use, by id. */
export async function readAllFacts(): Promise<KnownFacts[]> {
  return selectFacts();
}

export async function readFacts(ids: readonly TitleId[]): Promise<KnownFacts[]> {
  return ids.length === 0 ? [] : selectFacts(inArray(titles.id, [...ids]));
}

function selectFacts(which?: SQL): Promise<KnownFacts[]> {
  return database()
    .select({
      id: titles.id,
      slug: titles.slug,
      name: titles.name,
      year: titles.year,
      kind: titles.kind,
      genres: titles.genres,
      language: titles.language,
      countries: titles.countries,
      makers: titles.makers,
      cast: titles.cast,
      keywords: titles.keywords,
      maturity: titles.maturity,
      runtime: titles.runtime,
      licence: titles.licence,
      flagged: titles.flagged,
      priorCount: titles.priorCount,
    })
    .from(titles)
    .where(which)
    .orderBy(asc(titles.id));
}

/** Changes whenever titles are added, changed or removed: PostgreSQL notes on every row which transaction wrote it. */
export async function catalogueStamp(): Promise<string> {
  const [row] = await database().execute<{ stamp: string }>(
    sql`select count(*) || '-' || coalesce(sum(xmin::text::bigint), 0) as stamp from titles`,
  );
  return row?.stamp ?? '';
}

/** For every title the transaction that wrote it last. */
export async function readVersions(): Promise<ReadonlyMap<TitleId, string>> {
  const rows = await database().execute<{ id: number; version: string }>(
    sql`select id, xmin::text as version from titles`,
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}
