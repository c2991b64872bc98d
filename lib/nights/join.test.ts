import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import type { DomainError } from '../errors.ts';
import { readVersions } from '../live/topics.ts';
import { blockPerson, unblockPerson } from '../social/blocks.ts';
import { removeFriend } from '../social/friendships.ts';
import { removeFromNight, setAttendance } from './attendance.ts';
import { inviteToNight } from './change.ts';
import { makeCode, normaliseCode } from './code.ts';
import { createNight } from './create.ts';
import { cancelNight } from './end.ts';
import { findNightByCode, joinNight } from './join.ts';
import { listNights } from './list.ts';
import { readNight } from './read.ts';
import { asPerson, comeAsGuest, makeGathering, makeVoting, say } from './testing/scene.ts';

beforeAll(createTestDatabase);

const signedOut = { userId: null, secret: null };
const plain = { rule: 'average', constraints: {}, hotSeat: false } as const;
const namesAt = async (hostId: string, nightId: string) =>
  (await readNight(asPerson(hostId), nightId)).members.map(({ name }) => name);
const refusalOf = (work: Promise<unknown>): Promise<{ code: string; message: string }> =>
  work.then(
    () => ({ code: 'none', message: 'none' }),
    ({ code, message }: DomainError) => ({ code, message }),
  );

describe('a code', () => {
  it('is read as it was meant, and has no letter that is mistaken for another', () => {
    expect(normaliseCode(' ac7-dEf ')).toBe('AC7DEF');
    for (const wrong of ['', 'AC7DE', 'AC7DEFG', 'AC7DE0', 'AC7DE1', 'AC7DEé'])
      expect(normaliseCode(wrong)).toBeNull();
    for (let round = 0; round < 200; round++) expect(makeCode()).toMatch(/^[^01258BILOSZ]{6}$/);
  });

  it('that is wrong, of a night that has ended, or of somebody blocked either way: the answer is the same', async () => {
    const [open, over] = [await makeGathering(), await makeGathering()];
    await cancelNight(over.host.userId, over.nightId);
    const [blocked, blocking, demo] = [await makeUser(), await makeUser(), await makeUser({ isDemo: true })];
    await blockPerson(open.host.userId, blocked.id);
    await blockPerson(blocking.id, open.host.userId);
    const tries = [
      findNightByCode('AAAAAA'),
      findNightByCode('nonsense'),
      findNightByCode(over.code),
      joinNight(signedOut, over.nightId, over.code, 'Late'),
      joinNight(signedOut, open.nightId, over.code, 'Wrong'),
      joinNight(signedOut, open.nightId, 'AAAAAA', 'Wrong'),
      joinNight(signedOut, randomUUID(), open.code, 'Nowhere'),
      ...[blocked, blocking, demo].map(({ id }) => joinNight(asPerson(id), open.nightId, open.code)),
    ];
    const answers = await Promise.all(tries.map(refusalOf));
    expect(answers[0]).toMatchObject({ code: 'not-found' });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await namesAt(open.host.userId, open.nightId)).toHaveLength(2);
  });

  it('of a night that has ended is free for another one', async () => {
    const [over, open] = [await makeGathering(), await makeGathering()];
    await cancelNight(over.host.userId, over.nightId);
    await database().update(nights).set({ code: over.code }).where(eq(nights.id, open.nightId));
    expect(await findNightByCode(over.code)).toBe(open.nightId);
  });
});

