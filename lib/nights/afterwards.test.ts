import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { watches } from '../../db/schema/library.ts';
import { events } from '../../db/schema/log.ts';
import { nightMembers, nights, nightVotes } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { readOwnState } from '../library/state.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { readVersions } from '../live/topics.ts';
import { blockPerson } from '../social/blocks.ts';
import { removeFriend } from '../social/friendships.ts';
import { setAttendance } from './attendance.ts';
import { confirmNight } from './confirm.ts';
import { createNight } from './create.ts';
import { endNight } from './end.ts';
import { deleteGroup, listGroups, saveGroup } from './groups.ts';
import { carryOn, endForgottenNights, openNightsOf } from './hostless.ts';
import { keepGuestNights, wishForLiked } from './keep-guest.ts';
import { listNights } from './list.ts';
import { readNight } from './read.ts';
import { answerAll, asPerson, makeGathering, makeVoting, nightOf, type Scene, say } from './testing/scene.ts';

beforeAll(createTestDatabase);

const viewingsOf = (userId: string) => database().select().from(watches).where(eq(watches.userId, userId));
const watchedEvents = async (userId: string) =>
  (await database().select().from(events).where(eq(events.userId, userId))).filter(
    ({ type }) => type === 'watched',
  );

async function makeDecided(): Promise<Scene & { readonly titleId: number }> {
  const scene = await makeVoting({ friends: 2 });
  await endNight(scene.host.userId, scene.nightId, scene.deck[1]!);
  return { ...scene, titleId: scene.deck[1]! };
}

describe('confirming', () => {
  it('writes one viewing of the night, however often and from however many devices it is said', async () => {
    const { host, nightId, titleId } = await makeDecided();
    await setWatchlisted(host.userId, titleId, true);
    const yes = () => confirmNight(host.userId, nightId, { watched: true, watchedOn: '2026-03-14' });
    await Promise.all([yes(), yes(), yes()]);
    await yes();
    expect(await viewingsOf(host.userId)).toMatchObject([
      { titleId, nightId, watchedOn: '2026-03-14', precision: 'day', counts: true },
    ]);
    expect(await watchedEvents(host.userId)).toHaveLength(1);
    expect(await readOwnState(host.userId, titleId)).toMatchObject({ watchCount: 1, watchlisted: false });
    expect((await readNight(host.actor, nightId)).result).toMatchObject({ watched: true });
  });

  it('without a day takes the one on which it was decided', async () => {
    const { host, nightId } = await makeDecided();
    await confirmNight(host.userId, nightId, { watched: true });
    const { endedAt } = await nightOf({ nightId });
    expect((await viewingsOf(host.userId))[0]!.watchedOn).toBe(endedAt!.toISOString().slice(0, 10));
  });

  it('that it was not watched writes none, takes an earlier yes back, and can be a yes again', async () => {
    const { host, nightId } = await makeDecided();
    for (const [watched, count] of [
      [false, 0],
      [true, 1],
      [false, 0],
      [false, 0],
      [true, 1],
    ] as const) {
      await confirmNight(host.userId, nightId, { watched });
      expect(await viewingsOf(host.userId)).toHaveLength(count);
      expect((await readNight(host.actor, nightId)).result).toMatchObject({ watched });
    }
  });

  it('said both ways at once ends in one of them, whole', async () => {
    const { host, nightId } = await makeDecided();
    for (let round = 0; round < 4; round++) {
      await Promise.all([true, false].map((watched) => confirmNight(host.userId, nightId, { watched })));
      const { watched } = (await readNight(host.actor, nightId)).result!;
      expect(await viewingsOf(host.userId)).toHaveLength(watched ? 1 : 0);
    }
  });

  it('waits in the list of everybody who was there, each on their own, and empties the badge', async () => {
    const { host, members, nightId, titleId } = await makeDecided();
    const friend = members[1]!.actor.userId!;
    const waiting = async (id: string) => (await listNights(id)).past;
    for (const id of [host.userId, friend])
      expect(await waiting(id)).toMatchObject([
        { id: nightId, title: { id: titleId }, watched: null, toConfirm: true },
      ]);
    const before = await readVersions([`person:${friend}`]);
    await confirmNight(friend, nightId, { watched: true });
    expect(await waiting(friend)).toMatchObject([{ watched: true, toConfirm: false }]);
    expect(await waiting(host.userId)).toMatchObject([{ toConfirm: true }]);
    expect((await readVersions([`person:${friend}`])).get(`person:${friend}`)).toBeGreaterThan(
      before.get(`person:${friend}`)!,
    );
  });

  it('is not for whoever stayed away, nor before there is a title', async () => {
    const scene = await makeVoting({ friends: 2 });
    const away = scene.members[2]!;
    const confirm = () => confirmNight(away.actor.userId!, scene.nightId, { watched: true });
    await expect(confirm()).rejects.toMatchObject({ code: 'conflict' });
    await setAttendance(away.actor, scene.nightId, 'out');
    await endNight(scene.host.userId, scene.nightId);
    await expect(confirm()).rejects.toMatchObject({ code: 'conflict' });
    expect((await listNights(away.actor.userId!)).past).toEqual([]);
    expect(await viewingsOf(away.actor.userId!)).toEqual([]);
  });
});

