import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { listActivity, listMembers } from '../../db/schema/lists.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { provideEnv } from '../env.ts';
import { DomainError } from '../errors.ts';
import { readVersions } from '../live/topics.ts';
import { blockPerson } from '../social/blocks.ts';
import { setArchived } from './archive-list.ts';
import { createList } from './create-list.ts';
import { bringListBack, deleteList } from './delete-list.ts';
import { describeList } from './describe-list.ts';
import { addToList, putBack, removeFromList } from './items.ts';
import { joinByLink, readJoinPage } from './join-by-link.ts';
import { makeLink, revokeLink } from './links.ts';
import { memberKey } from './member-key.ts';
import { answerListInvitation, handOver, inviteToList, leaveList, removeMember, setRole } from './members.ts';
import { moveItem } from './move-item.ts';
import { setNote } from './notes.ts';
import { readActivity } from './read-activity.ts';
import { readList } from './read-list.ts';
import { restoreMember, returnToList } from './return-to-list.ts';
import { setVote } from './votes.ts';

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of more than thirty-two characters' });
});

type House = Awaited<ReturnType<typeof makeHouse>>;
type Standing = 'owner' | 'editor' | 'viewer' | 'invited' | 'stranger' | 'blocked' | 'removed';

/** A list with two titles, one of which was taken off, and somebody of every standing. */
async function makeHouse() {
  const names = ['owner', 'editor', 'viewer', 'invited', 'stranger', 'blocked', 'removed', 'guest'] as const;
  const users = await Promise.all(names.map(() => makeUser()));
  const people = Object.fromEntries(names.map((name, index) => [name, users[index]!.id])) as Record<
    (typeof names)[number],
    string
  >;
  const handleOf = (name: (typeof names)[number]) => users[names.indexOf(name)]!.handle;
  const listId = randomUUID();
  await createList(people.owner, { listId, name: 'Rainy days', description: '' });
  for (const [name, role] of [
    ['editor', 'editor'],
    ['viewer', 'viewer'],
    ['removed', 'editor'],
  ] as const)
    await database().insert(listMembers).values({ listId, userId: people[name], role, state: 'joined' });
  await inviteToList(people.owner, { listId, handle: handleOf('invited'), role: 'editor' });
  await inviteToList(people.owner, { listId, handle: handleOf('blocked'), role: 'editor' });
  await blockPerson(people.blocked, people.owner);
  const [there, other, gone] = [randomUUID(), randomUUID(), randomUUID()];
  for (const itemId of [there, other, gone])
    await addToList(people.owner, { listId, itemId, titleId: (await makeTitle()).id });
  await removeFromList(people.owner, { listId, itemId: gone });
  const inviteId = randomUUID();
  const { token } = await makeLink(people.owner, { listId, inviteId, role: 'viewer', days: 7, once: false });
  await removeMember(people.owner, { listId, member: memberKey(listId, people.removed) });
  return {
    ...people,
    listId,
    there,
    other,
    gone,
    inviteId,
    token,
    guestHandle: handleOf('guest'),
    title: await makeTitle(),
  };
}

const words = { name: 'Rainy days', description: '' };
const key = (house: House, name: Standing) => memberKey(house.listId, house[name]);

/** Every verb and read with who may; everybody else is refused: members by a word, others as if there were no list. */
const verbs: Readonly<
  Record<string, readonly [(viewerId: string, house: House) => Promise<unknown>, readonly Standing[]]>
