import { and, desc, eq, ne, or, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { isReachable, type Relation, relationOf } from './pair.ts';

export type Person = { readonly id: string; readonly handle: string; readonly name: string };
export type PersonWithRelation = Person & { readonly relation: Relation | 'self' };

const MOST = 10;

/** People by handle or name, from two characters on; whoever is blocked, either way, is not there. */
export async function searchPeople(viewerId: string, text: string): Promise<PersonWithRelation[]> {
  const words = text.trim().toLowerCase().replace(/^@/, '').slice(0, 50);
  if (words.length < 2) return [];
  const pattern = words.replace(/[\\%_]/g, '\\$&');
  const likeness = sql<number>`greatest(similarity(${users.handle}, ${words}), similarity(lower(${users.displayName}), ${words}))`;
  const rows = await database()
    .select(withFriendship)
    .from(users)
    .leftJoin(friendships, joinsViewer(viewerId))
    .where(
      and(
        ne(users.id, viewerId),
        isReachable(viewerId),
        or(
          sql`${users.handle} like ${`%${pattern}%`}`,
          sql`lower(${users.displayName}) like ${`%${pattern}%`}`,
          sql`${users.handle} % ${words}`,
        ),
      ),
    )
    .orderBy(
      desc(sql`${users.handle} = ${words}`),
      desc(sql`${users.handle} like ${`${pattern}%`} or lower(${users.displayName}) like ${`${pattern}%`}`),
      desc(likeness),
      users.handle,
    )
    .limit(MOST);
  return rows.map((row) => personFor(viewerId, row));
}

/** Null for an unknown handle and for anybody blocked, either way. */
export async function findPerson(
  viewerId: string | null,
  handle: string,
): Promise<PersonWithRelation | null> {
  if (viewerId === null) {
    const [person] = await database()
      .select({ id: users.id, handle: users.handle, name: users.displayName })
      .from(users)
      .where(and(eq(users.handle, handle), eq(users.isDemo, false)));
    return person ? { ...person, relation: 'none' } : null;
  }
  const [row] = await database()
    .select(withFriendship)
    .from(users)
    .leftJoin(friendships, joinsViewer(viewerId))
    .where(and(eq(users.handle, handle), isReachable(viewerId)));
  return row ? personFor(viewerId, row) : null;
}

const withFriendship = {
  id: users.id,
  handle: users.handle,
  name: users.displayName,
  state: friendships.state,
  requesterId: friendships.requesterId,
};

/** The one row between `users` and the viewer. */
function joinsViewer(viewerId: string) {
  return or(
    and(eq(friendships.lowId, viewerId), eq(friendships.highId, users.id)),
    and(eq(friendships.highId, viewerId), eq(friendships.lowId, users.id)),
  );
}

type Row = Person & { state: 'requested' | 'friends' | 'declined' | null; requesterId: string | null };

function personFor(viewerId: string, { id, handle, name, state, requesterId }: Row): PersonWithRelation {
  if (id === viewerId) return { id, handle, name, relation: 'self' };
  const row = state && requesterId ? { state, requesterId } : null;
  return { id, handle, name, relation: relationOf(row, viewerId) };
}
