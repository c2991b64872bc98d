import { and, desc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { findPerson, type PersonWithRelation } from './people.ts';
import { recentRatings, type SharedRating, stars } from './shared-ratings.ts';

export type CommonTitle = {
  readonly title: TitleSummary;
  readonly yours: number | null;
  readonly theirs: number | null;
};

export type PersonPage = PersonWithRelation & {
  /** Null where one of the two does not share, and for everybody but friends. */
  readonly shared: {
    readonly recent: readonly SharedRating[];
    readonly common: readonly CommonTitle[];
  } | null;
};

const RECENT = 10;
const COMMON = 24;

/** What the viewer may see of a person; null where there is nobody to be seen. */
export async function readPersonPage(viewerId: string, handle: string): Promise<PersonPage | null> {
  const person = await findPerson(viewerId, handle);
  if (!person) return null;
  if (person.relation === 'self') {
    return { ...person, shared: { recent: await recentRatings(viewerId, viewerId, RECENT), common: [] } };
  }
  if (person.relation !== 'friends' || !(await bothShare(viewerId, person.id)))
    return { ...person, shared: null };
  const [recent, common] = await Promise.all([
    recentRatings(viewerId, person.id, RECENT),
    titlesInCommon(viewerId, person.id),
  ]);
  return { ...person, shared: { recent, common } };
}

async function bothShare(one: string, other: string): Promise<boolean> {
  const rows = await database()
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, [one, other]), ne(users.shareRatings, 'me')));
  return rows.length === 2;
}

/** What both have watched or rated, where they agree most strongly first. */
function titlesInCommon(viewerId: string, personId: string): Promise<CommonTitle[]> {
  const own = alias(libraryEntries, 'own');
  const other = alias(libraryEntries, 'other');
  const known = (entry: typeof own | typeof other) =>
    or(isNotNull(entry.rating), sql`${entry.watchCount} > ${entry.uncountedWatches}`);
  return database()
    .select({ title: summaryColumns, yours: own.rating, theirs: other.rating })
    .from(own)
    .innerJoin(other, and(eq(other.titleId, own.titleId), eq(other.userId, personId)))
    .innerJoin(titles, eq(titles.id, own.titleId))
    .where(and(eq(own.userId, viewerId), known(own), known(other), withinMaturityLimit(viewerId)))
    .orderBy(
      desc(
        sql`coalesce(${own.rating}, 0) + coalesce(${other.rating}, 0) - 2 * abs(coalesce(${own.rating} - ${other.rating}, 0))`,
      ),
      titles.name,
    )
    .limit(COMMON)
    .then((rows) =>
      rows.map((row) => ({ title: row.title, yours: stars(row.yours), theirs: stars(row.theirs) })),
    );
}
