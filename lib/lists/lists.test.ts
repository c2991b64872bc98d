import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { listItems, listMembers, lists } from '../../db/schema/lists.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { deleteAccount } from '../account/delete-account.ts';
import { provideEnv } from '../env.ts';
import { readVersions } from '../live/topics.ts';
import { blockPerson, unblockPerson } from '../social/blocks.ts';
import { createList } from './create-list.ts';
import { forgetDeletedLists } from './delete-list.ts';
import { MOST_ITEMS, MOST_MEMBERS } from './fields.ts';
import { addToList, putBack, removeFromList } from './items.ts';
import { joinByLink } from './join-by-link.ts';
import { makeLink } from './links.ts';
import { listsForTitle } from './lists-for-title.ts';
import { memberKey } from './member-key.ts';
import { answerListInvitation, handOver, inviteToList, leaveList, removeMember } from './members.ts';
import { moveItem } from './move-item.ts';
import { setNote } from './notes.ts';
import { evenPlaces } from './places.ts';
import { readActivity } from './read-activity.ts';
import { readList } from './read-list.ts';
import { readListInvitations, readLists } from './read-lists.ts';
import { restoreMember, returnToList } from './return-to-list.ts';
import { setVote } from './votes.ts';

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of more than thirty-two characters' });
});

/** A list of Ana's with Ben as editor. */
async function makeHouse() {
  const [ana, ben] = [await makeUser(), await makeUser()];
  const listId = randomUUID();
  await createList(ana.id, { listId, name: 'Rainy days', description: '' });
  await join(listId, ben.id, 'editor');
  return { ana, ben, listId };
}

const join = (listId: string, userId: string, role: 'editor' | 'viewer') =>
  database().insert(listMembers).values({ listId, userId, role, state: 'joined' });

async function add(userId: string, listId: string, given: Parameters<typeof makeTitle>[0] = {}) {
  const title = await makeTitle(given);
  const itemId = randomUUID();
  await addToList(userId, { listId, itemId, titleId: title.id });
  return { itemId, title };
}

const orderOf = async (userId: string, listId: string) =>
  (await readList(userId, listId)).items.map(({ id }) => id);

describe('titles', () => {
  test('stand in the order in which they were added, and move beside each other', async () => {
    const { ana, ben, listId } = await makeHouse();
    const [one, two, three] = [
      (await add(ana.id, listId)).itemId,
      (await add(ben.id, listId)).itemId,
      (await add(ana.id, listId)).itemId,
    ];
    expect(await orderOf(ben.id, listId)).toEqual([one, two, three]);
    await moveItem(ben.id, { listId, itemId: three, side: 'before', besideId: one });
    expect(await orderOf(ana.id, listId)).toEqual([three, one, two]);
    await moveItem(ana.id, { listId, itemId: three, side: 'after', besideId: two });
    expect(await orderOf(ana.id, listId)).toEqual([one, two, three]);
  });

  test('that are taken off return to their place with notes and votes', async () => {
    const { ana, ben, listId } = await makeHouse();
    const [one, two] = [(await add(ana.id, listId)).itemId, (await add(ana.id, listId)).itemId];
    await setNote(ben.id, { listId, itemId: one, text: 'In winter' });
    await setVote(ana.id, { listId, itemId: one, vote: 1 });
    await removeFromList(ben.id, { listId, itemId: one });
    expect(await orderOf(ana.id, listId)).toEqual([two]);
    await putBack(ben.id, { listId, itemId: one });
    const [item] = (await readList(ana.id, listId)).items;
    expect(item).toMatchObject({ id: one, votes: { up: 1, down: 0, own: 1 } });
    expect(item?.notes).toMatchObject([{ text: 'In winter', by: { person: { handle: ben.handle } } }]);
  });

  test('that are added again after they were taken off keep their words, at the end', async () => {
    const { ana, ben, listId } = await makeHouse();
    const { itemId, title } = await add(ana.id, listId);
    const other = (await add(ana.id, listId)).itemId;
    await setNote(ana.id, { listId, itemId, text: 'Still' });
    await removeFromList(ana.id, { listId, itemId });
    const again = await addToList(ben.id, { listId, itemId: randomUUID(), titleId: title.id });
    expect(again).toMatchObject({ itemId, outcome: 'put-back' });
    const { items } = await readList(ana.id, listId);
    expect(items.map(({ id }) => id)).toEqual([other, itemId]);
    expect(items[1]?.notes).toMatchObject([{ text: 'Still' }]);
    expect(items[1]?.addedBy?.person?.handle).toBe(ben.handle);
  });

  test('above a member’s maturity limit are counted for them and not shown, in the list, its strip and its activity', async () => {
    const { ana, listId } = await makeHouse();
    const child = await makeUser({ maturityLimit: 12 });
    await join(listId, child.id, 'editor');
    const grown = await add(ana.id, listId, { maturity: 18, name: 'For adults only' });
    await add(ana.id, listId, { maturity: 0 });
    const view = await readList(child.id, listId);
    expect([view.items.length, view.hidden]).toEqual([1, 1]);
    const everything = [view, await readActivity(child.id, listId, {}), await readLists(child.id)];
    expect(JSON.stringify(everything)).not.toContain('For adults only');
    const vote = setVote(child.id, { listId, itemId: grown.itemId, vote: 1 });
    await expect(vote).rejects.toMatchObject({ code: 'not-found' });
    const addIt = addToList(child.id, { listId, itemId: randomUUID(), titleId: grown.title.id });
    await expect(addIt).rejects.toMatchObject({ code: 'not-found' });
  });

  test('are at most five hundred, and the refusal says what to do', async () => {
    const { ana, listId } = await makeHouse();
    const places = evenPlaces(MOST_ITEMS);
    const titles = await Promise.all(places.map(() => makeTitle()));
    await database()
      .insert(listItems)
      .values(
        titles.map(({ id }, index) => ({
          id: randomUUID(),
          listId,
          titleId: id,
          place: places[index]!,
          addedBy: ana.id,
        })),
      );
    await expect(add(ana.id, listId)).rejects.toThrow(/Take one off/);
  });
});

