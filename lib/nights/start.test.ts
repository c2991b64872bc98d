import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { listItems, listMembers, lists } from '../../db/schema/lists.ts';
import { nightMembers, nights, nightTitles } from '../../db/schema/nights.ts';
import { type Audience, users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { type House, makeHouse } from '../feed/testing/house.ts';
import { rateTitle } from '../library/rate.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { blockPerson } from '../social/blocks.ts';
import type { NightActor } from './actor.ts';
import { setAttendance } from './attendance.ts';
import { changeNight } from './change.ts';
import { checkDraft, checkNight } from './check.ts';
import { createNight } from './create.ts';
import { endNight } from './end.ts';
import { readNight } from './read.ts';
import { startNight } from './start.ts';
import { asPerson, comeAsGuest, makeGathering, makeVoting, nightOf } from './testing/scene.ts';
import type { NightConstraints } from './types.ts';

let house: House;

beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
});

const plain = { rule: 'average', constraints: {}, hotSeat: false } as const;
const deckOf = ({ nightId }: { nightId: string }) =>
  database()
    .select()
    .from(nightTitles)
    .where(eq(nightTitles.nightId, nightId))
    .orderBy(asc(nightTitles.position));

/** Two friends with opposite tastes. */
async function makePair() {
  const [ana, ben] = [await makeUser(), await makeUser()];
  await befriend(ana, ben);
  for (const row of [0, 2, 4, 6]) await rateTitle(ana.id, house.ids[row]!, 5);
  for (const row of [1, 3, 5, 7]) await rateTitle(ben.id, house.ids[row]!, 5);
  return [ana, ben] as const;
}

async function makePairsNight(change: Partial<Parameters<typeof createNight>[1]> = {}) {
  const [ana, ben] = await makePair();
  const night = await createNight(ana.id, { ...plain, userIds: [ben.id], ...change });
  await setAttendance(asPerson(ben.id), night.nightId, 'in');
  return { ...night, ana, ben };
}

