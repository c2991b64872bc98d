import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { nightVotes } from '../../db/schema/nights.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle } from '../../db/testing/factories.ts';
import { statementsOf } from '../../db/testing/statements.ts';
import { permutation, seededRandom } from '../math/random.ts';
import { endNight } from './end.ts';
import { readNight } from './read.ts';
import { answerAll, makeVoting, nightOf, reachLastRound, type Scene, say, vote } from './testing/scene.ts';
import type { VoteMessage } from './types.ts';
import { recordVotes } from './votes.ts';

beforeAll(createTestDatabase);

const votesOf = async ({ nightId }: Scene) =>
  (await database().select().from(nightVotes).where(eq(nightVotes.nightId, nightId)))
    .map(({ memberId, titleId, answer }) => ({ memberId, titleId, answer }))
    .sort((one, other) => one.titleId - other.titleId);

function shuffled<T>(those: readonly T[], seed: number): T[] {
  return [...permutation(those.length, seededRandom(seed))].map((place) => those[place]!);
}

describe('a vote', () => {
  it('is counted once, however often and in however many parts it arrives', async () => {
    const scene = await makeVoting();
    const [ana] = scene.members;
    const votes = scene.deck.slice(0, 3).map((titleId) => vote(ana!, titleId, true));
    const send = (part: readonly VoteMessage[]) => recordVotes(ana!.actor, scene.nightId, part);
    await Promise.all([send(votes), send(votes), ...votes.map((one) => send([one, one]))]);
    expect(await send(votes)).toMatchObject({
      outcomes: ['recorded', 'recorded', 'recorded'],
      progress: { members: 2, done: 0, answered: 3, of: 16 },
    });
    expect(await votesOf(scene)).toEqual(
      votes.map(({ memberId, titleId }) => ({ memberId, titleId, answer: true })),
    );
  });

  it('said later counts, in whatever order the network brings what was said', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const scene = await makeVoting({ titles: 3 });
      const [ana] = scene.members;
      const spoken = scene.deck.flatMap((titleId, place) => [
        vote(ana!, titleId, true),
        vote(ana!, titleId, null),
        vote(ana!, titleId, place !== 1),
        ...(place === 2 ? [vote(ana!, titleId, null)] : []),
      ]);
      const order = shuffled([...spoken, ...spoken.slice(0, 4)], seed);
      const send = (part: readonly VoteMessage[]) => recordVotes(ana!.actor, scene.nightId, part);
      if (seed % 3 === 0) await send(order);
      else if (seed % 3 === 1) for (const one of order) await send([one]);
      else await Promise.all(order.map((one) => send([one])));
      expect((await votesOf(scene)).map(({ answer }) => answer)).toEqual([true, false, null]);
      expect((await readNight(ana!.actor, scene.nightId)).progress).toMatchObject({ answered: 2 });
    }
  });

  it('that cannot be kept does not spoil the batch, and says why', async () => {
    const scene = await makeVoting();
    const elsewhere = await makeVoting();
    const [ana, ben] = scene.members;
    const other = await makeTitle();
    const votes = [
      vote(ana!, scene.deck[0]!, true),
      vote(ana!, other.id, true),
      vote(ben!, scene.deck[0]!, true),
      vote(elsewhere.members[0]!, scene.deck[0]!, true),
      vote({ ...ana!, memberId: randomUUID() }, scene.deck[0]!, true),
      vote(ana!, scene.deck[0]!, true, { round: 'final' }),
      vote(ana!, scene.deck[1]!, false),
    ];
    expect(await recordVotes(ana!.actor, scene.nightId, votes)).toMatchObject({
      outcomes: ['recorded', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'recorded'],
      progress: { answered: 2 },
    });
    expect(await votesOf(scene)).toHaveLength(2);
    expect(await votesOf(elsewhere)).toEqual([]);
  });

  it('of the deck comes too late in the last round, and so does every one after the end', async () => {
    const scene = await makeVoting();
    const titles = await reachLastRound(scene);
    const [ana] = scene.members;
    const outside = scene.deck.find((titleId) => !titles.includes(titleId))!;
    const late = [
      vote(ana!, titles[0]!, true),
      vote(ana!, outside, true, { round: 'final' }),
      vote(ana!, titles[0]!, true, { round: 'final' }),
    ];
    expect(await recordVotes(ana!.actor, scene.nightId, late)).toMatchObject({
      outcomes: ['over', 'unknown', 'recorded'],
      phase: 'final',
      progress: { answered: 1, of: 6 },
    });
    await endNight(scene.host.userId, scene.nightId);
    expect(await recordVotes(ana!.actor, scene.nightId, late)).toMatchObject({
      outcomes: ['over', 'over', 'over'],
      phase: 'decided',
    });
    expect(await votesOf(scene)).toEqual([]);
  });

  it('takes four statements in one transaction, unless something follows from it', async () => {
    const scene = await makeVoting({ friends: 3 });
    const [ana] = scene.members;
    const statements = await statementsOf(() => say(scene, ana!, scene.deck[0]!, true));
    expect(statements.map(({ text }) => text.trim().slice(0, 11))).toEqual([
      'begin',
      'insert into',
      'with night ',
      'with night ',
      'select pg_n',
    ]);
  });
});

