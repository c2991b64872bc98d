import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { listItems, listMembers } from '../../db/schema/lists.ts';
import type { NightConstraints } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';

const WATCHLISTS = 'watchlists';

/** A host chooses among lists of their own; any other is not there. */
export async function requireOwnLists(
  tx: Queryable,
  hostId: string,
  { fromLists = [] }: NightConstraints,
): Promise<void> {
  const wanted = [...new Set(fromLists)].filter((list) => list !== WATCHLISTS);
  if (wanted.length === 0) return;
  const own = await tx
    .select({ id: listMembers.listId })
    .from(listMembers)
    .where(and(inArray(listMembers.listId, wanted), isMember(hostId)));
  if (own.length < wanted.length)
    throw new DomainError('not-found', 'One of those lists is no longer there.');
}

/** What stands on the lists that are asked for; null where no list is. */
export async function titlesFromLists(
  hostId: string,
  memberIds: readonly string[],
  { fromLists }: NightConstraints,
): Promise<ReadonlySet<number> | null> {
  if (!fromLists) return null;
  const [listed, wished] = await Promise.all([
    titlesOfLists(
      hostId,
      fromLists.filter((list) => list !== WATCHLISTS),
    ),
    fromLists.includes(WATCHLISTS) ? titlesOfWatchlists(memberIds) : [],
  ]);
  return new Set([...listed, ...wished].map(({ titleId }) => titleId));
}

async function titlesOfLists(hostId: string, listIds: readonly string[]) {
  if (listIds.length === 0) return [];
  return database()
    .selectDistinct({ titleId: listItems.titleId })
    .from(listItems)
    .innerJoin(listMembers, eq(listMembers.listId, listItems.listId))
    .where(and(inArray(listItems.listId, [...listIds]), isNull(listItems.removedAt), isMember(hostId)));
}

/** Of everybody there but those who show their watchlist to nobody. */
async function titlesOfWatchlists(memberIds: readonly string[]) {
  if (memberIds.length === 0) return [];
  return database()
    .selectDistinct({ titleId: libraryEntries.titleId })
    .from(libraryEntries)
    .innerJoin(users, eq(users.id, libraryEntries.userId))
    .where(
      and(
        inArray(libraryEntries.userId, [...memberIds]),
        isNotNull(libraryEntries.watchlistedAt),
        ne(users.shareWatchlist, 'me'),
      ),
    );
}

function isMember(userId: string) {
  return and(eq(listMembers.userId, userId), eq(listMembers.state, 'joined'));
}
