import { and, inArray } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { isReachable } from '../social/pair.ts';
import type { Person } from '../social/people.ts';
import { memberKey } from './member-key.ts';

/** Somebody on a list, as one viewer may see them: no person where one of the two has blocked the other. */
export type Face = { readonly key: string; readonly person: Person | null };

export async function facesOf(
  viewerId: string,
  listId: string,
  ids: readonly string[],
  db: Queryable = database(),
): Promise<ReadonlyMap<string, Face>> {
  const wanted = [...new Set(ids)];
  const people = await peopleWithin(viewerId, wanted, db);
  return new Map(wanted.map((id) => [id, { key: memberKey(listId, id), person: people.get(id) ?? null }]));
}

/** Of these people those whom the viewer may meet, and the viewer. */
export async function peopleWithin(
  viewerId: string,
  ids: readonly string[],
  db: Queryable = database(),
): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, handle: users.handle, name: users.displayName })
    .from(users)
    .where(and(inArray(users.id, [...ids]), isReachable(viewerId)));
  return new Map(rows.map((person) => [person.id, person]));
}