describe('votes', () => {
  test('are one a member, and what somebody said who left waits until they are back', async () => {
    const { ana, ben, listId } = await makeHouse();
    const { itemId } = await add(ana.id, listId);
    await setVote(ana.id, { listId, itemId, vote: 1 });
    await setVote(ben.id, { listId, itemId, vote: 1 });
    await setVote(ben.id, { listId, itemId, vote: -1 });
    expect((await readList(ben.id, listId)).items[0]?.votes).toEqual({ up: 1, down: 1, own: -1 });
    await leaveList(ben.id, listId);
    expect((await readList(ana.id, listId)).items[0]?.votes).toEqual({ up: 1, down: 0, own: 1 });
    await returnToList(ben.id, listId);
    expect((await readList(ana.id, listId)).items[0]?.votes).toEqual({ up: 1, down: 1, own: 1 });
  });

  test('are told in the activity without saying which way', async () => {
    const { ana, ben, listId } = await makeHouse();
    const { itemId } = await add(ana.id, listId);
    await setVote(ben.id, { listId, itemId, vote: -1 });
    await setVote(ben.id, { listId, itemId, vote: 1 });
    const { happenings } = await readActivity(ana.id, listId, {});
    const [up, down] = happenings.map(({ id, at, ...told }) => told);
    expect(up).toMatchObject({ kind: 'voted', by: { person: { handle: ben.handle } } });
    expect(down).toEqual(up);
  });
});

describe('a repeated change', () => {
  test('has no version and no row of its own', async () => {
    const { ana, listId } = await makeHouse();
    const { itemId, title } = await add(ana.id, listId);
    await setVote(ana.id, { listId, itemId, vote: 1 });
    const before = (await readList(ana.id, listId)).version;
    await setVote(ana.id, { listId, itemId, vote: 1 });
    await addToList(ana.id, { listId, itemId, titleId: title.id });
    await createList(ana.id, { listId, name: 'Rainy days', description: '' });
    await putBack(ana.id, { listId, itemId });
    expect((await readList(ana.id, listId)).version).toBe(before);
  });
});

