import { and, eq, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { readOwnState, readOwnStates } from '../library/state.ts';
import { readFactsOf } from './kept-facts.ts';
import { readMaturityLimit, withinMaturityLimit } from './maturity.ts';
import { ratingsByTitle, type ShownRating, shownStars } from './rating.ts';
import { noState, type TitleSummary, type TitleWithState } from './summary.ts';
import { summaryColumns } from './summary-columns.ts';

export type TitlePage = TitleWithState & {
  readonly originalName: string;
  readonly countries: readonly string[];
  readonly cast: readonly string[];
  readonly maturity: number;
  readonly synopsis: string;
  readonly flagged: boolean;
  readonly shown: ShownRating | null;
};

/** Null for an unknown slug, and for a title above the viewer's maturity limit: to them it does not exist. */
export async function findTitle(slug: string, viewerId: string | null): Promise<TitlePage | null> {
  const [row] = await database()
    .select({
      ...summaryColumns,
      originalName: titles.originalName,
      countries: titles.countries,
      cast: titles.cast,
      maturity: titles.maturity,
      synopsis: titles.synopsis,
      flagged: titles.flagged,
      stars: shownStars,
      raters: sql<number>`coalesce(own_ratings.raters, 0)`,
    })
    .from(titles)
    .leftJoin(
      sql`${ratingsByTitle(sql`${titles.slug} = ${slug}`)} own_ratings`,
      sql`own_ratings.title_id = ${titles.id}`,
    )
    .where(and(eq(titles.slug, slug), withinMaturityLimit(viewerId)));
  if (!row) return null;
  const { stars, raters, ...facts } = row;
  const own = viewerId === null ? noState : await readOwnState(viewerId, row.id);
  return { ...facts, own, shown: stars === null ? null : { stars, raters } };
}

/** Facts and own state of these titles; ids that are unknown or above the viewer's maturity limit are left out. */
export async function summariesOf(
  ids: readonly number[],
  viewerId: string | null,
): Promise<Map<number, TitleWithState>> {
  if (ids.length === 0) return new Map();
  const [facts, limit, states] = await Promise.all([
    readFactsOf(ids),
    viewerId === null ? null : readMaturityLimit(viewerId),
    viewerId === null ? null : readOwnStates(viewerId, ids),
  ]);
  const open = [...facts.values()].filter(({ maturity }) => limit === null || maturity <= limit);
  return new Map(
    open.map(({ maturity, flagged, ...title }) => [
      title.id,
      { ...title, own: states?.get(title.id) ?? noState },
    ]),
  );
}

/** The same titles with what the viewer says of each. */
export async function withOwnStates<T extends TitleSummary>(
  summaries: readonly T[],
  viewerId: string | null,
): Promise<(T & TitleWithState)[]> {
  if (viewerId === null) return summaries.map((title) => ({ ...title, own: noState }));
  const states = await readOwnStates(
    viewerId,
    summaries.map((title) => title.id),
  );
  return summaries.map((title) => ({ ...title, own: states.get(title.id) ?? noState }));
}
