import { and, desc, eq } from 'drizzle-orm';
import { database, transaction } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { OwnState } from '../catalog/summary.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';

/** "Don't use this title": it stays seen, in the diary and in lists, and says nothing of taste any more. */
export async function muteTitle(userId: string, titleId: number, muted: boolean): Promise<OwnState> {
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    if (entry.muted !== muted) {
      await changeEntry(tx, entry, { muted });
      await appendEvent(tx, userId, { type: muted ? 'muted' : 'unmuted', titleId });
    }
    return readOwnState(userId, titleId, tx);
  });
}

export type MutedTitle = { readonly id: number; readonly name: string; readonly year: number };

/** The titles that someone said not to use, the last said first. */
export async function listMuted(userId: string): Promise<MutedTitle[]> {
  return database()
    .select({ id: titles.id, name: titles.name, year: titles.year })
    .from(libraryEntries)
    .innerJoin(titles, eq(titles.id, libraryEntries.titleId))
    .where(and(eq(libraryEntries.userId, userId), libraryEntries.muted, withinMaturityLimit(userId)))
    .orderBy(desc(libraryEntries.changedAt), titles.id);
}
