import { describe, expect, it } from 'vitest';
import type { VoteMessage, VotesAnswer } from '@/lib/nights/types.ts';
import { memoryStore, type Said, type VoteStore } from './vote-queue.ts';
import { type Delivery, VoteSender } from './vote-sender.ts';

const yes = (titleId: number): Said => ({ memberId: 'ana', titleId, round: 'deck', answer: true });

const recorded: VotesAnswer = {
  outcomes: [],
  phase: 'voting',
  version: 1,
  progress: { members: 2, done: 0, answered: 1, of: 40 },
};

/** A server that answers as it is told, and a clock that only moves by hand. */
function world(store: VoteStore = memoryStore()) {
  const arrived: VoteMessage[][] = [];
  const planned: { run: () => void; wait: number }[] = [];
  const state = { answer: recorded as Delivery, refusals: 0, time: 1000 };
  const open = () =>
    new VoteSender({
      nightId: 'friday',
      store,
      post: async (votes) => {
        arrived.push([...votes]);
        return state.answer;
      },
      now: () => state.time,
      onChange: () => {},
      onRecorded: () => {},
      onRefused: () => {
        state.refusals += 1;
      },
      later: (run, wait) => {
        planned.push({ run, wait });
        return () => {};
      },
    });
  return { arrived, planned, state, open, store };
}
const done = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a sender of votes', () => {
  it('sends what is said, and forgets it once recorded', async () => {
    const { open, arrived } = world();
    const sender = open();
    sender.say(yes(1));
    await done();
    expect(arrived.flat()).toMatchObject([{ titleId: 1, answer: true, turn: 1000 }]);
    expect(sender.waiting).toBe(0);
  });

  it('keeps what was lost, waits longer each time, and sends all at once when it works again', async () => {
    const { open, arrived, planned, state } = world();
    state.answer = 'lost';
    const sender = open();
    sender.say(yes(1));
    await done();
    sender.say(yes(2));
    await done();
    expect(planned.map(({ wait }) => wait)).toEqual([800, 1600]);
    expect(sender.waiting).toBe(2);
    state.answer = recorded;
    planned.at(-1)?.run();
    await done();
    expect(arrived.at(-1)).toHaveLength(2);
    expect(sender.waiting).toBe(0);
  });

  it('picks up after a reload what the page before it could not deliver', async () => {
    const { open, arrived, state } = world();
    state.answer = 'lost';
    open().say(yes(7));
    await done();
    state.answer = recorded;
    const reloaded = open();
    expect(reloaded.aheadOf(0)).toMatchObject([{ titleId: 7, answer: true }]);
    await reloaded.flush();
    expect(arrived.at(-1)).toMatchObject([{ titleId: 7 }]);
    expect(reloaded.waiting).toBe(0);
  });

  it('never has two deliveries under way, and leaves nothing behind', async () => {
    const { open, arrived } = world();
    const sender = open();
    for (let titleId = 0; titleId < 120; titleId++) sender.say(yes(titleId));
    expect(arrived).toHaveLength(1);
    await done();
    expect(new Set(arrived.flat().map(({ titleId }) => titleId)).size).toBe(120);
    expect(Math.max(...arrived.map((batch) => batch.length))).toBe(50);
  });

  it('shows what was said until a state was read that holds it', async () => {
    const { open } = world();
    const sender = open();
    const before = sender.recorded;
    sender.say(yes(1));
    await done();
    expect(sender.aheadOf(before)).toHaveLength(1);
    expect(sender.aheadOf(sender.recorded)).toHaveLength(0);
  });

  it('takes back what the server refuses for good, and says so', async () => {
    const { open, state } = world();
    state.answer = 'refused';
    const sender = open();
    sender.say(yes(1));
    await done();
    expect(sender.aheadOf(0)).toEqual([]);
    expect(sender.waiting).toBe(0);
    expect(state.refusals).toBe(1);
  });

  it('hears what another tab says, and believes the newer word', async () => {
    const { open, state, store } = world();
    const [one, other] = [open(), open()];
    one.say(yes(1));
    state.time = 2000;
    const vote = { ...yes(1), answer: false, turn: 2000 };
    other.overhear('matinee-vote:friday:ana:deck:1', JSON.stringify(vote));
    one.overhear('matinee-vote:friday:ana:deck:1', JSON.stringify(vote));
    expect(one.aheadOf(0)).toMatchObject([{ answer: false }]);
    other.overhear('matinee-vote:friday:ana:deck:1', JSON.stringify({ ...vote, answer: true, turn: 5 }));
    expect(other.aheadOf(0)).toMatchObject([{ answer: false }]);
    expect(store.length).toBeGreaterThan(0);
  });
});
