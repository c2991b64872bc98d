import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { sends } from '../../db/schema/sends.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { answerCompanion, tagCompanions, takeBackAnswer } from '../library/tag-companions.ts';
import { watchTitle } from '../library/watch.ts';
import { createList } from '../lists/create-list.ts';
import { inviteToList } from '../lists/members.ts';
import { blockPerson } from './blocks.ts';
import { acceptFriendship, requestFriendship } from './friendships.ts';
import { countInbox, readInbox } from './inbox.ts';
import { sendTitle } from './sends.ts';

beforeAll(createTestDatabase);

test('nothing waits for somebody new', async () => {
  const ana = await makeUser();
  expect(await readInbox(ana.id)).toEqual({ version: 0, waiting: [], news: [] });
  expect(await countInbox(ana.id)).toEqual({ version: 0, waiting: 0 });
});

test('a request waits for whoever is asked, not for whoever asks, until it is answered', async () => {
  const [ana, ben] = [await makeUser(), await makeUser()];
  await requestFriendship(ana.id, ben.handle);
  expect((await readInbox(ben.id)).waiting).toMatchObject([
    { kind: 'friend-request', person: { id: ana.id, handle: ana.handle, name: ana.displayName } },
  ]);
  expect((await readInbox(ana.id)).waiting).toEqual([]);
  await acceptFriendship(ben.id, ana.id);
  expect((await readInbox(ben.id)).waiting).toEqual([]);
});

test('whatever waits stands in one order, newest first, and is counted as it is shown', async () => {
  const [viewer, friend, stranger] = [await makeUser(), await makeUser(), await makeUser()];
  await befriend(viewer, friend);
  const [older, newer] = [await makeTitle(), await makeTitle()];
  const send = (titleId: number) =>
    sendTitle(friend.id, { titleId, userIds: [viewer.id], note: '', ids: [randomUUID()] });
  await send(older.id);
  await requestFriendship(stranger.id, viewer.handle);
  await send(newer.id);
  const { waiting } = await readInbox(viewer.id);
  expect(waiting.map((item) => (item.kind === 'title' ? item.title.id : item.kind))).toEqual([
    newer.id,
    'friend-request',
    older.id,
  ]);
  expect((await countInbox(viewer.id)).waiting).toBe(3);
});

test('the count stops at a hundred', async () => {
  const [viewer, friend, title] = [await makeUser(), await makeUser(), await makeTitle()];
  await befriend(viewer, friend);
  const letter = { senderId: friend.id, recipientId: viewer.id, titleId: title.id };
  await database()
    .insert(sends)
    .values(Array.from({ length: 130 }, () => ({ id: randomUUID(), ...letter })));
  expect((await countInbox(viewer.id)).waiting).toBe(100);
  expect((await readInbox(viewer.id)).waiting).toHaveLength(100);
});

test('an invitation to a list waits with who asks and as what, and leaves with a block', async () => {
  const [ana, ben] = [await makeUser(), await makeUser()];
  const listId = randomUUID();
  await createList(ana.id, { listId, name: 'Rainy days', description: '' });
  await inviteToList(ana.id, { listId, handle: ben.handle, role: 'viewer' });
  expect((await readInbox(ben.id)).waiting).toMatchObject([
    { kind: 'list', id: listId, name: 'Rainy days', role: 'viewer', person: { handle: ana.handle } },
  ]);
  expect((await countInbox(ben.id)).waiting).toBe(1);
  await blockPerson(ben.id, ana.id);
  expect((await readInbox(ben.id)).waiting).toEqual([]);
  expect((await countInbox(ben.id)).waiting).toBe(0);
});

test('who was named as company is asked with the title and the day, and leaves with their answer', async () => {
  const [ana, ben, title] = [await makeUser(), await makeUser(), await makeTitle()];
  await befriend(ana, ben);
  const watchId = randomUUID();
  await watchTitle(ana.id, { watchId, titleId: title.id, watchedOn: '2026-10-01', precision: 'month' });
  await tagCompanions(ana.id, watchId, [ben.id]);
  expect((await readInbox(ben.id)).waiting).toMatchObject([
    {
      kind: 'watched-with',
      id: watchId,
      person: { handle: ana.handle },
      title: { id: title.id },
      watchedOn: '2026-10-01',
      precision: 'month',
    },
  ]);
  await answerCompanion(ben.id, watchId, true);
  expect((await readInbox(ben.id)).waiting).toEqual([]);
  await takeBackAnswer(ben.id, watchId);
  expect(await countInbox(ben.id)).toMatchObject({ waiting: 1 });
});
