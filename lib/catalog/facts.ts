import { asc, count, max } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import type { TitleFacts } from '../recommender/types.ts';

/** The facts of every title that the recommender may use, by id. */
export async function readAllFacts(): Promise<(TitleFacts & { slug: string; priorCount: number })[]> {
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
    .orderBy(asc(titles.id));
}

/** Changes whenever titles were added: a sign that the engine's rows are out of date. */
export async function catalogueStamp(): Promise<string> {
  const [row] = await database()
    .select({ titles: count(), last: max(titles.id) })
    .from(titles);
  return `${row?.titles ?? 0}-${row?.last ?? 0}`;
}
