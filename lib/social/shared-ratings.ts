import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { friendIds } from './circle.ts';
import type { Person } from './people.ts';

export type FriendOnTitle = Person & {
  /** Stars, 0.5 to 5. */
  readonly rating: number | null;
  readonly liked: boolean;
  readonly watched: boolean;
  readonly watchlisted: boolean;
};

/** What friends say of a title, where both sides share with friends. Those who rated come first. */
export async function friendsOnTitle(
  viewer: { readonly id: string },
  titleId: number,
): Promise<FriendOnTitle[]> {
  const friends = new Map((await friendIds(viewer.id)).map((friend) => [friend.id, friend]));
  if (friends.size === 0) return [];
  const rows = await database()
    .select()
    .from(libraryEntries)
    .where(
      and(
        eq(libraryEntries.titleId, titleId),
        sql`${libraryEntries.userId} = any(${`{${[...friends.keys()].join(',')}}`}::uuid[])`,
        or(
          isNotNull(libraryEntries.rating),
          libraryEntries.liked,
          isNotNull(libraryEntries.watchlistedAt),
          sql`${libraryEntries.watchCount} > ${libraryEntries.uncountedWatches}`,
        ),
      ),
    )
    .orderBy(sql`${libraryEntries.rating} desc nulls last`, desc(libraryEntries.changedAt));
  return rows.flatMap((row) => {
    const friend = friends.get(row.userId);
    if (!friend) return [];
    const { id, handle, name } = friend;
    const { liked } = row;
    return [
      {
        id,
        handle,
        name,
        liked,
        rating: stars(row.rating),
        watched: row.watchCount > row.uncountedWatches,
        watchlisted: row.watchlistedAt !== null,
      },
    ];
  });
}

export type SharedRating = { readonly title: TitleSummary; readonly rating: number; readonly liked: boolean };

/** The last ratings of one person. The caller has made sure that they are shared with the viewer. */
export async function recentRatings(
  viewerId: string,
  personId: string,
  limit: number,
): Promise<SharedRating[]> {
  const rows = await database()
    .select({ title: summaryColumns, rating: libraryEntries.rating, liked: libraryEntries.liked })
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
  return rows.map((row) => ({ ...row, rating: stars(row.rating) ?? 0 }));
}

export function stars(halves: number | null): number | null {
  return halves === null ? null : halves / 2;
}