> = {
  readList: [(id, { listId }) => readList(id, listId), ['owner', 'editor', 'viewer']],
  readActivity: [(id, { listId }) => readActivity(id, listId, {}), ['owner', 'editor', 'viewer']],
  vote: [
    (id, { listId, there }) => setVote(id, { listId, itemId: there, vote: 1 }),
    ['owner', 'editor', 'viewer'],
  ],
  add: [
    (id, { listId, title }) => addToList(id, { listId, itemId: randomUUID(), titleId: title.id }),
    ['owner', 'editor'],
  ],
  remove: [(id, { listId, there }) => removeFromList(id, { listId, itemId: there }), ['owner', 'editor']],
  putBack: [(id, { listId, gone }) => putBack(id, { listId, itemId: gone }), ['owner', 'editor']],
  move: [
    (id, { listId, there, other }) =>
      moveItem(id, { listId, itemId: other, side: 'before', besideId: there }),
    ['owner', 'editor'],
  ],
  note: [(id, { listId, there }) => setNote(id, { listId, itemId: there, text: 'Yes' }), ['owner', 'editor']],
  describe: [
    (id, { listId }) => describeList(id, { listId, was: words, to: { ...words, name: 'Wet days' } }),
    ['owner', 'editor'],
  ],
  archive: [(id, { listId }) => setArchived(id, listId, true), ['owner']],
  delete: [(id, { listId }) => deleteList(id, listId), ['owner']],
  invite: [
    (id, { listId, guestHandle }) => inviteToList(id, { listId, handle: guestHandle, role: 'viewer' }),
    ['owner'],
  ],
  setRole: [
    (id, house) => setRole(id, { listId: house.listId, member: key(house, 'viewer'), role: 'editor' }),
    ['owner'],
  ],
  removeMember: [
    (id, house) => removeMember(id, { listId: house.listId, member: key(house, 'viewer') }),
    ['owner'],
  ],
  restoreMember: [
    (id, house) => restoreMember(id, { listId: house.listId, member: key(house, 'removed') }),
    ['owner'],
  ],
  handOver: [(id, house) => handOver(id, { listId: house.listId, member: key(house, 'editor') }), ['owner']],
  makeLink: [
    (id, { listId }) => makeLink(id, { listId, inviteId: randomUUID(), role: 'editor', days: 1, once: true }),
    ['owner'],
  ],
  revokeLink: [(id, { listId, inviteId }) => revokeLink(id, { listId, inviteId }), ['owner']],
  leave: [(id, { listId }) => leaveList(id, listId), ['editor', 'viewer']],
  accept: [
    (id, { listId }) => answerListInvitation(id, { listId, accept: true }),
    ['owner', 'editor', 'viewer', 'invited'],
  ],
  joinByLink: [
    (id, { token }) => joinByLink(id, token),
    ['owner', 'editor', 'viewer', 'invited', 'stranger'],
  ],
  returnToList: [(id, { listId }) => returnToList(id, listId), ['owner', 'editor', 'viewer']],
};
const standings: readonly Standing[] = [
  'owner',
  'editor',
  'viewer',
  'invited',
  'stranger',
  'blocked',
  'removed',
];

describe.each(Object.entries(verbs))('%s', (verb, [run, allowed]) => {
  test(`is for ${allowed.join(', ')}, and nobody else changes or learns anything`, async () => {
    const closed = await makeHouse();
    for (const standing of standings) {
      // What is refused leaves the house as it was.
      const house = allowed.includes(standing) ? await makeHouse() : closed;
      const topic = `list:${house.listId}` as const;
      const before = (await readVersions([topic])).get(topic);
      const answer = await run(house[standing], house).catch((error: unknown) => error);
      if (allowed.includes(standing)) {
        expect(answer, standing).not.toBeInstanceOf(Error);
        continue;
      }
      expect(answer, standing).toBeInstanceOf(DomainError);
      const member = ['owner', 'editor', 'viewer'].includes(standing);
      const code = member ? (verb === 'leave' ? 'conflict' : 'forbidden') : 'not-found';
      expect((answer as DomainError).code, standing).toBe(code);
      if (!member) expect((answer as DomainError).message).not.toContain('Rainy days');
      expect((await readVersions([topic])).get(topic), standing).toBe(before);
    }
  });
});

