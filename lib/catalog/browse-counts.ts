import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { type Conditions, decade, isSeen, runtimeBucket } from './browse-conditions.ts';
import { type FilterName, MINIMUM_RATINGS } from './browse-filters.ts';
import { shownStars } from './rating.ts';

export type FacetName = Exclude<FilterName, 'q'>;
export type FacetCounts = Readonly<
  Record<FacetName, readonly { readonly value: string; readonly count: number }[]>
>;
export type BrowseCounts = {
  readonly total: number;
  /** How many titles each value of a filter would show, given all the other filters. */
  readonly facets: FacetCounts;
  /** How many titles there would be without a filter that is on. */
  readonly without: Readonly<Partial<Record<FilterName, number>>>;
};

type Row = { facet: FacetName | 'total' | 'without'; value: string; count: number };

/** One pass over the catalogue marks which filters each title meets; every count reads those marks. */
export async function countFacets(
  db: Queryable,
  source: SQL,
  where: SQL,
  conditions: Conditions,
): Promise<BrowseCounts> {
  const on = Object.keys(conditions) as FilterName[];
  const marks = on.map((name) => sql`, ${conditions[name]} as ${mark(name)}`);
  const meets = (except?: FilterName) =>
    sql.join([sql`true`, ...on.filter((name) => name !== except).map((name) => mark(name))], sql` and `);
  const facet = (name: FacetName, value: SQL, from: SQL = sql``, also: SQL = sql`true`) =>
    sql`select ${name}::text as facet, (${value})::text as value, count(*)::int as count
      from marked ${from} where ${meets(name)} and ${also} group by 2`;
  const minimums = sql.join(
    MINIMUM_RATINGS.map((stars) => sql`(${stars}::text)`),
    sql`, `,
  );
  const rows = await db.execute<Row>(sql`
    with marked as materialized (
      select ${titles.kind} as kind, ${titles.genres} as genres, ${titles.language} as language, ${decade} as decade,
        ${runtimeBucket} as runtime, ${shownStars} as stars, ${isSeen} as seen ${sql.join(marks)}
      from ${source} where ${where}
    )
    ${facet('kind', sql`kind`)}
    union all ${facet('genre', sql`g`, sql`cross join unnest(genres) g`)}
    union all ${facet('decade', sql`decade`)}
    union all ${facet('language', sql`language`)}
    union all ${facet('runtime', sql`runtime`)}
    union all ${facet('rating', sql`minimum`, sql`cross join (values ${minimums}) m(minimum)`, sql`stars >= minimum::float8`)}
    union all ${facet('unseen', sql`'yes'`, sql``, sql`not seen`)}
    union all select 'total', '', count(*)::int from marked where ${meets()}
    ${sql.join(on.map((name) => sql` union all select 'without', ${name}::text, count(*)::int from marked where ${meets(name)}`))}`);
  const of = (name: Row['facet']) =>
    rows.flatMap(({ facet, value, count }) => (facet === name ? [{ value, count }] : []));
  return {
    total: of('total')[0]?.count ?? 0,
    facets: {
      kind: byCount(of('kind')),
      genre: byCount(of('genre')),
      decade: of('decade').sort((a, b) => b.value.localeCompare(a.value)),
      language: byCount(of('language')),
      runtime: of('runtime'),
      rating: of('rating').sort((a, b) => a.value.localeCompare(b.value)),
      unseen: of('unseen'),
    },
    without: Object.fromEntries(of('without').map(({ value, count }) => [value, count])),
  };
}

function mark(name: FilterName): SQL {
  return sql`${sql.identifier(`meets_${name}`)}`;
}

function byCount<T extends { value: string; count: number }>(values: T[]): T[] {
  return values.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}
