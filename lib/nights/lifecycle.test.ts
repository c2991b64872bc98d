import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { nightMembers, nightVotes } from '../../db/schema/nights.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { readVersions } from '../live/topics.ts';
import { setAttendance } from './attendance.ts';
import { cancelNight, endNight } from './end.ts';
import { joinNight } from './join.ts';
import { readNight } from './read.ts';
import {
  answerAll,
  comeAsGuest,
  makeGathering,
  makeVoting,
  nightOf,
  reachLastRound,
  type Scene,
  say,
} from './testing/scene.ts';

beforeAll(createTestDatabase);

const votesOf = ({ nightId }: Scene) =>
  database().select().from(nightVotes).where(eq(nightVotes.nightId, nightId));
const membersOf = ({ nightId }: Scene) =>
  database()
    .select()
    .from(nightMembers)
    .where(eq(nightMembers.nightId, nightId))
    .orderBy(nightMembers.joinedAt);

describe('a full agreement', () => {
  it('decides the night at the moment of the last yes', async () => {
    const scene = await makeVoting({ friends: 2, guests: 1 });
    const [ana, ben, cleo, guest] = scene.members as [(typeof scene.members)[0], ...typeof scene.members];
    const wanted = scene.deck[3]!;
    for (const member of [ana, ben!, cleo!]) {
      expect(await say(scene, member, wanted, true)).toMatchObject({ phase: 'voting' });
    }
    expect(await say(scene, guest!, wanted, true)).toMatchObject({
      outcomes: ['recorded'],
      phase: 'decided',
    });
    expect(await nightOf(scene)).toMatchObject({
      phase: 'decided',
      resultId: wanted,
      decidedBy: 'agreement',
    });
  });

  it('is of everybody who is in: a no, a missing answer and a yes that was taken back are none', async () => {
    const scene = await makeVoting({ friends: 2 });
    const [ana, ben, cleo] = scene.members;
    await say(scene, ana!, scene.deck[0]!, true);
    await say(scene, ben!, scene.deck[0]!, true);
    await say(scene, ben!, scene.deck[0]!, null);
    expect(await say(scene, cleo!, scene.deck[0]!, true)).toMatchObject({ phase: 'voting' });
    expect(await say(scene, ben!, scene.deck[0]!, false)).toMatchObject({ phase: 'voting' });
    expect(await say(scene, ben!, scene.deck[0]!, true)).toMatchObject({ phase: 'decided' });
  });

  it('on several titles at once takes the one that the rule puts first', async () => {
    const scene = await makeVoting();
    const [ana, ben] = scene.members;
    await answerAll(scene, ana!, scene.deck);
    await answerAll(scene, ben!, [scene.deck[5]!, scene.deck[2]!]);
    expect(await nightOf(scene)).toMatchObject({ resultId: scene.deck[2] });
  });

  it('is never one person’s own', async () => {
    const scene = await makeVoting();
    const [ana, ben] = scene.members;
    await setAttendance(ben!.actor, scene.nightId, 'out');
    expect(await say(scene, ana!, scene.deck[0]!, true)).toMatchObject({ phase: 'voting' });
    expect(await nightOf(scene)).toMatchObject({ phase: 'voting' });
  });
});