describe('members', () => {
  test('are asked by handle, and join when they say yes', async () => {
    const { ana, listId } = await makeHouse();
    const cem = await makeUser();
    const topic = `person:${cem.id}` as const;
    await inviteToList(ana.id, { listId, handle: cem.handle, role: 'viewer' });
    expect((await readVersions([topic])).get(topic)).toBe(1);
    expect(await readListInvitations(cem.id)).toMatchObject([
      { listId, name: 'Rainy days', role: 'viewer', invitedBy: { handle: ana.handle } },
    ]);
    await answerListInvitation(cem.id, { listId, accept: true });
    expect((await readList(cem.id, listId)).role).toBe('viewer');
    expect(await readListInvitations(cem.id)).toEqual([]);
  });

  test('who say no leave no trace for the others', async () => {
    const { ana, ben, listId } = await makeHouse();
    const cem = await makeUser();
    await inviteToList(ana.id, { listId, handle: cem.handle, role: 'viewer' });
    expect((await readList(ben.id, listId)).members).toHaveLength(2);
    expect(JSON.stringify(await readActivity(ben.id, listId, {}))).not.toContain(cem.handle);
    await answerListInvitation(cem.id, { listId, accept: false });
    const { happenings } = await readActivity(ana.id, listId, {});
    expect(happenings.map(({ kind }) => kind)).not.toContain('declined');
    expect((await readList(ana.id, listId)).members).toHaveLength(2);
  });

  test('who blocked each other meet as somebody without name or handle, by keys that hold on one list only', async () => {
    const { ana, ben, listId } = await makeHouse();
    const cem = await makeUser({ displayName: 'Cem the blocked' });
    await join(listId, cem.id, 'editor');
    const { itemId } = await add(cem.id, listId);
    await setNote(cem.id, { listId, itemId, text: 'Mine' });
    await blockPerson(ben.id, cem.id);
    for (const [viewer, other] of [
      [ben, cem],
      [cem, ben],
    ] as const) {
      const seen = JSON.stringify([
        await readList(viewer.id, listId),
        await readActivity(viewer.id, listId, {}),
        await readLists(viewer.id),
      ]);
      expect(seen).not.toContain(other.displayName);
      expect(seen).not.toContain(other.handle);
      expect(seen).not.toContain(other.id);
      expect(seen).toContain(memberKey(listId, other.id));
    }
    expect((await readList(ana.id, listId)).members).toHaveLength(3);
    expect((await readList(ben.id, listId)).items[0]?.notes).toMatchObject([
      { text: 'Mine', by: { person: null } },
    ]);
    expect(memberKey(listId, cem.id)).not.toBe(memberKey(randomUUID(), cem.id));
  });

  test('whom a block divides from whoever asked them are not asked any more', async () => {
    const { ana, listId } = await makeHouse();
    const cem = await makeUser();
    await inviteToList(ana.id, { listId, handle: cem.handle, role: 'editor' });
    await blockPerson(cem.id, ana.id);
    expect(await readListInvitations(cem.id)).toEqual([]);
    const answer = answerListInvitation(cem.id, { listId, accept: true });
    await expect(answer).rejects.toMatchObject({ code: 'not-found' });
    expect((await readList(ana.id, listId)).members).toHaveLength(2);
    await unblockPerson(cem.id, ana.id);
    expect(await readListInvitations(cem.id)).toHaveLength(1);
  });

  test('who are removed come back when that is taken back, and by no older link', async () => {
    const { ana, ben, listId } = await makeHouse();
    const { token } = await makeLink(ana.id, {
      listId,
      inviteId: randomUUID(),
      role: 'viewer',
      days: 7,
      once: false,
    });
    await removeMember(ana.id, { listId, member: memberKey(listId, ben.id) });
    await expect(joinByLink(ben.id, token)).rejects.toMatchObject({ code: 'not-found' });
    await restoreMember(ana.id, { listId, member: memberKey(listId, ben.id) });
    expect((await readList(ben.id, listId)).role).toBe('editor');
  });

  test('are at most fifty, invitations included', async () => {
    const { ana, listId } = await makeHouse();
    const crowd = await Promise.all(Array.from({ length: MOST_MEMBERS - 2 }, () => makeUser()));
    await database()
      .insert(listMembers)
      .values(
        crowd.map(({ id }) => ({ listId, userId: id, role: 'viewer' as const, state: 'joined' as const })),
      );
    const last = await makeUser();
    const invitation = { listId, handle: last.handle, role: 'viewer' as const };
    await expect(inviteToList(ana.id, invitation)).rejects.toThrow(/50 members/);
  });

  test('include one owner, who hands over before they leave', async () => {
    const { ana, ben, listId } = await makeHouse();
    await expect(leaveList(ana.id, listId)).rejects.toThrow(/Hand it over/);
    await handOver(ana.id, { listId, member: memberKey(listId, ben.id) });
    const { members } = await readList(ben.id, listId);
    expect(members.map(({ person, role }) => [person?.handle, role])).toEqual([
      [ben.handle, 'owner'],
      [ana.handle, 'editor'],
    ]);
    await leaveList(ana.id, listId);
  });
});

