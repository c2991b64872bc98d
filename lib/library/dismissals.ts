import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { dismissals } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import type { DismissalScope } from '../event-log/events.ts';
import { appendEvent } from '../event-log/log.ts';

/** `value` is a title's number, a genre, a maker's or actor's name, or a friend's id. */
export type Dismissal = { readonly scope: DismissalScope; readonly value: string };

/** The wider scopes, as the recommender reads them. Dismissed titles are part of `readInteractions`. */
export async function readDismissals(
  userId: string,
): Promise<{ genres: Set<string>; people: Set<string>; friends: Set<string> }> {
  const rows = await database()
    .select({ scope: dismissals.scope, value: dismissals.value })
    .from(dismissals)
    .where(and(eq(dismissals.userId, userId), ne(dismissals.scope, 'title')));
  const valuesOf = (scope: DismissalScope) =>
    new Set(rows.flatMap((row) => (row.scope === scope ? [row.value] : [])));
  return { genres: valuesOf('genre'), people: valuesOf('person'), friends: valuesOf('friend') };
}

/** Takes a dismissal back in the caller's transaction. False: there was none. */
export async function dropDismissal(
  tx: Queryable,
  userId: string,
  { scope, value }: Dismissal,
): Promise<boolean> {
  const removed = await tx
    .delete(dismissals)
    .where(and(eq(dismissals.userId, userId), eq(dismissals.scope, scope), eq(dismissals.value, value)))
    .returning({ id: dismissals.id });
  if (removed.length > 0)
    await appendEvent(tx, userId, { type: 'undismissed', scope, value, ...titleIdOf({ scope, value }) });
  return removed.length > 0;
}

/** What events of a dismissal say beside it. */
export function titleIdOf({ scope, value }: Dismissal): { titleId?: number } {
  return scope === 'title' ? { titleId: Number(value) } : {};
}

export type ListedDismissal = {
  readonly scope: DismissalScope;
  readonly value: string;
  /** "Heat, 1995", "Science fiction", "Michael Mann", "Sam" */
  readonly words: string;
  readonly at: Date;
};

/** Everything someone waved away, newest first, in words for the settings. */
export async function listDismissals(userId: string): Promise<ListedDismissal[]> {
  const rows = await database()
    .select({
      scope: dismissals.scope,
      value: dismissals.value,
      at: dismissals.createdAt,
      title: titles.name,
      year: titles.year,
      friend: users.displayName,
    })
    .from(dismissals)
    .leftJoin(titles, and(eq(dismissals.scope, 'title'), sql`${titles.id}::text = ${dismissals.value}`))
    .leftJoin(users, and(eq(dismissals.scope, 'friend'), sql`${users.id}::text = ${dismissals.value}`))
    .where(eq(dismissals.userId, userId))
    .orderBy(desc(dismissals.createdAt));
  return rows.map((row) => ({ scope: row.scope, value: row.value, at: row.at, words: wordsOf(row) }));
}

type Named = {
  scope: DismissalScope;
  value: string;
  title: string | null;
  year: number | null;
  friend: string | null;
};

function wordsOf({ scope, value, title, year, friend }: Named): string {
  if (scope === 'title') return title === null ? 'A title that is gone' : `${title}, ${year}`;
  if (scope === 'friend') return friend ?? 'Someone who is gone';
  return scope === 'genre' ? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ') : value;
}