describe('an error', () => {
  it('that meets a vote says nothing of what was said, to nobody and to no log', async () => {
    const scene = await makeVoting();
    const [ana] = scene.members;
    const tooLarge = { ...vote(ana!, scene.deck[0]!, true), titleId: 2 ** 40 };
    const error: Error = await recordVotes(ana!.actor, scene.nightId, [tooLarge]).catch((thrown) => thrown);
    expect(error.message).toBe('The votes of a night were not recorded: 22003.');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/answer|"turn"|1099511627776/);
  });
});

describe('votes at the same moment', () => {
  it('of everybody make one agreement, whoever is last', async () => {
    for (let round = 0; round < 5; round++) {
      const scene = await makeVoting({ friends: 2, guests: 1 });
      const answers = await Promise.all(
        scene.members.map((member) => say(scene, member, scene.deck[3]!, true)),
      );
      expect(answers.map(({ phase }) => phase).toSorted()).toEqual(['decided', 'voting', 'voting', 'voting']);
      expect(await nightOf(scene)).toMatchObject({ resultId: scene.deck[3], decidedBy: 'agreement' });
      expect(new Set(answers.map(({ version }) => version)).size).toBe(4);
    }
  });

  it('of everybody for everything lose none, and reach the last round once', async () => {
    const scene = await makeVoting({ friends: 3 });
    const all = scene.members.flatMap((member) =>
      scene.deck.map((titleId, place) => ({ member, titleId, answer: place % 4 !== 0 && place % 2 === 0 })),
    );
    const mixed = shuffled([...all, ...all], 3).filter(
      ({ member, answer }) => !answer || member !== scene.members[0],
    );
    const answers = await Promise.all(
      mixed.map(({ member, titleId, answer }) => say(scene, member, titleId, answer)),
    );
    expect(answers.every(({ phase }) => phase === 'voting')).toBe(true);
    await answerAll(scene, scene.members[0]!, []);
    expect(await nightOf(scene)).toMatchObject({
      phase: 'final',
      finalTitles: [scene.deck[2], scene.deck[6], scene.deck[0]],
    });
  });

  it('an undo and the yes that would decide: either the match stands, or the title was taken back in time', async () => {
    for (let round = 0; round < 8; round++) {
      const scene = await makeVoting();
      const [ana, ben] = scene.members;
      await say(scene, ana!, scene.deck[0]!, true);
      const undo = () => say(scene, ana!, scene.deck[0]!, null);
      const yes = () => say(scene, ben!, scene.deck[0]!, true);
      const [first, second] = round % 2 === 0 ? [undo, yes] : [yes, undo];
      const answers = await Promise.all([first(), second()]);
      const undone = answers[round % 2 === 0 ? 0 : 1]!;
      const night = await nightOf(scene);
      if (undone.outcomes[0] === 'over')
        expect(night).toMatchObject({ phase: 'decided', resultId: scene.deck[0] });
      else {
        expect(night).toMatchObject({ phase: 'voting', resultId: null });
        expect((await readNight(ana!.actor, scene.nightId)).answers).toEqual({});
      }
    }
  });

  it('after a match an undo changes nothing', async () => {
    const scene = await makeVoting();
    for (const member of scene.members) await say(scene, member, scene.deck[0]!, true);
    const before = await nightOf(scene);
    expect(await say(scene, scene.members[1]!, scene.deck[0]!, null)).toMatchObject({ outcomes: ['over'] });
    expect(await nightOf(scene)).toEqual(before);
  });

  it('the last vote and the host’s word: one of them decides, and nothing is left over', async () => {
    for (let round = 0; round < 6; round++) {
      const scene = await makeVoting();
      const [ana, ben] = scene.members;
      await say(scene, ana!, scene.deck[5]!, true);
      const [answer] = await Promise.all([
        say(scene, ben!, scene.deck[5]!, true),
        endNight(scene.host.userId, scene.nightId, scene.deck[1]!),
      ]);
      const byVote = answer.outcomes[0] === 'recorded';
      expect(await nightOf(scene)).toMatchObject(
        byVote
          ? { decidedBy: 'agreement', resultId: scene.deck[5] }
          : { decidedBy: 'host', resultId: scene.deck[1] },
      );
      expect(await votesOf(scene)).toEqual([]);
    }
  });
});

