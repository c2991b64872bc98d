import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { DomainError } from '../errors.ts';

export type Entry = typeof libraryEntries.$inferSelect;

/** Takes the row of one person and one title for this transaction, making it if needed: two tabs come one by one. */
export async function lockEntry(tx: Queryable, userId: string, titleId: number): Promise<Entry> {
  await tx.execute(
    sql`insert into ${libraryEntries} (user_id, title_id) select ${userId}::uuid, id from ${titles} where id = ${titleId} on conflict do nothing`,
  );
  const [entry] = await tx.select().from(libraryEntries).where(isEntry(userId, titleId)).for('update');
  if (!entry) throw unknownTitle(titleId);
  return entry;
}

export async function changeEntry(
  tx: Queryable,
  { userId, titleId }: Entry,
  change: Partial<typeof libraryEntries.$inferInsert>,
): Promise<void> {
  await tx
    .update(libraryEntries)
    .set({ ...change, changedAt: new Date() })
    .where(isEntry(userId, titleId));
}

export function unknownTitle(titleId: number): DomainError {
  return new DomainError(
    'not-found',
    `There is no title with the number ${titleId} here. It may have been removed.`,
  );
}

function isEntry(userId: string, titleId: number) {
  return and(eq(libraryEntries.userId, userId), eq(libraryEntries.titleId, titleId));
}
