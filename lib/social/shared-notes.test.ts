import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { changePreferences } from '../account/preferences.ts';
import { writeNote } from '../library/note.ts';
import { blockPerson } from './blocks.ts';
import { friendsNotes } from './shared-notes.ts';

beforeAll(createTestDatabase);

type User = Awaited<ReturnType<typeof makeUser>>;
let reader: User;
let writer: User;
let titleId: number;

beforeEach(async () => {
  [reader, writer] = [await makeUser(), await makeUser({ displayName: 'Ana' })];
  titleId = (await makeTitle()).id;
  await writeNote(writer.id, titleId, { text: 'Bring a towel', spoils: false });
});

const words = async () =>
  (await friendsNotes(reader.id, titleId)).map(({ by, note }) => `${by.name}: ${note.text}`);

it('friends read each other’s notes, strangers do not', async () => {
  expect(await words()).toEqual([]);
  await befriend(reader, writer);
  expect(await words()).toEqual(['Ana: Bring a towel']);
});

it('notes are shared as ratings are', async () => {
  await befriend(reader, writer);
  await changePreferences(writer.id, { shareRatings: 'me' });
  expect(await words()).toEqual([]);
});

it('whoever is blocked reads nothing', async () => {
  await befriend(reader, writer);
  await blockPerson(writer.id, reader.id);
  expect(await words()).toEqual([]);
});

it('a note of another title stays there, and one’s own stands elsewhere', async () => {
  await befriend(reader, writer);
  await writeNote(reader.id, titleId, { text: 'Mine', spoils: false });
  await writeNote(writer.id, (await makeTitle()).id, { text: 'Elsewhere', spoils: false });
  expect(await words()).toEqual(['Ana: Bring a towel']);
});
