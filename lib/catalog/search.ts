import { and, asc, desc, notInArray, type SQL, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from './maturity.ts';
import { matchingPeople } from './search-people.ts';
import { foldForSearch, NAME_LINES, withoutArticle, wordsOf } from './search-text.ts';
import type { TitleSummary } from './summary.ts';
import { summaryColumns } from './summary-columns.ts';

export const LONGEST_SEARCH = 80;
const LONGEST_LIMIT = 40;
/** Spellings this close count: "kurasawa" and "kurosawa" share half of their three-letter pieces. */
const CLOSE_ENOUGH = 0.42;
/** With fewer exact finds than this, near spellings join them. */
const ENOUGH_FOUND = 3;
/** A spelling further than this from the best one is noise beside it; beside an exact find it must be very close. */
const NOISE = 0.2;
const VERY_CLOSE = 0.65;

export type SearchResult = { readonly titles: TitleSummary[]; readonly people: string[] };
type Found = TitleSummary & { readonly cast: string[] };

/** As you type: what is spelled that way first, and when there is little of it, what is nearly spelled that way. */
export async function searchTitles(
  text: string,
  { limit = 8, viewerId }: { readonly limit?: number; readonly viewerId: string | null },
): Promise<SearchResult> {
  const query = foldForSearch(text.slice(0, LONGEST_SEARCH));
  if (wordsOf(query).length === 0) return { titles: [], people: [] };
  const most = Math.min(Math.max(limit, 1), LONGEST_LIMIT);
  const exact = await findSpelled(query, most, viewerId);
  const near =
    exact.length < Math.min(ENOUGH_FOUND, most) ? await findNearlySpelled(query, most, viewerId, exact) : [];
  const found = [...exact, ...near].slice(0, most);
  return { titles: found.map(({ cast, ...title }) => title), people: matchingPeople(query, found) };
}

function findSpelled(query: string, most: number, viewerId: string | null): Promise<Found[]> {
  return database()
    .select({ ...summaryColumns, cast: titles.cast })
    .from(titles)
    .where(and(isSpelled(query), withinMaturityLimit(viewerId)))
    .orderBy(...bySpelling(query))
    .limit(most);
}

/** Every word typed begins a word of the title's names or people. */
export function isSpelled(query: string): SQL {
  const terms = wordsOf(query).map((word) => `'${word}':*`);
  return sql`${titles.search} @@ to_tsquery('simple', ${terms.join(' & ')})`;
}

/** The name itself, then names that begin with it, then names that hold it, then people; popular first within each. */
export function bySpelling(query: string): SQL[] {
  const short = withoutArticle(query);
  const begins = `${likeText(short)}%`;
  const holds = `% ${likeText(short)}%`;
  const names = NAME_LINES.map(
    (line) =>
      sql`regexp_replace(split_part(${titles.searchText}, E'\n', ${sql.raw(String(line))}), '^(the|a|an) ', '')`,
  );
  const some = (test: (name: SQL) => SQL) => sql.join(names.map(test), sql` or `);
  return [
    sql`case
      when ${some((name) => sql`${name} = ${short}`)} then 0
      when ${some((name) => sql`${name} like ${begins}`)} then 1
      when ${some((name) => sql`${name} like ${holds}`)} then 2
      else 3 end`,
    desc(titles.priorCount),
    desc(titles.year),
    asc(titles.id),
  ];
}

async function findNearlySpelled(
  query: string,
  most: number,
  viewerId: string | null,
  known: readonly Found[],
): Promise<Found[]> {
  const close = nearness(query);
  const isNew =
    known.length === 0
      ? undefined
      : notInArray(
          titles.id,
          known.map((title) => title.id),
        );
  const rows = await withNearness((tx) =>
    tx
      .select({ ...summaryColumns, cast: titles.cast, close: sql<number>`${close}` })
      .from(titles)
      .where(and(isNearlySpelled(query), withinMaturityLimit(viewerId), isNew))
      .orderBy(...byNearness(query))
      .limit(most),
  );
  const best = Math.max(0, ...rows.map((row) => row.close));
  const least = Math.max(best - NOISE, known.length > 0 ? VERY_CLOSE : 0);
  return rows.filter((row) => row.close >= least).map(({ close, ...row }) => row);
}

/** `<%` uses the trigram index but takes its threshold from a setting: hence a transaction of its own. */
export function withNearness<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    await tx.execute(sql.raw(`set local pg_trgm.word_similarity_threshold = ${CLOSE_ENOUGH}`));
    return work(tx);
  });
}

export function isNearlySpelled(query: string): SQL {
  return sql`${query} <% ${titles.searchText}`;
}

export function byNearness(query: string): SQL[] {
  return [
    sql`round(${nearness(query)}::numeric, 1) desc`,
    desc(titles.priorCount),
    desc(nearness(query)),
    asc(titles.id),
  ];
}

function nearness(query: string): SQL {
  return sql`word_similarity(${query}, ${titles.searchText})`;
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