describe('coming', () => {
  it('is for guests too: each has a name of their own and a secret that is kept nowhere', async () => {
    const { nightId, code, host } = await makeGathering({ friends: 0 });
    const { secret } = await joinNight(signedOut, nightId, code, 'Ben');
    await comeAsGuest(nightId, code, 'ben');
    await comeAsGuest(nightId, code, 'Ben');
    expect((await namesAt(host.userId, nightId)).slice(1)).toEqual(['Ben', 'ben (2)', 'Ben (3)']);
    const view = await readNight({ userId: null, secret }, nightId);
    expect(view.members.map(({ isYou, isGuest, isHost }) => [isYou, isGuest, isHost])).toEqual([
      [false, false, true],
      [true, true, false],
      [false, true, false],
      [false, true, false],
    ]);
    const kept = await database().select().from(nightMembers).where(eq(nightMembers.nightId, nightId));
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it('needs a name of whoever is not signed in', async () => {
    const { nightId, code } = await makeGathering();
    await expect(joinNight(signedOut, nightId, code)).rejects.toMatchObject({
      code: 'invalid',
      field: 'name',
    });
  });

  it('again, in the same browser or as the same person, is coming once', async () => {
    const { nightId, code, host, members } = await makeGathering({ friends: 1, guests: 1 });
    for (const member of [...members, ...members])
      expect(await joinNight(member.actor, nightId, code, 'Again')).toEqual({ secret: null });
    const stranger = await makeUser();
    await Promise.all(Array.from({ length: 4 }, () => joinNight(asPerson(stranger.id), nightId, code)));
    expect(await namesAt(host.userId, nightId)).toHaveLength(4);
  });

  it('is over when the night is full', async () => {
    const { nightId, code } = await makeGathering({ friends: 0, guests: 19 });
    await expect(joinNight(signedOut, nightId, code, 'One more')).rejects.toThrow('at most 20 people');
  });
});

describe('an invitation', () => {
  it('asks friends, tells their inboxes, and leaves out whoever is none without a word', async () => {
    const [host, friend, former, blocked, stranger] = await Promise.all(
      Array.from({ length: 5 }, () => makeUser()),
    );
    for (const other of [friend, former, blocked]) await befriend(host!, other!);
    await removeFriend(host!.id, former!.id);
    await blockPerson(blocked!.id, host!.id);
    const everybody = [friend, former, blocked, stranger, host].map((user) => user!.id);
    const before = await readVersions(everybody.map((id) => `person:${id}` as const));
    const { nightId } = await createNight(host!.id, { ...plain, userIds: everybody });
    expect(await listNights(friend!.id)).toMatchObject({
      running: [
        { id: nightId, phase: 'gathering', attendance: 'asked', isHost: false, others: [host!.displayName] },
      ],
    });
    await inviteToNight(host!.id, nightId, everybody);
    expect(await namesAt(host!.id, nightId)).toEqual(
      expect.arrayContaining([host!.displayName, friend!.displayName]),
    );
    expect(await namesAt(host!.id, nightId)).toHaveLength(2);
    const after = await readVersions(everybody.map((id) => `person:${id}` as const));
    const told = everybody.filter((id) => after.get(`person:${id}`)! > before.get(`person:${id}`)!);
    expect(told).toEqual([friend!.id]);
    for (const other of [former, blocked, stranger])
      expect(await listNights(other!.id)).toEqual({ running: [], past: [] });
  });

  it('is answered by its person alone, and waits for nobody', async () => {
    const [host, friend, idle] = [await makeUser(), await makeUser(), await makeUser()];
    await befriend(host, friend);
    await befriend(host, idle);
    const { nightId } = await createNight(host.id, { ...plain, userIds: [friend.id, idle.id] });
    await setAttendance(asPerson(friend.id), nightId, 'in');
    const { progress, members } = await readNight(asPerson(idle.id), nightId);
    expect(progress.members).toBe(2);
    expect(members.map(({ attendance }) => attendance).toSorted()).toEqual(['asked', 'in', 'in']);
    await setAttendance(asPerson(idle.id), nightId, 'out');
    expect((await listNights(friend.id)).running[0]!.others).toEqual([host.displayName]);
  });
});

describe('two people who blocked each other at a third person’s night', () => {
  it('are somebody to each other, and themselves to everybody else', async () => {
    const [host, one, other] = [await makeUser(), await makeUser(), await makeUser()];
    await befriend(host, one);
    await befriend(host, other);
    await blockPerson(one.id, other.id);
    const { nightId } = await createNight(host.id, { ...plain, userIds: [one.id, other.id] });
    const seenBy = async (id: string) => (await namesAt(id, nightId)).toSorted();
    const named = (...names: string[]) => names.toSorted();
    expect(await seenBy(one.id)).toEqual(named(host.displayName, one.displayName, 'Somebody'));
    expect(await seenBy(other.id)).toEqual(named(host.displayName, other.displayName, 'Somebody'));
    expect(await seenBy(host.id)).toEqual(named(host.displayName, one.displayName, other.displayName));
    const lines = (await listNights(one.id)).running[0]!.others.toSorted();
    expect(lines).toEqual(named(host.displayName, 'Somebody'));
    const text = JSON.stringify([await readNight(asPerson(one.id), nightId), await listNights(one.id)]);
    for (const secret of [other.id, other.handle, other.displayName]) expect(text).not.toContain(secret);
    await unblockPerson(one.id, other.id);
    expect(await seenBy(one.id)).toEqual(await seenBy(host.id));
  });
});

describe('leaving', () => {
  it('of somebody whom the host takes off leaves nothing they said, and for them there is no such night', async () => {
    const scene = await makeVoting({ friends: 1, guests: 2 });
    const [, friend, guest] = scene.members;
    for (const gone of [friend!, guest!]) {
      await say(scene, gone, scene.deck[0]!, true);
      await removeFromNight(scene.host.userId, scene.nightId, gone.memberId);
      await expect(readNight(gone.actor, scene.nightId)).rejects.toMatchObject({ code: 'not-found' });
      await expect(say(scene, gone, scene.deck[1]!, true)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect((await readNight(scene.host.actor, scene.nightId)).progress).toMatchObject({
      members: 2,
      answered: 0,
    });
    expect(await namesAt(scene.host.userId, scene.nightId)).toHaveLength(2);
    const friendId = friend!.actor.userId!;
    expect(await listNights(friendId)).toEqual({ running: [], past: [] });
    const byCode = joinNight(friend!.actor, scene.nightId, scene.code);
    await expect(byCode).rejects.toEqual(await findNightByCode('AAAAAA').catch((refusal) => refusal));
  });

  it('is taken back with all they said by the host, who may also ask them anew', async () => {
    const scene = await makeVoting({ friends: 1, guests: 1 });
    const [host, friend, guest] = scene.members;
    for (const gone of [friend!, guest!]) {
      await say(scene, gone, scene.deck[0]!, true);
      await removeFromNight(scene.host.userId, scene.nightId, gone.memberId);
      await setAttendance(host!.actor, scene.nightId, 'in', gone.memberId);
      const { answers, progress } = await readNight(gone.actor, scene.nightId);
      expect(answers).toEqual({ [gone.memberId]: { [scene.deck[0]!]: true } });
      expect(progress.members).toBe(3);
    }
    await removeFromNight(scene.host.userId, scene.nightId, friend!.memberId);
    await inviteToNight(scene.host.userId, scene.nightId, [friend!.actor.userId!]);
    expect(await listNights(friend!.actor.userId!)).toMatchObject({ running: [{ attendance: 'asked' }] });
  });

  it('of the host leaves the night to whoever has been there longest', async () => {
    const scene = await makeVoting({ friends: 2, guests: 1 });
    const [host, next] = scene.members;
    await setAttendance(host!.actor, scene.nightId, 'out');
    expect(await readNight(next!.actor, scene.nightId)).toMatchObject({ isHost: true });
    expect(await readNight(host!.actor, scene.nightId)).toMatchObject({ isHost: false });
    const alone = await makeVoting({ friends: 0, guests: 2 });
    await expect(setAttendance(alone.host.actor, alone.nightId, 'out')).rejects.toThrow(
      'Cancel the night instead',
    );
    await expect(removeFromNight(alone.host.userId, alone.nightId, alone.host.memberId)).rejects.toThrow(
      'the host',
    );
  });
});
