import { describe, expect, it } from 'vitest';
import type { VoteMessage } from '@/lib/nights/types.ts';
import { forgetNight, forgetVotes, keepVote, memoryStore, type Said, waitingVotes } from './vote-queue.ts';

const yes = (titleId: number, memberId = 'ana'): Said => ({ memberId, titleId, round: 'deck', answer: true });
const ids = (votes: readonly VoteMessage[]) => votes.map(({ titleId }) => titleId);

describe('votes that wait', () => {
  it('stay in the order in which they were said, and outlive the page', () => {
    const store = memoryStore();
    for (const titleId of [3, 1, 2]) keepVote(store, 'friday', yes(titleId), 100);
    expect(ids(waitingVotes(store, 'friday'))).toEqual([3, 1, 2]);
  });

  it('rise in turn although the clock stands still or is set back', () => {
    const store = memoryStore();
    const turns = [500, 500, 20].map((now, titleId) => keepVote(store, 'friday', yes(titleId), now).turn);
    expect(turns).toEqual([500, 501, 502]);
  });

  it('hold one word a title: the last', () => {
    const store = memoryStore();
    keepVote(store, 'friday', yes(1), 1);
    keepVote(store, 'friday', { ...yes(1), answer: null }, 2);
    expect(waitingVotes(store, 'friday')).toEqual([{ ...yes(1), answer: null, turn: 2 }]);
  });

  it('are apart by member and by round', () => {
    const store = memoryStore();
    keepVote(store, 'friday', yes(1, 'ana'), 1);
    keepVote(store, 'friday', yes(1, 'ben'), 2);
    keepVote(store, 'friday', { ...yes(1, 'ana'), round: 'final' }, 3);
    expect(waitingVotes(store, 'friday')).toHaveLength(3);
  });

  it('of another night are none of this one', () => {
    const store = memoryStore();
    keepVote(store, 'friday', yes(1), 1);
    keepVote(store, 'saturday', yes(2), 2);
    forgetNight(store, 'saturday');
    expect(ids(waitingVotes(store, 'friday'))).toEqual([1]);
    expect(waitingVotes(store, 'saturday')).toEqual([]);
  });

  it('are forgotten once recorded, but not what was said meanwhile', () => {
    const store = memoryStore();
    const sent = [keepVote(store, 'friday', yes(1), 1), keepVote(store, 'friday', yes(2), 2)];
    keepVote(store, 'friday', { ...yes(2), answer: false }, 3);
    forgetVotes(store, 'friday', sent);
    expect(waitingVotes(store, 'friday')).toEqual([{ ...yes(2), answer: false, turn: 3 }]);
  });

  it('are not read from what somebody else wrote there', () => {
    const store = memoryStore();
    store.setItem('matinee-vote:friday:ana:deck:1', 'nonsense');
    store.setItem('matinee-vote:friday:ana:deck:2', '{"turn":"soon"}');
    expect(waitingVotes(store, 'friday')).toEqual([]);
  });
});
