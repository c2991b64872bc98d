import { desc, eq } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { dismissals } from '../../db/schema/library.ts';
import { events } from '../../db/schema/log.ts';
import { tasteChoices, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import type { ClearedTaste } from '../event-log/events.ts';
import { appendEvent } from '../event-log/log.ts';
import { refuseDemoPerson } from './demo.ts';
import { forgetFeatures } from './preferences.ts';

/**
 * Diary, ratings and lists stay; from now on only what comes next is evidence of taste. What was chosen, described,
 * followed and waved away goes, and is kept in the event for as long as it can be brought back.
 */
export async function resetTaste(userId: string): Promise<void> {
  await refuseDemoPerson(userId);
  await transaction(async (tx) => {
    const before = await lockPerson(tx, userId);
    const choices = await tx.delete(tasteChoices).where(eq(tasteChoices.userId, userId)).returning();
    const waved = await tx.delete(dismissals).where(eq(dismissals.userId, userId)).returning();
    await tx.update(users).set({ tasteResetAt: new Date(), description: '' }).where(eq(users.id, userId));
    const cleared: ClearedTaste = {
      resetAt: before.tasteResetAt?.toISOString() ?? null,
      description: before.description,
      choices: choices.map(({ facet, value, wanted, origin, createdAt }) => ({
        ...{ facet, value, wanted, origin },
        at: createdAt.toISOString(),
      })),
      dismissals: waved.map(({ scope, value, createdAt }) => ({ scope, value, at: createdAt.toISOString() })),
    };
    await appendEvent(tx, userId, { type: 'taste-reset', cleared });
  });
  await forgetFeatures(userId);
}

/** Takes the last reset back, as long as nothing has happened since. */
export async function bringTasteBack(userId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockPerson(tx, userId);
    const cleared = await readCleared(tx, userId);
    if (!cleared)
      throw new DomainError(
        'conflict',
        'You have done something since the reset, so your earlier history cannot be brought back any more.',
      );
    const { resetAt, description, choices, dismissals: waved } = cleared;
    await tx
      .update(users)
      .set({ tasteResetAt: resetAt === null ? null : new Date(resetAt), description })
      .where(eq(users.id, userId));
    const dated = <T extends { readonly at: string }>({ at, ...row }: T) => ({
      ...row,
      userId,
      createdAt: new Date(at),
    });
    if (choices.length > 0) await tx.insert(tasteChoices).values(choices.map(dated)).onConflictDoNothing();
    if (waved.length > 0) await tx.insert(dismissals).values(waved.map(dated)).onConflictDoNothing();
    await appendEvent(tx, userId, { type: 'taste-brought-back' });
  });
  await forgetFeatures(userId);
}

export type TasteReset = { readonly at: Date; readonly canBringBack: boolean };

/** The last reset, if there was one. */
export async function readTasteReset(userId: string): Promise<TasteReset | null> {
  const [user] = await database().select({ at: users.tasteResetAt }).from(users).where(eq(users.id, userId));
  if (!user?.at) return null;
  return { at: user.at, canBringBack: (await readCleared(database(), userId)) !== null };
}

async function lockPerson(tx: Queryable, userId: string) {
  const [person] = await tx
    .select({ tasteResetAt: users.tasteResetAt, description: users.description })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  if (!person) throw new DomainError('not-found', 'This account no longer exists.');
  return person;
}

/** What the reset took, while it is the last thing that happened. */
async function readCleared(db: Queryable, userId: string): Promise<ClearedTaste | null> {
  const [last] = await db
    .select({ type: events.type, payload: events.payload })
    .from(events)
    .where(eq(events.userId, userId))
    .orderBy(desc(events.at))
    .limit(1);
  return last?.type === 'taste-reset' ? (last.payload as { cleared: ClearedTaste }).cleared : null;
}
