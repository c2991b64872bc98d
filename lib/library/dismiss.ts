import { and, eq, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { dismissals } from '../../db/schema/library.ts';
import { friendships } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { GENRES } from '../../db/seed/vocabulary.ts';
import { dropFollow, lockPerson } from '../account/follow.ts';
import { isCredited } from '../catalog/credits.ts';
import { DomainError } from '../errors.ts';
import type { DismissalScope } from '../event-log/events.ts';
import { appendEvent } from '../event-log/log.ts';
import { type Dismissal, dropDismissal, titleIdOf } from './dismissals.ts';
import { unknownTitle } from './entry.ts';

/**
 * "Not interested", in the scope the person chose. Less by somebody ends following them; true when it did, so that an
 * undo follows them again.
 */
export async function dismiss(userId: string, { scope, value }: Dismissal): Promise<boolean> {
  return transaction(async (tx) => {
    await requireKnown(tx, userId, scope, value);
    if (scope === 'person') await lockPerson(tx, userId);
    const added = await tx
      .insert(dismissals)
      .values({ userId, scope, value })
      .onConflictDoNothing()
      .returning({ id: dismissals.id });
    if (added.length > 0)
      await appendEvent(tx, userId, { type: 'dismissed', scope, value, ...titleIdOf({ scope, value }) });
    return scope === 'person' && dropFollow(tx, userId, value);
  });
}

export async function undismiss(userId: string, dismissal: Dismissal): Promise<void> {
  await transaction((tx) => dropDismissal(tx, userId, dismissal));
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