describe('nobody agreeing', () => {
  it('leads to a last round of the three with most yeses, then by the rule', async () => {
    const scene = await makeVoting({ friends: 2 });
    const [ana, ben, cleo] = scene.members;
    const { deck } = scene;
    await answerAll(scene, ana!, [deck[6]!, deck[4]!]);
    await answerAll(scene, ben!, [deck[6]!]);
    expect(await nightOf(scene)).toMatchObject({ phase: 'voting' });
    expect(await answerAll(scene, cleo!, [deck[7]!])).toMatchObject({
      phase: 'final',
      progress: { members: 3, done: 0, answered: 0, of: 9 },
    });
    expect((await nightOf(scene)).finalTitles).toEqual([deck[6], deck[4], deck[7]]);
    const view = await readNight(ana!.actor, scene.nightId);
    expect(view).toMatchObject({ phase: 'final', round: 'final', answers: {} });
    expect(view.cards.map(({ title }) => title.id).toSorted()).toEqual(
      [deck[4], deck[6], deck[7]].toSorted(),
    );
  });

  it('asks everybody about all three, and takes the one with most yeses', async () => {
    const scene = await makeVoting({ friends: 2 });
    const titles = await reachLastRound(scene);
    const [ana, ben, cleo] = scene.members;
    await answerAll(scene, ana!, [titles[2]!, titles[1]!], { round: 'final', titles });
    await answerAll(scene, ben!, [titles[2]!], { round: 'final', titles });
    expect(await nightOf(scene)).toMatchObject({ phase: 'final' });
    await answerAll(scene, cleo!, [titles[0]!], { round: 'final', titles });
    expect(await nightOf(scene)).toMatchObject({
      phase: 'decided',
      resultId: titles[2],
      decidedBy: 'last-round',
    });
  });

  it('breaks a tie, and decides for a group that refuses everything, by the order of the rule', async () => {
    for (const wanted of [[], [1, 2]]) {
      const scene = await makeVoting();
      const titles = await reachLastRound(scene);
      const yes = wanted.map((place) => titles[place]!);
      for (const member of scene.members) await answerAll(scene, member, yes, { round: 'final', titles });
      expect((await nightOf(scene)).resultId).toBe(titles[wanted[0] ?? 0]);
    }
  });

  it('takes an undo as not done: the last round waits until the answer is there again', async () => {
    const scene = await makeVoting();
    const [ana, ben] = scene.members;
    await answerAll(scene, ana!, []);
    expect(await say(scene, ana!, scene.deck[7]!, null)).toMatchObject({
      progress: { done: 0, answered: 7 },
    });
    expect(await answerAll(scene, ben!, [])).toMatchObject({ phase: 'voting', progress: { done: 1 } });
    expect(await say(scene, ana!, scene.deck[7]!, false)).toMatchObject({ phase: 'final' });
  });
});

describe('coming late and leaving', () => {
  it('leaves the deck and every answer as they were, and waits for the newcomer', async () => {
    const scene = await makeVoting();
    const [ana, ben] = scene.members;
    await answerAll(scene, ana!, []);
    const before = await readNight(ana!.actor, scene.nightId);
    const late = await comeAsGuest(scene.nightId, scene.code);
    const after = await readNight(ana!.actor, scene.nightId);
    expect([after.cards, after.answers]).toEqual([before.cards, before.answers]);
    expect(after.progress).toEqual({ members: 3, done: 1, answered: 8, of: 24 });
    expect(await answerAll(scene, ben!, [])).toMatchObject({ phase: 'voting' });
    expect(await answerAll(scene, late, [])).toMatchObject({ phase: 'final' });
  });

  it('is needed for an agreement that had not happened', async () => {
    const scene = await makeVoting();
    const [ana, ben] = scene.members;
    await say(scene, ana!, scene.deck[0]!, true);
    const late = await comeAsGuest(scene.nightId, scene.code);
    expect(await say(scene, ben!, scene.deck[0]!, true)).toMatchObject({ phase: 'voting' });
    expect(await say(scene, late, scene.deck[0]!, true)).toMatchObject({ phase: 'decided' });
  });

  it('of the one who held up the others makes their agreement count', async () => {
    const scene = await makeVoting({ friends: 2 });
    const [ana, ben, idle] = scene.members;
    await say(scene, ana!, scene.deck[0]!, true);
    await say(scene, ben!, scene.deck[0]!, true);
    await setAttendance(scene.host.actor, scene.nightId, 'out', idle!.memberId);
    expect(await nightOf(scene)).toMatchObject({ phase: 'decided', resultId: scene.deck[0] });
  });

  it('of the last one who was not done begins the last round', async () => {
    const scene = await makeVoting({ friends: 2 });
    const [ana, ben, idle] = scene.members;
    await answerAll(scene, ana!, []);
    await answerAll(scene, ben!, []);
    await setAttendance(idle!.actor, scene.nightId, 'out');
    expect(await nightOf(scene)).toMatchObject({ phase: 'final' });
  });

  it('and coming back finds the own answers again', async () => {
    const scene = await makeVoting({ friends: 2 });
    const [, ben] = scene.members;
    await say(scene, ben!, scene.deck[2]!, true);
    await setAttendance(ben!.actor, scene.nightId, 'out');
    expect((await readNight(scene.host.actor, scene.nightId)).progress).toMatchObject({
      members: 2,
      answered: 0,
    });
    await setAttendance(ben!.actor, scene.nightId, 'in');
    const view = await readNight(ben!.actor, scene.nightId);
    expect(view.progress).toMatchObject({ members: 3, answered: 1 });
    expect(view.answers).toEqual({ [ben!.memberId]: { [scene.deck[2]!]: true } });
  });
});

