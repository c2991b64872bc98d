import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { tasteChoices, users } from '../../db/schema/people.ts';
import { isCredited } from '../catalog/credits.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';

const MOST = 500;

/** Follows a director, creator or actor: what they make counts as something the person wants. */
export async function follow(userId: string, name: string): Promise<void> {
  await transaction(async (tx) => {
    // The lock keeps two tabs from passing the limit together.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
    if ((await readFollowed(userId, [name], tx)).has(name)) return;
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
  });
}

/** Somebody who is not followed (any more) changes nothing. */
export async function unfollow(userId: string, name: string): Promise<void> {
  await transaction(async (tx) => {
    const removed = await tx
      .delete(tasteChoices)
      .where(and(isFollowed(userId), eq(tasteChoices.value, name)))
      .returning({ value: tasteChoices.value });
    if (removed.length > 0) await appendEvent(tx, userId, { type: 'unfollowed', name });
  });
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
