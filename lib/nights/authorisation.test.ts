import { beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import type { ErrorCode } from '../errors.ts';
import { blockPerson } from '../social/blocks.ts';
import type { NightActor } from './actor.ts';
import { addAtHostsPhone, removeFromNight, setAttendance } from './attendance.ts';
import { changeNight, inviteToNight } from './change.ts';
import { checkNight } from './check.ts';
import { confirmNight } from './confirm.ts';
import { cancelNight, endNight } from './end.ts';
import { deleteGroup, listGroups, saveGroup } from './groups.ts';
import { readNight } from './read.ts';
import { startNight } from './start.ts';
import { asPerson, makeVoting, nightOf, type Scene, say } from './testing/scene.ts';

beforeAll(createTestDatabase);

type Role = 'host' | 'member' | 'guest' | 'friend' | 'stranger' | 'blocked' | 'signed out';
type Answer = ErrorCode | 'done';

let people: Readonly<Record<'friend' | 'stranger' | 'blocked', string>>;

async function makeScene(): Promise<Scene> {
  const scene = await makeVoting({ friends: 2, guests: 1 });
  const [friend, stranger, blocked] = [await makeUser(), await makeUser(), await makeUser()];
  await befriend({ id: scene.host.userId }, friend);
  await blockPerson(scene.host.userId, blocked.id);
  people = { friend: friend.id, stranger: stranger.id, blocked: blocked.id };
  return scene;
}

function actorOf({ members }: Scene, role: Role): NightActor {
  if (role === 'host') return members[0]!.actor;
  if (role === 'member') return members[1]!.actor;
  if (role === 'guest') return members[3]!.actor;
  return role === 'signed out' ? { userId: null, secret: null } : asPerson(people[role]);
}

const answerOf = (work: Promise<unknown>): Promise<Answer> =>
  work.then(
    () => 'done',
    (error: { code: ErrorCode }) => error.code,
  );

/** Verbs of the host, who is signed in: guests and whoever is signed out have no id to call them with. */
const hostVerbs: readonly [string, (id: string, scene: Scene) => Promise<unknown>][] = [
  ['changing the name', (id, { nightId }) => changeNight(id, nightId, { name: 'Mine now' })],
  ['inviting', (id, { nightId }) => inviteToNight(id, nightId, [people.friend])],
  ['adding somebody at the phone', (id, { nightId }) => addAtHostsPhone(id, nightId, 'Child')],
  ['taking somebody off', (id, { nightId, members }) => removeFromNight(id, nightId, members[2]!.memberId)],
  ['counting titles', (id, { nightId }) => checkNight(id, nightId)],
  ['starting', (id, { nightId }) => startNight(id, nightId)],
  ['ending', (id, { nightId }) => endNight(id, nightId)],
  ['calling it off', (id, { nightId }) => cancelNight(id, nightId)],
];

describe.each(hostVerbs)('%s', (name, verb) => {
  it('is the host’s: a member is told so, and to everybody else there is no such night', async () => {
    const scene = await makeScene();
    const before = await nightOf(scene);
    const ask = (role: Role) => answerOf(verb(actorOf(scene, role).userId!, scene));
    expect(await ask('member')).toBe('forbidden');
    for (const role of ['friend', 'stranger', 'blocked'] as const) expect(await ask(role)).toBe('not-found');
    expect(await nightOf(scene)).toEqual(before);
    // Once the voting has begun the name stands.
    expect(await ask('host')).toBe(name === 'changing the name' ? 'conflict' : 'done');
  });
});

/** Verbs of everybody who is there, guests as well. */
const memberVerbs: readonly [string, (actor: NightActor, scene: Scene) => Promise<unknown>][] = [
  ['reading', (actor, { nightId }) => readNight(actor, nightId)],
  [
    'voting',
    (actor, scene) => say(scene, { actor, memberId: scene.members[1]!.memberId }, scene.deck[0]!, true),
  ],
  ['saying whether one is there', (actor, { nightId }) => setAttendance(actor, nightId, 'in')],
];

describe.each(memberVerbs)('%s', (_, verb) => {
  it('is for whoever is at the night; to everybody else there is none', async () => {
    const scene = await makeScene();
    for (const role of ['host', 'member', 'guest'] as const)
      expect(await answerOf(verb(actorOf(scene, role), scene))).toBe('done');
    for (const role of ['friend', 'stranger', 'blocked', 'signed out'] as const)
      expect(await answerOf(verb(actorOf(scene, role), scene))).toBe('not-found');
    const wrongSecret = { userId: null, secret: 'wrong' };
    expect(await answerOf(verb(wrongSecret, scene))).toBe('not-found');
    expect(await answerOf(verb(actorOf(scene, 'host'), { ...scene, nightId: 'nonsense' }))).toBe('not-found');
  });
});

it('a guest of one night is nobody at another', async () => {
  const [one, other] = [await makeScene(), await makeScene()];
  expect(await answerOf(readNight(actorOf(one, 'guest'), other.nightId))).toBe('not-found');
});

it('only the host says of somebody else whether they are there', async () => {
  const scene = await makeScene();
  const about = scene.members[2]!.memberId;
  for (const role of ['member', 'guest'] as const)
    expect(await answerOf(setAttendance(actorOf(scene, role), scene.nightId, 'out', about))).toBe(
      'forbidden',
    );
  expect(await answerOf(setAttendance(actorOf(scene, 'host'), scene.nightId, 'out', about))).toBe('done');
  const elsewhere = await makeScene();
  const foreign = elsewhere.members[2]!.memberId;
  expect(await answerOf(setAttendance(scene.host.actor, scene.nightId, 'out', foreign))).toBe('not-found');
  expect(await answerOf(removeFromNight(scene.host.userId, scene.nightId, foreign))).toBe('not-found');
});

it('a night is confirmed by whoever was there', async () => {
  const scene = await makeScene();
  await endNight(scene.host.userId, scene.nightId);
  const confirm = (role: Role) =>
    answerOf(confirmNight(actorOf(scene, role).userId!, scene.nightId, { watched: true }));
  for (const role of ['host', 'member'] as const) expect(await confirm(role)).toBe('done');
  for (const role of ['friend', 'stranger', 'blocked'] as const)
    expect(await confirm(role)).toBe('not-found');
});

it('a group is its owner’s: nobody else changes, deletes or sees it', async () => {
  const scene = await makeScene();
  const { groupId } = await saveGroup(scene.host.userId, { name: 'Us', userIds: [people.friend] });
  const [ana, ben] = [await makeUser(), await makeUser()];
  await befriend(ana, ben);
  const foreign = { groupId, name: 'Mine', userIds: [ben.id] };
  expect(await answerOf(saveGroup(ana.id, foreign))).toBe('not-found');
  await deleteGroup(ana.id, groupId);
  expect(await listGroups(ana.id)).toEqual([]);
  expect(await listGroups(scene.host.userId)).toMatchObject([{ id: groupId, name: 'Us' }]);
});