describe('when an account is deleted', () => {
  test('its lists pass to an editor, and what nobody shared goes with it', async () => {
    const { ana, ben, listId } = await makeHouse();
    const viewer = await makeUser();
    await join(listId, viewer.id, 'viewer');
    const { itemId } = await add(ana.id, listId);
    const alone = randomUUID();
    await createList(ana.id, { listId: alone, name: 'Mine alone', description: '' });
    await deleteAccount(ana.id, ana.handle);
    const view = await readList(ben.id, listId);
    expect(view.role).toBe('owner');
    expect(view.items).toMatchObject([{ id: itemId, addedBy: null }]);
    expect(view.latest).toMatchObject({ kind: 'left', by: null });
    expect(await database().select().from(lists).where(eq(lists.id, alone))).toEqual([]);
  });
});

describe('reading', () => {
  test('all lists tells each with its members and first posters, the last changed first', async () => {
    const { ana, ben, listId } = await makeHouse();
    const older = randomUUID();
    await createList(ana.id, { listId: older, name: 'Older', description: '' });
    for (let index = 0; index < 7; index += 1) await add(ben.id, listId);
    const board = await readLists(ana.id);
    expect(board.lists.map(({ name }) => name)).toEqual(['Rainy days', 'Older']);
    expect(board.lists[0]).toMatchObject({ titles: 7, role: 'owner' });
    expect(board.lists[0]?.strip).toHaveLength(5);
    expect(board.lists[0]?.members.map(({ person }) => person?.handle)).toEqual([ana.handle, ben.handle]);
    expect(board.lists[1]).toMatchObject({ titles: 0, strip: [] });
  });

  test('activity comes page by page, without a gap or a double', async () => {
    const { ana, listId } = await makeHouse();
    const { itemId } = await add(ana.id, listId);
    for (let index = 0; index < 35; index += 1)
      await setNote(ana.id, { listId, itemId, text: `Note ${index}` });
    const first = await readActivity(ana.id, listId, {});
    const second = await readActivity(ana.id, listId, { before: first.next! });
    const ids = [...first.happenings, ...second.happenings].map(({ id }) => id);
    expect(new Set(ids).size).toBe(37);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    expect(second.next).toBeNull();
  });

  test('lists for a title puts the one used last first and marks where the title is', async () => {
    const { ana, ben, listId } = await makeHouse();
    const seen = randomUUID();
    await createList(ana.id, { listId: seen, name: 'Only to look at', description: '' });
    await join(seen, ben.id, 'viewer');
    const own = randomUUID();
    await createList(ben.id, { listId: own, name: 'Ben’s own', description: '' });
    const { itemId, title } = await add(ben.id, listId);
    expect(await listsForTitle(ben.id, title.id)).toEqual([
      { listId, name: 'Rainy days', itemId },
      { listId: own, name: 'Ben’s own', itemId: null },
    ]);
  });

  test('a deleted list is forgotten for good after its time', async () => {
    const { listId } = await makeHouse();
    const { listId: fresh } = await makeHouse();
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await database()
      .update(lists)
      .set({ deletedAt: ago(11) })
      .where(eq(lists.id, listId));
    await database()
      .update(lists)
      .set({ deletedAt: ago(5) })
      .where(eq(lists.id, fresh));
    await forgetDeletedLists();
    const left = await database().select({ id: lists.id }).from(lists);
    expect(left.map(({ id }) => id)).toContain(fresh);
    expect(left.map(({ id }) => id)).not.toContain(listId);
  });
});

test('a verb that is refused leaves neither row nor version', async () => {
  const { ana, listId } = await makeHouse();
  const before = (await readList(ana.id, listId)).version;
  const unknown = addToList(ana.id, { listId, itemId: randomUUID(), titleId: 999_999_999 });
  await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
  expect((await readList(ana.id, listId)).version).toBe(before);
});
