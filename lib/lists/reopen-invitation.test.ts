import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { listActivity, listMembers } from '../../db/schema/lists.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { provideEnv } from '../env.ts';
import { createList } from './create-list.ts';
import { answerListInvitation, inviteToList } from './members.ts';
import { readActivity } from './read-activity.ts';
import { reopenListInvitation } from './reopen-invitation.ts';

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of more than thirty-two characters' });
});

let ana: Awaited<ReturnType<typeof makeUser>>;
let ben: Awaited<ReturnType<typeof makeUser>>;
let listId: string;

beforeEach(async () => {
  [ana, ben, listId] = [await makeUser(), await makeUser(), randomUUID()];
  await createList(ana.id, { listId, name: 'Rainy days', description: '' });
  await inviteToList(ana.id, { listId, handle: ben.handle, role: 'editor' });
});

const membership = async () =>
  (
    await database()
      .select({ state: listMembers.state, role: listMembers.role, by: listMembers.invitedBy })
      .from(listMembers)
      .where(eq(listMembers.userId, ben.id))
  )[0];

test.each([true, false])('an answer (%s) that is taken back waits again as it was', async (accept) => {
  const before = await membership();
  await answerListInvitation(ben.id, { listId, accept });
  expect(await membership()).not.toEqual(before);
  await reopenListInvitation(ben.id, listId);
  await reopenListInvitation(ben.id, listId);
  expect(await membership()).toEqual(before);
  await answerListInvitation(ben.id, { listId, accept: true });
  expect(await membership()).toMatchObject({ state: 'joined', role: 'editor' });
});

test('a decline and its way back are told to nobody', async () => {
  const told = async () => (await readActivity(ana.id, listId, {})).happenings.map(({ kind }) => kind);
  const before = await told();
  await answerListInvitation(ben.id, { listId, accept: false });
  await reopenListInvitation(ben.id, listId);
  expect(await told()).toEqual(before);
});

test('after a minute, and for whoever was never asked, there is no such list', async () => {
  const stranger = await makeUser();
  await expect(reopenListInvitation(stranger.id, listId)).rejects.toMatchObject({ code: 'not-found' });
  await answerListInvitation(ben.id, { listId, accept: false });
  await database()
    .update(listActivity)
    .set({ at: sql`now() - interval '2 minutes'` })
    .where(eq(listActivity.listId, listId));
  await expect(reopenListInvitation(ben.id, listId)).rejects.toMatchObject({ code: 'not-found' });
});
