import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { friendsWithSections, type OpenFriend } from './circle.ts';
import type { Person } from './people.ts';

export type FriendOnTitle = Person & {
  /** Stars, 0.5 to 5. */
  readonly rating: number | null;
  readonly liked: boolean;
  readonly watched: boolean;
  readonly watchlisted: boolean;
};

/** What friends say of a title, each as far as they show it to the viewer. Those who rated come first. */
export async function friendsOnTitle(
  viewer: { readonly id: string },
  titleId: number,
): Promise<FriendOnTitle[]> {
  const friends = new Map((await friendsWithSections(viewer.id)).map((friend) => [friend.id, friend]));
  if (friends.size === 0) return [];
  const rows = await database()
    .select()
    .from(libraryEntries)
    .where(and(eq(libraryEntries.titleId, titleId), inArray(libraryEntries.userId, [...friends.keys()])))
    .orderBy(desc(libraryEntries.changedAt));
  return rows
    .flatMap((row) => {
      const word = wordOf(friends.get(row.userId)!, row);
      return saysSomething(word) ? [word] : [];
    })
    .sort((one, other) => (other.rating ?? 0) - (one.rating ?? 0));
}

function wordOf(
  { id, handle, name, shows }: OpenFriend,
  entry: typeof libraryEntries.$inferSelect,
): FriendOnTitle {
  return {
    ...{ id, handle, name },
    rating: shows.has('ratings') ? stars(entry.rating) : null,
    liked: shows.has('ratings') && entry.liked,
    watched: shows.has('diary') && entry.watchCount > entry.uncountedWatches,
    watchlisted: shows.has('watchlist') && entry.watchlistedAt !== null,
  };
}

function saysSomething({ rating, liked, watched, watchlisted }: FriendOnTitle): boolean {
  return rating !== null || liked || watched || watchlisted;
}

export type SharedRating = { readonly title: TitleSummary; readonly rating: number; readonly liked: boolean };

/** The last ratings of one person. The caller has made sure that they are shown to the viewer. */
export async function recentRatings(
  viewerId: string | null,
  personId: string,
  limit: number,
): Promise<{ total: number; items: SharedRating[] }> {
  const rows = await database()
    .select({
      title: summaryColumns,
      rating: libraryEntries.rating,
      liked: libraryEntries.liked,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(libraryEntries)
    .innerJoin(titles, eq(titles.id, libraryEntries.titleId))
    .where(
      and(
        eq(libraryEntries.userId, personId),
        isNotNull(libraryEntries.rating),
        withinMaturityLimit(viewerId),
      ),
    )
    .orderBy(desc(libraryEntries.ratedAt), desc(titles.id))
    .limit(limit);
  const items = rows.map(({ title, rating, liked }) => ({ title, liked, rating: stars(rating) ?? 0 }));
  return { total: rows[0]?.total ?? 0, items };
}

export function stars(halves: number | null): number | null {
  return halves === null ? null : halves / 2;
}
