/**
 * Who sees which section of a person's page, and with it what that section feeds: the one place where it is decided.
 *
 *   me ⊂ friends ⊂ link ⊂ everyone      each holds the one before
 *
 * Somebody blocked, either way, and whoever is across the border between demo people and real ones sees nothing, not even
 * what is for everyone. Among friends ratings work both ways: who keeps theirs to themselves sees friends' ratings only
 * where anybody would see them.
 */
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { database } from '../../db/client.ts';
import { type Audience, friendships, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { isReachable } from './pair.ts';

export const SECTIONS = ['ratings', 'diary', 'watchlist', 'friends'] as const;
/** Ratings hold likes and notes too, the diary everything about watching. */
export type Section = (typeof SECTIONS)[number];

export type Way = {
  /** Whether the viewer came by the owner's page link. Only its own page knows. */
  readonly viaLink?: boolean;
  /** As a friend who shares as much would see it: for "view as", which is the owner's alone. */
  readonly asFriend?: boolean;
};

const audienceOf: Readonly<Record<Section, PgColumn>> = {
  ratings: users.shareRatings,
  diary: users.shareDiary,
  watchlist: users.shareWatchlist,
  friends: users.shareFriends,
};

/** What the viewer, or somebody signed out, may see of a person. Empty for nobody at all. */
export async function visibleSections(
  viewerId: string | null,
  ownerId: string,
  way: Way = {},
): Promise<ReadonlySet<Section>> {
  const [row] = await database()
    .select({
      ratings: showsTo(viewerId, 'ratings', way),
      diary: showsTo(viewerId, 'diary', way),
      watchlist: showsTo(viewerId, 'watchlist', way),
      friends: showsTo(viewerId, 'friends', way),
    })
    .from(users)
    .where(eq(users.id, ownerId));
  return new Set(SECTIONS.filter((section) => row?.[section]));
}

/** Those of the owners who show the section to the viewer. */
export async function ownersWhoShow(
  viewerId: string | null,
  ownerIds: readonly string[],
  section: Section,
): Promise<ReadonlySet<string>> {
  if (ownerIds.length === 0) return new Set();
  const rows = await database()
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, [...new Set(ownerIds)]), showsTo(viewerId, section)));
  return new Set(rows.map(({ id }) => id));
}

/** Those of the owners whose words of taste the viewer may read: they are drawn from all that somebody rated, watched and wants. */
export async function ownersWhoShowTaste(
  viewerId: string | null,
  ownerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ownerIds.length === 0) return new Set();
  const shows = (['ratings', 'diary', 'watchlist'] as const).map((section) => showsTo(viewerId, section));
  const rows = await database()
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, [...new Set(ownerIds)]), ...shows));
  return new Set(rows.map(({ id }) => id));
}

/** What the owner chose for each section. */
export async function readAudiences(ownerId: string): Promise<Readonly<Record<Section, Audience>>> {
  const [row] = await database()
    .select({
      ratings: users.shareRatings,
      diary: users.shareDiary,
      watchlist: users.shareWatchlist,
      friends: users.shareFriends,
    })
    .from(users)
    .where(eq(users.id, ownerId));
  if (!row) throw new DomainError('not-found', 'That person is no longer here.');
  return row;
}

/** True in SQL where `users` shows the section to the viewer, for queries that join the owner as `users`. */
export function showsTo(viewerId: string | null, section: Section, way: Way = {}): SQL<boolean> {
  const isFor = (...audiences: Audience[]) => inArray(audienceOf[section], audiences);
  const open = way.viaLink ? isFor('link', 'everyone') : isFor('everyone');
  if (viewerId === null) {
    if (way.asFriend) return isFor('friends', 'link', 'everyone') as SQL<boolean>;
    return and(sql`not ${users.isDemo}`, open) as SQL<boolean>;
  }
  const amongFriends = and(isFor('friends', 'link'), isFriendOf(viewerId), givesAsMuch(viewerId, section));
  return or(isSelf(viewerId), and(isReachable(viewerId), or(open, amongFriends))) as SQL<boolean>;
}

function isSelf(viewerId: string): SQL {
  return sql`${users.id} = ${viewerId}::uuid`;
}

function isFriendOf(viewerId: string): SQL {
  return sql`exists (select 1 from ${friendships} where ${friendships.state} = 'friends'
    and ${friendships.lowId} = least(${users.id}, ${viewerId}::uuid)
    and ${friendships.highId} = greatest(${users.id}, ${viewerId}::uuid))`;
}

function givesAsMuch(viewerId: string, section: Section): SQL | undefined {
  if (section !== 'ratings') return undefined;
  return sql`(select v.share_ratings from users v where v.id = ${viewerId}) <> 'me'`;
}
