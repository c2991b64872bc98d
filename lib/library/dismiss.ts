import { and, eq, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { dismissals } from '../../db/schema/library.ts';
import { friendships } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { GENRES } from '../../db/seed/vocabulary.ts';
import { isCredited } from '../catalog/credits.ts';
import { DomainError } from '../errors.ts';
import type { DismissalScope } from '../event-log/events.ts';
import { appendEvent } from '../event-log/log.ts';
import { unknownTitle } from './entry.ts';

/** `value` is a title's number, a genre, a maker's or actor's name, or a friend's id. */
export type Dismissal = { readonly scope: DismissalScope; readonly value: string };

/** "Not interested", in the scope the person chose. */
export async function dismiss(userId: string, { scope, value }: Dismissal): Promise<void> {
  await transaction(async (tx) => {
    await requireKnown(tx, userId, scope, value);
    const added = await tx
      .insert(dismissals)
      .values({ userId, scope, value })
      .onConflictDoNothing()
      .returning({ id: dismissals.id });
    if (added.length > 0)
      await appendEvent(tx, userId, { type: 'dismissed', scope, value, ...titleIdOf(scope, value) });
  });
}

export async function undismiss(userId: string, { scope, value }: Dismissal): Promise<void> {
  await transaction(async (tx) => {
    const removed = await tx
      .delete(dismissals)
      .where(and(eq(dismissals.userId, userId), eq(dismissals.scope, scope), eq(dismissals.value, value)))
      .returning({ id: dismissals.id });
    if (removed.length > 0)
      await appendEvent(tx, userId, { type: 'undismissed', scope, value, ...titleIdOf(scope, value) });
  });
}

function titleIdOf(scope: DismissalScope, value: string): { titleId?: number } {
  return scope === 'title' ? { titleId: Number(value) } : {};
}

async function requireKnown(
  tx: Queryable,
  userId: string,
  scope: DismissalScope,
  value: string,
): Promise<void> {
  if (scope === 'title' && !(await isTitle(tx, value))) throw unknownTitle(Number(value));
  if (scope === 'genre' && !(GENRES as readonly string[]).includes(value))
    throw unknown(`There is no genre “${value}” here.`);
  if (scope === 'person' && !(await isCredited(tx, value)))
    throw unknown(`Nobody called “${value}” made a title here.`);
  if (scope === 'friend' && !(await isFriend(tx, userId, value)))
    throw unknown('You are not friends with this person.');
}

async function isTitle(tx: Queryable, value: string): Promise<boolean> {
  if (!/^[1-9]\d{0,8}$/.test(value)) return false;
  const found = await tx
    .select({ id: titles.id })
    .from(titles)
    .where(eq(titles.id, Number(value)));
  return found.length > 0;
}

async function isFriend(tx: Queryable, userId: string, friendId: string): Promise<boolean> {
  const pair = sql`(${friendships.lowId}::text, ${friendships.highId}::text) in ((${userId}, ${friendId}), (${friendId}, ${userId}))`;
  const found = await tx
    .select({ state: friendships.state })
    .from(friendships)
    .where(and(eq(friendships.state, 'friends'), pair));
  return found.length > 0;
}

function unknown(message: string): DomainError {
  return new DomainError('not-found', message);
}