describe('the host’s word', () => {
  it('ends the night with a title of the deck, in either round', async () => {
    for (const reach of [async () => {}, reachLastRound]) {
      const scene = await makeVoting();
      await reach(scene);
      await expect(endNight(scene.host.userId, scene.nightId, 999_999)).rejects.toThrow('not among');
      await endNight(scene.host.userId, scene.nightId, scene.deck[7]!);
      expect(await nightOf(scene)).toMatchObject({ resultId: scene.deck[7], decidedBy: 'host' });
    }
  });

  it('without a title takes what is ahead: most yeses, else the rule’s first', async () => {
    const [silent, spoken] = [await makeVoting(), await makeVoting()];
    await endNight(silent.host.userId, silent.nightId);
    expect(await nightOf(silent)).toMatchObject({ resultId: silent.deck[0], decidedBy: 'host' });
    await say(spoken, spoken.members[1]!, spoken.deck[4]!, true);
    await endNight(spoken.host.userId, spoken.nightId);
    expect(await nightOf(spoken)).toMatchObject({ resultId: spoken.deck[4], decidedBy: 'host' });
  });

  it('said twice is said once', async () => {
    const scene = await makeVoting();
    const end = (titleId: number) => endNight(scene.host.userId, scene.nightId, titleId);
    await end(scene.deck[1]!);
    await end(scene.deck[2]!);
    expect(await nightOf(scene)).toMatchObject({ resultId: scene.deck[1] });
  });

  it('calls a night off at any time before it is decided', async () => {
    for (const make of [makeGathering, makeVoting]) {
      const scene = await make();
      await cancelNight(scene.host.userId, scene.nightId);
      await cancelNight(scene.host.userId, scene.nightId);
      expect(await nightOf(scene)).toMatchObject({ phase: 'cancelled', resultId: null });
    }
    const decided = await makeVoting();
    await endNight(decided.host.userId, decided.nightId);
    await expect(cancelNight(decided.host.userId, decided.nightId)).rejects.toThrow('has ended');
  });
});

describe('the end', () => {
  const ways: readonly [string, (scene: Scene) => Promise<unknown>][] = [
    [
      'agreement',
      async (scene) => {
        for (const member of scene.members) await say(scene, member, scene.deck[0]!, true);
      },
    ],
    [
      'last-round',
      async (scene) => {
        const titles = await reachLastRound(scene);
        for (const member of scene.members)
          await answerAll(scene, member, titles, { round: 'final', titles });
      },
    ],
    ['host', ({ host, nightId }) => endNight(host.userId, nightId)],
    ['cancelled', ({ host, nightId }) => cancelNight(host.userId, nightId)],
  ];

  it.each(ways)('by %s deletes every vote, kills the code and tells every inbox', async (_, end) => {
    const scene = await makeVoting({ guests: 1 });
    for (const member of scene.members) await say(scene, member, scene.deck[5]!, false);
    const inboxes = (await membersOf(scene)).flatMap(({ userId }) =>
      userId ? [`person:${userId}` as const] : [],
    );
    const before = await readVersions(inboxes);
    expect(await votesOf(scene)).not.toEqual([]);
    await end(scene);
    expect(await votesOf(scene)).toEqual([]);
    expect((await nightOf(scene)).endedAt).toBeInstanceOf(Date);
    const after = await readVersions(inboxes);
    for (const inbox of inboxes) expect(after.get(inbox)).toBeGreaterThan(before.get(inbox)!);
    await expect(
      joinNight({ userId: null, secret: null }, scene.nightId, scene.code, 'Late'),
    ).rejects.toThrow('No night has this code');
    expect(await readNight(scene.host.actor, scene.nightId)).toMatchObject({
      code: '',
      cards: [],
      answers: {},
    });
  });

  it('keeps what it gave each member, by their scores over the deck and whatever they voted', async () => {
    const given: (number | null)[][] = [];
    for (const answer of [true, false]) {
      const scene = await makeVoting();
      const last = scene.deck[7]!;
      for (const member of scene.members)
        await say(scene, member, scene.deck[1]!, answer && member === scene.host);
      await endNight(scene.host.userId, scene.nightId, last);
      given.push((await membersOf(scene)).map(({ satisfaction }) => satisfaction));
    }
    expect(given).toEqual([
      [1, 0.125],
      [1, 0.125],
    ]);
  });
});