describe('starting', () => {
  it('freezes a deck with what each member makes of it, and shows everybody the same with their own reasons', async () => {
    const night = await makePairsNight();
    await startNight(night.ana.id, night.nightId);
    const deck = await deckOf(night);
    expect(deck).toHaveLength(30);
    expect(new Set(deck.map(({ titleId }) => titleId)).size).toBe(30);
    expect(await nightOf(night)).toMatchObject({ phase: 'voting', modelVersion: 'world-1' });
    const rows = await database().select().from(nightMembers).where(eq(nightMembers.nightId, night.nightId));
    for (const { members } of deck)
      expect(Object.keys(members).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    const [hers, his] = [
      await readNight(asPerson(night.ana.id), night.nightId),
      await readNight(asPerson(night.ben.id), night.nightId),
    ];
    const ids = ({ cards }: typeof hers) => cards.map(({ title }) => title.id);
    expect(ids(hers)).toEqual(deck.map(({ titleId }) => titleId));
    expect(ids(his)).toEqual(ids(hers));
    expect(hers.cards.some(({ words }) => words !== null)).toBe(true);
    expect(hers.cards.map(({ words }) => words)).not.toEqual(his.cards.map(({ words }) => words));
  });

  it('by two taps, or on two devices, deals once', async () => {
    const night = await makePairsNight();
    const start = () => startNight(night.ana.id, night.nightId);
    await Promise.all([start(), start(), start()]);
    const [deck, before] = [await deckOf(night), await nightOf(night)];
    await start();
    expect(await deckOf(night)).toEqual(deck);
    expect(await nightOf(night)).toEqual(before);
  });

  it('while somebody comes either has them in the deck, or as a latecomer', async () => {
    const night = await makePairsNight();
    const [, guest] = await Promise.all([
      startNight(night.ana.id, night.nightId),
      comeAsGuest(night.nightId, night.code),
    ]);
    expect(await nightOf(night)).toMatchObject({ phase: 'voting' });
    expect(await readNight(guest.actor, night.nightId)).toMatchObject({ progress: { members: 3, of: 90 } });
  });

  it('needs somebody else to be there', async () => {
    const [ana, ben] = await makePair();
    const { nightId } = await createNight(ana.id, { ...plain, userIds: [ben.id] });
    await expect(startNight(ana.id, nightId)).rejects.toThrow('Nobody else is here yet');
    await setAttendance(asPerson(ben.id), nightId, 'in');
    await startNight(ana.id, nightId);
  });

  it('of guests alone deals what is well known', async () => {
    const scene = await makeGathering({ friends: 0, guests: 2 });
    await startNight(scene.host.userId, scene.nightId);
    expect(await deckOf(scene)).toHaveLength(30);
    expect((await readNight(scene.members[1]!.actor, scene.nightId)).cards[0]!.words).toBeNull();
  });

  it('closes what can be changed before it', async () => {
    const night = await makePairsNight();
    await changeNight(night.ana.id, night.nightId, { rule: 'least-misery', name: 'Friday' });
    expect(await readNight(asPerson(night.ben.id), night.nightId)).toMatchObject({
      rule: 'least-misery',
      name: 'Friday',
    });
    await startNight(night.ana.id, night.nightId);
    await expect(changeNight(night.ana.id, night.nightId, { rule: 'average' })).rejects.toThrow('has begun');
  });
});

describe('a deck that is too small', () => {
  it('names the constraint to drop first and what that would give', async () => {
    const constraints: NightConstraints = { maturity: 18, kind: 'series', languages: ['xx'] };
    const night = await makePairsNight({ constraints });
    const check = await checkNight(night.ana.id, night.nightId);
    expect(check).toMatchObject({ available: 0, enough: false });
    expect(check.drop.map(({ constraint }) => constraint).toSorted()).toEqual([
      'kind',
      'languages',
      'maturity',
    ]);
    expect(check.drop.map(({ gives }) => gives)).toEqual(
      check.drop.map(({ gives }) => gives).toSorted((one, other) => other - one),
    );
    await expect(startNight(night.ana.id, night.nightId)).rejects.toMatchObject({
      code: 'conflict',
      field: 'constraints',
    });
    expect(await nightOf(night)).toMatchObject({ phase: 'gathering' });
    await changeNight(night.ana.id, night.nightId, { constraints: {} });
    const { available, enough, drop } = await checkNight(night.ana.id, night.nightId);
    expect([available > 30, enough, drop]).toEqual([true, true, []]);
  });

  it('says so in words', async () => {
    const night = await makePairsNight({ constraints: { longest: 1 } });
    const { drop } = await checkNight(night.ana.id, night.nightId);
    await expect(startNight(night.ana.id, night.nightId)).rejects.toThrow(
      `Only 0 titles fit. Without “at most 1 minutes” there would be ${drop[0]!.gives}.`,
    );
  });

  it('is known before there is a night', async () => {
    const [ana, ben] = await makePair();
    const stranger = await makeUser({ maturityLimit: 0 });
    const draft = (constraints: NightConstraints, userIds: string[]) =>
      checkDraft(ana.id, { constraints, userIds });
    const { available } = await draft({}, [ben.id]);
    expect(available).toBeGreaterThan(30);
    // Nobody learns anything about somebody who is no friend.
    expect((await draft({}, [ben.id, stranger.id])).available).toBe(available);
    expect((await draft({ unseen: true }, [ben.id])).available).toBe(available - 8);
  });
});

describe('titles from lists', () => {
  async function makeList(userId: string, titleIds: readonly number[]) {
    const id = crypto.randomUUID();
    await database().insert(lists).values({ id, name: 'Ours' });
    await database().insert(listMembers).values({ listId: id, userId, role: 'owner', state: 'joined' });
    await database()
      .insert(listItems)
      .values(
        titleIds.map((titleId, place) => ({
          id: crypto.randomUUID(),
          listId: id,
          titleId,
          place: `a${place}`,
        })),
      );
    return id;
  }

  it('and watchlists are all that is dealt from; a watchlist that is shown to nobody stays out', async () => {
    const [ana, ben] = await makePair();
    const listId = await makeList(ana.id, house.ids.slice(10, 20));
    await setWatchlisted(ben.id, house.ids[30]!, true);
    const count = async (fromLists: string[]) =>
      (await checkDraft(ana.id, { constraints: { fromLists }, userIds: [ben.id] })).available;
    expect(await count([listId])).toBe(10);
    expect(await count([listId, 'watchlists'])).toBe(11);
    await database().update(users).set({ shareWatchlist: 'me' }).where(eq(users.id, ben.id));
    expect(await count([listId, 'watchlists'])).toBe(10);
    const { nightId } = await createNight(ana.id, {
      ...plain,
      constraints: { fromLists: [listId] },
      userIds: [ben.id],
    });
    await setAttendance(asPerson(ben.id), nightId, 'in');
    await startNight(ana.id, nightId);
    expect((await deckOf({ nightId })).map(({ titleId }) => titleId).toSorted()).toEqual(
      house.ids.slice(10, 20).toSorted(),
    );
  });

  it('of somebody else are not there', async () => {
    const [ana, ben] = await makePair();
    const constraints = { fromLists: [await makeList(ben.id, house.ids.slice(0, 3))] };
    await expect(createNight(ana.id, { ...plain, constraints, userIds: [] })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(checkDraft(ana.id, { constraints, userIds: [] })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('reasons', () => {
  it('on the result are told of whoever shows ratings, diary and watchlist to the one who looks, and always one’s own', async () => {
    const scene = await makeVoting({ guests: 1 });
    await endNight(scene.host.userId, scene.nightId);
    const [, friend, guest] = scene.members;
    const show = (shareRatings: Audience, shareDiary: Audience, shareWatchlist: Audience) =>
      database()
        .update(users)
        .set({ shareRatings, shareDiary, shareWatchlist })
        .where(eq(users.id, friend!.actor.userId!));
    const toldTo = async (actor: NightActor) =>
      (await readNight(actor, scene.nightId)).result!.reasons.map(({ words }) => words).toSorted();
    expect(await toldTo(scene.host.actor)).toEqual(['like it 0', 'like it 1']);
    expect(await toldTo(guest!.actor)).toEqual(['like it 2']);
    await show('friends', 'friends', 'me');
    expect(await toldTo(scene.host.actor)).toEqual(['like it 0']);
    await show('me', 'friends', 'friends');
    expect(await toldTo(scene.host.actor)).toEqual(['like it 0']);
    expect(await toldTo(friend!.actor)).toEqual(['like it 1']);
    await show('everyone', 'everyone', 'everyone');
    expect(await toldTo(guest!.actor)).toEqual(['like it 1', 'like it 2']);
    await blockPerson(friend!.actor.userId!, scene.host.userId);
    expect(await toldTo(scene.host.actor)).toEqual(['like it 0']);
  });
});

describe('fair over nights', () => {
  it('whoever got less of the last night counts more now, and everybody can see it', async () => {
    const first = await makePairsNight();
    await startNight(first.ana.id, first.nightId);
    const deck = await deckOf(first);
    const members = await database()
      .select()
      .from(nightMembers)
      .where(eq(nightMembers.nightId, first.nightId));
    const bens = members.find(({ userId }) => userId === first.ben.id)!.id;
    const worst = deck.toSorted((one, other) => one.members[bens]!.fit - other.members[bens]!.fit)[0]!;
    await endNight(first.ana.id, first.nightId, worst.titleId);
    const { nightId } = await createNight(first.ana.id, {
      ...plain,
      rule: 'proportional',
      userIds: [first.ben.id],
    });
    await setAttendance(asPerson(first.ben.id), nightId, 'in');
    const { weights, members: there } = await readNight(asPerson(first.ana.id), nightId);
    const weightOf = (name: string) =>
      weights.find(({ memberId }) => memberId === there.find((member) => member.name === name)!.id)!;
    expect(weightOf(first.ben.displayName)).toMatchObject({ words: expect.stringContaining('counts more') });
    expect(weightOf(first.ben.displayName).weight).toBeGreaterThan(weightOf(first.ana.displayName).weight);
    await startNight(first.ana.id, nightId);
    expect((await readNight(asPerson(first.ana.id), nightId)).weights).toEqual(weights);
    const [night] = await database().select().from(nights).where(eq(nights.id, nightId));
    expect(night).toMatchObject({ phase: 'voting', rule: 'proportional' });
  });
});
