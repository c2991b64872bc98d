import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { tasteChoices, users } from '../../db/schema/people.ts';
import { isCredited } from '../catalog/credits.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { dropDismissal } from '../library/dismissals.ts';

const MOST = 500;

/**
 * Follows a director, creator or actor: what they make counts as something the person wants. "Less by" them is taken
 * back; true when it was, so that an undo says it again.
 */
export async function follow(userId: string, name: string): Promise<boolean> {
  return transaction(async (tx) => {
    await lockPerson(tx, userId);
    const less = { scope: 'person', value: name } as const;
    if ((await readFollowed(userId, [name], tx)).has(name)) return dropDismissal(tx, userId, less);
    if (!(await isCredited(tx, name)))
      throw new DomainError('not-found', `Nobody called “${name}” made a title here.`, { field: 'name' });
    await refuseTooMany(tx, userId);
    const said = { wanted: true, origin: 'followed' as const };
    await tx
      .insert(tasteChoices)
      .values({ userId, facet: 'person', value: name, ...said })
      .onConflictDoUpdate({
        target: [tasteChoices.userId, tasteChoices.facet, tasteChoices.value],
        set: { ...said, createdAt: sql`now()` },
      });
    await appendEvent(tx, userId, { type: 'followed', name });
    return dropDismissal(tx, userId, less);
  });
}

/** Somebody who is not followed (any more) changes nothing. */
export async function unfollow(userId: string, name: string): Promise<void> {
  await transaction((tx) => dropFollow(tx, userId, name));
}

/** Ends following in the caller's transaction. False: they were not followed. */
export async function dropFollow(tx: Queryable, userId: string, name: string): Promise<boolean> {
  const removed = await tx
    .delete(tasteChoices)
    .where(and(isFollowed(userId), eq(tasteChoices.value, name)))
    .returning({ value: tasteChoices.value });
  if (removed.length > 0) await appendEvent(tx, userId, { type: 'unfollowed', name });
  return removed.length > 0;
}

/** Keeps two tabs from following more than the limit together, or somebody of whom the other wants less. */
export async function lockPerson(tx: Queryable, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
}

/** Those of `names` whom the person follows. */
export async function readFollowed(
  userId: string,
  names: readonly string[],
  db: Queryable = database(),
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const rows = await db
    .select({ value: tasteChoices.value })
    .from(tasteChoices)
    .where(and(isFollowed(userId), inArray(tasteChoices.value, [...names])));
  return new Set(rows.map(({ value }) => value));
}

/** Everybody the person follows, the last followed first. */
export async function listFollowed(userId: string): Promise<string[]> {
  const rows = await database()
    .select({ name: tasteChoices.value })
    .from(tasteChoices)
    .where(isFollowed(userId))
    .orderBy(desc(tasteChoices.createdAt), tasteChoices.value);
  return rows.map(({ name }) => name);
}

async function refuseTooMany(tx: Queryable, userId: string): Promise<void> {
  const [held] = await tx.select({ people: count() }).from(tasteChoices).where(isFollowed(userId));
  if ((held?.people ?? 0) >= MOST)
    throw new DomainError('conflict', `You follow ${MOST} people already. Stop following somebody first.`);
}

function isFollowed(userId: string) {
  return and(
    eq(tasteChoices.userId, userId),
    eq(tasteChoices.facet, 'person'),
    eq(tasteChoices.origin, 'followed'),
  );
}