describe('a guest who signs up', () => {
  const passOf = (scene: Scene) => ({ nightId: scene.nightId, secret: scene.members.at(-1)!.actor.secret! });

  it('is at the night as themselves, with their answers, and goes on voting', async () => {
    const scene = await makeVoting({ guests: 1 });
    const guest = scene.members.at(-1)!;
    await say(scene, guest, scene.deck[0]!, true);
    const user = await makeUser();
    expect(await keepGuestNights(user.id, [passOf(scene)])).toEqual([scene.nightId]);
    const view = await readNight(asPerson(user.id), scene.nightId);
    expect(view.members.find(({ isYou }) => isYou)).toMatchObject({ name: user.displayName, isGuest: false });
    expect(view.answers).toEqual({ [guest.memberId]: { [scene.deck[0]!]: true } });
    await say(scene, { ...guest, actor: asPerson(user.id) }, scene.deck[1]!, true);
    expect(await keepGuestNights(user.id, [passOf(scene)])).toEqual([]);
    await expect(readNight(guest.actor, scene.nightId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('after the end still has it to confirm in the diary', async () => {
    const scene = await makeVoting({ guests: 1 });
    await endNight(scene.host.userId, scene.nightId);
    const user = await makeUser();
    await keepGuestNights(user.id, [passOf(scene)]);
    expect((await listNights(user.id)).past).toMatchObject([{ id: scene.nightId, toConfirm: true }]);
    await confirmNight(user.id, scene.nightId, { watched: true });
    expect(await viewingsOf(user.id)).toHaveLength(1);
  });

  it('or in, and is there already, is there once: what they said last counts', async () => {
    const scene = await makeVoting({ friends: 2, guests: 1 });
    const [, friend] = scene.members;
    const guest = scene.members.at(-1)!;
    await say(scene, friend!, scene.deck[0]!, true);
    await say(scene, guest, scene.deck[0]!, false);
    await say(scene, guest, scene.deck[1]!, true);
    await say(scene, friend!, scene.deck[1]!, false);
    await setAttendance(friend!.actor, scene.nightId, 'out');
    await keepGuestNights(friend!.actor.userId!, [passOf(scene)]);
    const view = await readNight(friend!.actor, scene.nightId);
    expect(view.members.filter(({ attendance }) => attendance === 'in')).toHaveLength(3);
    expect(view.members).toHaveLength(3);
    expect(view.answers[friend!.memberId]).toEqual({ [scene.deck[0]!]: false, [scene.deck[1]!]: false });
  });

  it('stays a guest where the host has blocked them, and with a pass that is none', async () => {
    const scene = await makeVoting({ guests: 1 });
    const user = await makeUser();
    await blockPerson(scene.host.userId, user.id);
    const passes = [
      passOf(scene),
      { ...passOf(scene), secret: 'wrong' },
      { nightId: 'nonsense', secret: 'x' },
    ];
    expect(await keepGuestNights(user.id, passes)).toEqual([]);
    await expect(readNight(asPerson(user.id), scene.nightId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await readNight(scene.members.at(-1)!.actor, scene.nightId)).toMatchObject({ phase: 'voting' });
  });

  it('finds what they liked on their watchlist', async () => {
    const scene = await makeVoting();
    const user = await makeUser();
    expect(await wishForLiked(user.id, [scene.deck[0]!, scene.deck[2]!, 999_999])).toBe(2);
    expect(await readOwnState(user.id, scene.deck[2]!)).toMatchObject({ watchlisted: true });
  });
});

describe('an account that goes', () => {
  async function leaveForGood(userId: string): Promise<void> {
    const nightIds = await openNightsOf(userId);
    await database().delete(users).where(eq(users.id, userId));
    await carryOn(nightIds);
  }

  it('of the host leaves the night to somebody who is there, else it is called off', async () => {
    const [scene, alone] = [await makeVoting({ guests: 1 }), await makeVoting({ friends: 0, guests: 1 })];
    for (const { host } of [scene, alone]) await leaveForGood(host.userId);
    expect(await readNight(scene.members[1]!.actor, scene.nightId)).toMatchObject({
      isHost: true,
      phase: 'voting',
    });
    expect(await nightOf(alone)).toMatchObject({ phase: 'cancelled' });
  });

  it('of somebody who held up the others lets them agree, and nothing of their answers stays', async () => {
    const scene = await makeVoting({ friends: 2 });
    const [ana, ben, gone] = scene.members;
    await say(scene, gone!, scene.deck[0]!, false);
    for (const member of [ana!, ben!]) await say(scene, member, scene.deck[0]!, true);
    await leaveForGood(gone!.actor.userId!);
    expect(await nightOf(scene)).toMatchObject({ phase: 'decided', resultId: scene.deck[0] });
    expect(await database().select().from(nightVotes).where(eq(nightVotes.nightId, scene.nightId))).toEqual(
      [],
    );
  });

  it('leaves a night that is over as it was', async () => {
    const scene = await makeDecided();
    await leaveForGood(scene.host.userId);
    expect(await readNight(scene.members[1]!.actor, scene.nightId)).toMatchObject({
      phase: 'decided',
      result: { title: { id: scene.titleId } },
    });
  });
});

describe('a night that everybody forgot', () => {
  it('is called off after a day, with every answer', async () => {
    const [old, begun, fresh] = [await makeGathering(), await makeVoting(), await makeVoting()];
    await answerAll(begun, begun.host, []);
    const longAgo = sql`now() - interval '25 hours'`;
    await database().update(nights).set({ createdAt: longAgo }).where(eq(nights.id, old.nightId));
    await database().update(nights).set({ startedAt: longAgo }).where(eq(nights.id, begun.nightId));
    await endForgottenNights();
    expect(await Promise.all([old, begun, fresh].map(async (scene) => (await nightOf(scene)).phase))).toEqual(
      ['cancelled', 'cancelled', 'voting'],
    );
    const kept = await database().select().from(nightVotes).where(eq(nightVotes.nightId, begun.nightId));
    expect(kept).toEqual([]);
  });
});

describe('a saved group', () => {
  it('asks its people, those who are friends still', async () => {
    const [host, ben, former, stranger] = [
      await makeUser(),
      await makeUser(),
      await makeUser(),
      await makeUser(),
    ];
    for (const friend of [ben, former]) await befriend(host, friend);
    const userIds = [ben.id, former.id, stranger.id, host.id];
    const { groupId } = await saveGroup(host.id, { name: 'Us', userIds });
    const memberIds = async () => (await listGroups(host.id))[0]!.members.map(({ id }) => id);
    expect((await memberIds()).toSorted()).toEqual([ben.id, former.id].toSorted());
    await removeFriend(former.id, host.id);
    expect(await memberIds()).toEqual([ben.id]);
    const night = await createNight(host.id, {
      rule: 'average',
      constraints: {},
      hotSeat: false,
      userIds: [],
      groupId,
    });
    const asked = await database().select().from(nightMembers).where(eq(nightMembers.nightId, night.nightId));
    expect(asked.map(({ userId }) => userId).toSorted()).toEqual([host.id, ben.id].toSorted());
  });

  it('is changed under its own number, deleted, and brought back as it was', async () => {
    const [host, ben, cleo] = [await makeUser(), await makeUser(), await makeUser()];
    for (const friend of [ben, cleo]) await befriend(host, friend);
    const { groupId } = await saveGroup(host.id, { name: 'Two', userIds: [ben.id, cleo.id] });
    await saveGroup(host.id, { groupId, name: 'One', userIds: [cleo.id] });
    const before = await listGroups(host.id);
    expect(before).toMatchObject([{ id: groupId, name: 'One', members: [{ id: cleo.id }] }]);
    await deleteGroup(host.id, groupId);
    expect(await listGroups(host.id)).toEqual([]);
    await saveGroup(host.id, { groupId, name: 'One', userIds: [cleo.id] });
    expect(await listGroups(host.id)).toEqual(before);
  });

  it('has somebody in it', async () => {
    const [host, stranger] = [await makeUser(), await makeUser()];
    await expect(saveGroup(host.id, { name: 'Nobody', userIds: [stranger.id] })).rejects.toMatchObject({
      code: 'invalid',
      field: 'userIds',
    });
  });
});
