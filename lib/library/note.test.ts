import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { readInteractions } from './interactions.ts';
import { MOST_LETTERS, readNotes, readOwnNote, removeNote, writeNote } from './note.ts';
import { rateTitle } from './rate.ts';
import { watchTitle } from './watch.ts';

beforeAll(createTestDatabase);

let ana: string;
let ben: string;
let titleId: number;

beforeEach(async () => {
  [ana, ben, titleId] = [(await makeUser()).id, (await makeUser()).id, (await makeTitle()).id];
});

describe('a note', () => {
  it('is written, mended in its place, removed, and brought back to the moment it had', async () => {
    const first = await writeNote(ana, titleId, {
      text: '  Rain.\r\n\r\n\r\n\r\nMore rain.  ',
      spoils: false,
    });
    expect(first).toMatchObject({ text: 'Rain.\n\nMore rain.', spoils: false });
    const mended = await writeNote(ana, titleId, { text: 'It was him.', spoils: true });
    expect(mended.at).toEqual(first.at);
    expect(await readOwnNote(ana, titleId)).toEqual({ text: 'It was him.', spoils: true, at: first.at });
    await removeNote(ana, titleId);
    await removeNote(ana, titleId);
    expect(await readOwnNote(ana, titleId)).toBeNull();
    await writeNote(ana, titleId, mended, mended.at);
    expect((await readOwnNote(ana, titleId))?.at).toEqual(first.at);
  });

  it('is never of the future', async () => {
    const later = new Date(Date.now() + 3_600_000);
    const { at } = await writeNote(ana, titleId, { text: 'Soon', spoils: false }, later);
    expect(at.getTime()).toBeLessThan(later.getTime());
  });

  it.each(['', ' \n ', 'x'.repeat(MOST_LETTERS + 1)])('refuses nothing at all and too much', async (text) => {
    await expect(writeNote(ana, titleId, { text, spoils: false })).rejects.toMatchObject({ code: 'invalid' });
    expect(await readOwnNote(ana, titleId)).toBeNull();
  });

  it('refuses a title that is not there', async () => {
    const given = { text: 'Lost', spoils: false };
    await expect(writeNote(ana, 999_999, given)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a note is no sign of taste', () => {
  it('on a title that nothing else was said of', async () => {
    await writeNote(ana, titleId, { text: 'Loved it, loved it', spoils: false });
    expect((await readInteractions([ana])).get(ana)).toEqual([]);
  });

  it('and does not lift what was said before a reset of taste over it', async () => {
    await rateTitle(ana, titleId, 5);
    await database().update(users).set({ tasteResetAt: new Date() }).where(eq(users.id, ana));
    await writeNote(ana, titleId, { text: 'Still here', spoils: false });
    expect((await readInteractions([ana])).get(ana)).toMatchObject([{ titleId, muted: true }]);
  });
});

describe('notes of others', () => {
  const foldedFor = async (reader: string) => (await readNotes(reader, [ana], [titleId]))[0]?.folded;

  it('fold where they give the story away to somebody who has not seen it', async () => {
    await writeNote(ana, titleId, { text: 'The boat sinks', spoils: true });
    expect(await foldedFor(ben)).toBe(true);
    const viewing = { watchId: crypto.randomUUID(), titleId, watchedOn: null, precision: 'unknown' } as const;
    await watchTitle(ben, { ...viewing, counts: false });
    expect(await foldedFor(ben)).toBe(true);
    await watchTitle(ben, { ...viewing, watchId: crypto.randomUUID() });
    expect(await foldedFor(ben)).toBe(false);
  });

  it('stand open where they give nothing away, and for whoever rated it', async () => {
    await writeNote(ana, titleId, { text: 'Bring a towel', spoils: false });
    expect(await foldedFor(ben)).toBe(false);
    await writeNote(ana, titleId, { text: 'The boat sinks', spoils: true });
    await rateTitle(ben, titleId, 3);
    expect(await foldedFor(ben)).toBe(false);
  });

  it('come from those asked about, and from nobody else', async () => {
    await writeNote(ana, titleId, { text: 'Mine', spoils: false });
    const other = await makeTitle();
    expect(await readNotes(ben, [ben], [titleId])).toEqual([]);
    expect(await readNotes(ben, [ana], [other.id])).toEqual([]);
    const [kept] = await database()
      .select()
      .from(libraryEntries)
      .where(and(eq(libraryEntries.userId, ana), eq(libraryEntries.titleId, titleId)));
    expect(kept?.note).toBe('Mine');
  });
});
