import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary, TitleWithState } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { SECTIONS, type Section, visibleSections, type Way } from './audience.ts';
import { ownerOfPageLink } from './page-link.ts';
import { findPerson, type PersonWithRelation } from './people.ts';
import { recentViewings, type SharedViewing } from './shared-diary.ts';
import { type SharedFriends, type Standing, sharedFriends } from './shared-friends.ts';
import { recentRatings, type SharedRating, stars } from './shared-ratings.ts';
import { sharedWatchlist } from './shared-watchlist.ts';

export type CommonTitle = {
  readonly title: TitleSummary;
  readonly yours: number | null;
  readonly theirs: number | null;
};

export type Shown<T> = { readonly total: number; readonly items: readonly T[] };

/** A section is null where it is not shown. */
export type PersonPage = PersonWithRelation & {
  readonly ratings: Shown<SharedRating> | null;
  readonly diary: Shown<SharedViewing> | null;
  readonly watchlist: Shown<TitleWithState> | null;
  readonly friends: SharedFriends | null;
  /** What both know; nothing without ratings. */
  readonly common: readonly CommonTitle[];
};

/** With whose eyes a page is looked at: a viewer's own, or those of somebody signed out. */
type Eyes = Way & { readonly viewerId: string | null };

/** For "view as". */
export const GUISES = ['friend', 'link', 'anybody'] as const;
export type Guise = (typeof GUISES)[number];

const eyesOf: Readonly<Record<Guise, Eyes>> = {
  friend: { viewerId: null, asFriend: true },
  link: { viewerId: null, viaLink: true },
  anybody: { viewerId: null },
};

const FIRST: Readonly<Record<Section, number>> = { ratings: 10, diary: 20, watchlist: 15, friends: 12 };
const MOST = 500;
const COMMON = 24;

/**
 * What the viewer may see of a person, one section of it as a whole if wanted. Null where there is nobody to be seen: for
 * somebody signed out also where nothing is for everyone.
 */
export async function readPersonPage(
  viewerId: string | null,
  handle: string,
  whole: Section | null = null,
): Promise<PersonPage | null> {
  const person = await findPerson(viewerId, handle);
  return person && readPage({ viewerId }, person, whole);
}

/** The page by its secret address. Null for a wrong one, and where nothing is for those who have it. */
export async function readPageByLink(
  viewerId: string | null,
  token: string,
  whole: Section | null = null,
): Promise<PersonPage | null> {
  const ownerId = await ownerOfPageLink(token);
  if (!ownerId || (await visibleSections(null, ownerId, { viaLink: true })).size === 0) return null;
  const [owner] = await database().select({ handle: users.handle }).from(users).where(eq(users.id, ownerId));
  const person = owner && (await findPerson(viewerId, owner.handle));
  return person ? readPage({ viewerId, viaLink: true }, person, whole) : null;
}

/** The viewer's own page as others see it. Null where they would find none. */
export async function readOwnPageAs(
  viewer: { readonly id: string; readonly handle: string },
  guise: Guise,
  whole: Section | null = null,
): Promise<PersonPage | null> {
  const person = await findPerson(viewer.id, viewer.handle);
  const relation = guise === 'friend' ? 'friends' : 'none';
  return person && readPage(eyesOf[guise], { ...person, relation }, whole);
}

async function readPage(
  eyes: Eyes,
  person: PersonWithRelation,
  whole: Section | null,
): Promise<PersonPage | null> {
  const { viewerId } = eyes;
  const shown = await visibleSections(viewerId, person.id, eyes);
  if (viewerId === null && shown.size === 0 && !eyes.asFriend) return null;
  const read = <T>(section: Section, reading: (most: number) => Promise<T>): Promise<T> | null =>
    shown.has(section) ? reading(section === whole ? MOST : FIRST[section]) : null;
  const [ratings, diary, watchlist, friends, common] = await Promise.all([
    read('ratings', (most) => recentRatings(viewerId, person.id, most)),
    read('diary', (most) => recentViewings(viewerId, person.id, most)),
    read('watchlist', (most) => sharedWatchlist(viewerId, person.id, most)),
    read('friends', (most) => sharedFriends(viewerId, person.id, standingOf(person), most)),
    viewerId && person.relation !== 'self' && shown.has('ratings')
      ? titlesInCommon(viewerId, person.id, shown.has('diary'))
      : [],
  ]);
  return { ...person, ratings, diary, watchlist, friends, common };
}

function standingOf({ relation }: PersonWithRelation): Standing {
  if (relation === 'self') return 'self';
  return relation === 'friends' ? 'friend' : 'other';
}

/** What both have rated, or watched where their diary shows it; where they agree most strongly first. */
function titlesInCommon(viewerId: string, personId: string, diaryShows: boolean): Promise<CommonTitle[]> {
  const own = alias(libraryEntries, 'own');
  const other = alias(libraryEntries, 'other');
  const watched = (entry: typeof own | typeof other) => sql`${entry.watchCount} > ${entry.uncountedWatches}`;
  return database()
    .select({ title: summaryColumns, yours: own.rating, theirs: other.rating })
    .from(own)
    .innerJoin(other, and(eq(other.titleId, own.titleId), eq(other.userId, personId)))
    .innerJoin(titles, eq(titles.id, own.titleId))
    .where(
      and(
        eq(own.userId, viewerId),
        or(isNotNull(own.rating), watched(own)),
        diaryShows ? or(isNotNull(other.rating), watched(other)) : isNotNull(other.rating),
        withinMaturityLimit(viewerId),
      ),
    )
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

/** What the address of a page says; null for anything else. */
export function parseSection(text: unknown): Section | null {
  return SECTIONS.find((section) => section === text) ?? null;
}

export function parseGuise(text: unknown): Guise | null {
  return GUISES.find((guise) => guise === text) ?? null;
}