describe('one phone that is passed round', () => {
  it('votes for everybody at it, each for themselves', async () => {
    const scene = await makeVoting({ friends: 0, atHostsPhone: 2 });
    const [host, one, other] = scene.members;
    await recordVotes(scene.host.actor, scene.nightId, [
      vote(host!, scene.deck[0]!, true),
      vote(one!, scene.deck[0]!, true),
      vote(other!, scene.deck[1]!, false),
    ]);
    const view = await readNight(scene.host.actor, scene.nightId);
    expect(view.hotSeat).toBe(true);
    expect(view.answers).toEqual({
      [host!.memberId]: { [scene.deck[0]!]: true },
      [one!.memberId]: { [scene.deck[0]!]: true },
      [other!.memberId]: { [scene.deck[1]!]: false },
    });
    expect(await say(scene, other!, scene.deck[0]!, true)).toMatchObject({ phase: 'decided' });
  });

  it('is the host’s: nobody else votes for who is at it, nor the host for who is not', async () => {
    const scene = await makeVoting({ friends: 1, guests: 1, atHostsPhone: 1 });
    const [, friend, guest, child] = scene.members;
    const byFriend = [vote(child!, scene.deck[0]!, true)];
    expect((await recordVotes(friend!.actor, scene.nightId, byFriend)).outcomes).toEqual(['unknown']);
    expect((await recordVotes(guest!.actor, scene.nightId, byFriend)).outcomes).toEqual(['unknown']);
    const byHost = [vote(friend!, scene.deck[0]!, true), vote(guest!, scene.deck[0]!, true)];
    expect((await recordVotes(scene.host.actor, scene.nightId, byHost)).outcomes).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(await votesOf(scene)).toEqual([]);
  });
});

describe('nobody’s answers', () => {
  it('are in what anybody else reads: not the host’s view, not a friend’s, not a guest’s', async () => {
    const scene = await makeVoting({ friends: 2, guests: 1 });
    const [host, ben, cleo, guest] = scene.members;
    await answerAll(scene, ben!, [scene.deck[1]!, scene.deck[4]!]);
    await say(scene, cleo!, scene.deck[2]!, false);
    for (const reader of [host!, cleo!, guest!]) {
      const { answers, progress } = await readNight(reader.actor, scene.nightId);
      expect(Object.keys(answers)).toEqual(reader === cleo ? [cleo!.memberId] : []);
      expect(progress).toEqual({ members: 4, done: 1, answered: 9, of: 32 });
    }
  });
});
