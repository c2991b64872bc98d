import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { type Entry, lockEntry } from './entry.ts';

/** A few words of one's own about a title. */
export type Note = { readonly text: string; readonly spoils: boolean; readonly at: Date };
/** Somebody's note as it stands before a reader. */
export type NoteToRead = {
  readonly text: string;
  readonly spoils: boolean;
  /** It gives the story away to somebody who does not know it yet. */
  readonly folded: boolean;
};

export const MOST_LETTERS = 1000;

/** Writes or mends it. A mended note keeps its moment; `since` is for an undo, which brings a removed one back to its. */
export async function writeNote(
  userId: string,
  titleId: number,
  given: { readonly text: string; readonly spoils: boolean },
  since: Date = new Date(),
): Promise<Note> {
  const { spoils } = given;
  const text = tidied(given.text);
  const at = since.getTime() <= Date.now() ? since : new Date();
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    const note = { text, spoils, at: entry.notedAt ?? at };
    if (entry.note !== text || entry.noteSpoils !== spoils) {
      await changeNote(tx, entry, { note: text, noteSpoils: spoils, notedAt: note.at });
      await appendEvent(tx, userId, { type: 'noted', titleId });
    }
    return note;
  });
}

export async function removeNote(userId: string, titleId: number): Promise<void> {
  await transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    if (entry.note === null) return;
    await changeNote(tx, entry, { note: null, noteSpoils: false, notedAt: null });
    await appendEvent(tx, userId, { type: 'unnoted', titleId });
  });
}

export async function readOwnNote(userId: string, titleId: number): Promise<Note | null> {
  const [entry] = await database()
    .select({ text: libraryEntries.note, spoils: libraryEntries.noteSpoils, at: libraryEntries.notedAt })
    .from(libraryEntries)
    .where(and(eq(libraryEntries.userId, userId), eq(libraryEntries.titleId, titleId)));
  return entry && entry.text !== null && entry.at !== null
    ? { text: entry.text, spoils: entry.spoils, at: entry.at }
    : null;
}

type WrittenNote = NoteToRead & { readonly userId: string; readonly titleId: number };

/** What these people wrote of these titles, latest first. The caller has made sure that they show it to the reader. */
export async function readNotes(
  readerId: string,
  userIds: readonly string[],
  titleIds: readonly number[],
): Promise<WrittenNote[]> {
  if (userIds.length === 0 || titleIds.length === 0) return [];
  const known = sql`exists (
    select 1 from library_entries own where own.user_id = ${readerId} and own.title_id = ${libraryEntries.titleId}
      and (own.rating is not null or own.watch_count > own.uncounted_watches))`;
  const rows = await database()
    .select({
      userId: libraryEntries.userId,
      titleId: libraryEntries.titleId,
      text: sql<string>`${libraryEntries.note}`,
      spoils: libraryEntries.noteSpoils,
      folded: sql<boolean>`${libraryEntries.noteSpoils} and not ${known}`,
    })
    .from(libraryEntries)
    .where(
      and(
        isNotNull(libraryEntries.note),
        inArray(libraryEntries.userId, [...userIds]),
        inArray(libraryEntries.titleId, [...titleIds]),
      ),
    )
    .orderBy(sql`${libraryEntries.notedAt} desc, ${libraryEntries.userId}`);
  return rows;
}

/** Leaves `changedAt` alone: words are no sign of taste, and must not lift a title over a reset of taste. */
async function changeNote(
  tx: Queryable,
  { userId, titleId }: Entry,
  note: Pick<typeof libraryEntries.$inferInsert, 'note' | 'noteSpoils' | 'notedAt'>,
): Promise<void> {
  await tx
    .update(libraryEntries)
    .set(note)
    .where(and(eq(libraryEntries.userId, userId), eq(libraryEntries.titleId, titleId)));
}

function tidied(given: string): string {
  const text = given
    .replaceAll('\r\n', '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text.length > 0 && text.length <= MOST_LETTERS) return text;
  throw new DomainError(
    'invalid',
    text.length === 0
      ? 'Write a few words, or remove the note.'
      : `A note has at most ${MOST_LETTERS} letters. Shorten it a little.`,
    { field: 'text' },
  );
}