test('a list that does not exist answers as one that is not yours', async () => {
  const house = await makeHouse();
  const answer = async (listId: string, verb: (id: string) => Promise<unknown>) => {
    const error = (await verb(listId).catch((thrown: unknown) => thrown)) as DomainError;
    return { code: error.code, message: error.message };
  };
  for (const verb of [
    (listId: string) => readList(house.stranger, listId),
    (listId: string) => setArchived(house.stranger, listId, true),
    (listId: string) => answerListInvitation(house.stranger, { listId, accept: true }),
    (listId: string) => bringListBack(house.stranger, listId),
  ])
    expect(await answer(house.listId, verb)).toEqual(await answer(randomUUID(), verb));
});

test('an archived list is read by everybody on it and changed by nobody until it comes back', async () => {
  const house = await makeHouse();
  await setArchived(house.owner, house.listId, true);
  expect((await readList(house.viewer, house.listId)).archived).toBe(true);
  for (const verb of ['vote', 'add', 'remove', 'putBack', 'move', 'note', 'describe'])
    await expect(verbs[verb]![0](house.owner, house), verb).rejects.toMatchObject({ code: 'conflict' });
  await setArchived(house.owner, house.listId, false);
  await setVote(house.viewer, { listId: house.listId, itemId: house.there, vote: -1 });
});

test('a deleted list is gone for everybody, and back for all when the owner takes it back', async () => {
  const house = await makeHouse();
  await deleteList(house.owner, house.listId);
  for (const standing of standings)
    await expect(readList(house[standing], house.listId)).rejects.toMatchObject({ code: 'not-found' });
  expect(await readJoinPage(house.stranger, house.token)).toBeNull();
  await expect(bringListBack(house.editor, house.listId)).rejects.toMatchObject({ code: 'not-found' });
  await bringListBack(house.owner, house.listId);
  expect((await readList(house.viewer, house.listId)).items).toHaveLength(2);
});

test('links say nothing to whom they are not for, and tell a stranger only what they open', async () => {
  const house = await makeHouse();
  expect(await readJoinPage(null, house.token)).toMatchObject({ name: 'Rainy days', role: 'viewer' });
  expect(await readJoinPage(house.blocked, house.token)).toBeNull();
  expect(await readJoinPage(house.removed, house.token)).toBeNull();
  expect(await readJoinPage(null, `${house.inviteId}.${'A'.repeat(22)}`)).toBeNull();
  expect(await readJoinPage(null, 'nothing of the kind')).toBeNull();
  await revokeLink(house.owner, house);
  expect(await readJoinPage(null, house.token)).toBeNull();
  await expect(joinByLink(house.stranger, house.token)).rejects.toMatchObject({ code: 'not-found' });
});

test('a single link lets one person in, however many open it at once', async () => {
  const house = await makeHouse();
  const { listId, owner } = house;
  const { token } = await makeLink(owner, {
    listId,
    inviteId: randomUUID(),
    role: 'editor',
    days: 1,
    once: true,
  });
  const people = await Promise.all(Array.from({ length: 6 }, () => makeUser()));
  const answers = await Promise.allSettled(people.map(({ id }) => joinByLink(id, token)));
  const inside = answers.filter(({ status }) => status === 'fulfilled');
  expect(inside).toHaveLength(1);
  const joined = await database().select().from(listActivity).where(eq(listActivity.listId, listId));
  expect(joined.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
});

test('demo people and real people never meet on a list', async () => {
  const house = await makeHouse();
  const demo = await makeUser({ isDemo: true });
  expect(await readJoinPage(demo.id, house.token)).toBeNull();
  await expect(joinByLink(demo.id, house.token)).rejects.toMatchObject({ code: 'not-found' });
  const invitation = { listId: house.listId, handle: demo.handle, role: 'viewer' as const };
  await expect(inviteToList(house.owner, invitation)).rejects.toMatchObject({ code: 'not-found' });
});
