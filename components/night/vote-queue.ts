/**
 * Votes that the server has not confirmed yet, kept in the browser's storage: one key a vote, so that two tabs never
 * overwrite each other's. Pure: the storage and the time are passed in.
 */
import type { VoteMessage } from '@/lib/nights/types.ts';

export type VoteStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
export type Said = Omit<VoteMessage, 'turn'>;

const LAST_TURN = 'matinee-vote-turn';
const prefixOf = (nightId: string) => `matinee-vote:${nightId}:`;
export const voteKey = (nightId: string, { memberId, round, titleId }: Said) =>
  `${prefixOf(nightId)}${memberId}:${round}:${titleId}`;

/** Writes a vote down before anything is sent. A later word on the same title replaces the earlier one. */
export function keepVote(store: VoteStore, nightId: string, said: Said, now: number): VoteMessage {
  const { memberId, titleId, round, answer } = said;
  const vote = { memberId, titleId, round, answer, turn: nextTurn(store, now) };
  store.setItem(voteKey(nightId, vote), JSON.stringify(vote));
  return vote;
}

/** Rises in all tabs of this browser, also when its clock is set back. */
function nextTurn(store: VoteStore, now: number): number {
  const last = Number(store.getItem(LAST_TURN)) || 0;
  const turn = Math.max(last + 1, Math.floor(now));
  store.setItem(LAST_TURN, String(turn));
  return turn;
}

/** What waits to be sent, in the order in which it was said. */
export function waitingVotes(store: VoteStore, nightId: string): VoteMessage[] {
  return keysOf(store, nightId)
    .flatMap((key) => readVote(store.getItem(key)) ?? [])
    .sort((one, other) => one.turn - other.turn);
}

/** Forgets what was recorded, unless something newer was said of the same title meanwhile. */
export function forgetVotes(store: VoteStore, nightId: string, recorded: readonly VoteMessage[]): void {
  for (const vote of recorded) {
    const key = voteKey(nightId, vote);
    if ((readVote(store.getItem(key))?.turn ?? Number.POSITIVE_INFINITY) <= vote.turn) store.removeItem(key);
  }
}

export function forgetNight(store: VoteStore, nightId: string): void {
  for (const key of keysOf(store, nightId)) store.removeItem(key);
}

/** Null for what is no vote: a storage is open to everybody's hands. */
export function readVote(text: string | null): VoteMessage | null {
  try {
    const vote = JSON.parse(text ?? 'null');
    return Number.isFinite(vote?.turn) && Number.isInteger(vote.titleId) ? vote : null;
  } catch {
    return null;
  }
}

function keysOf(store: VoteStore, nightId: string): string[] {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index));
  return keys.filter((key) => key !== null).filter((key) => key.startsWith(prefixOf(nightId)));
}

/** The browser's storage, or memory where it is refused (private windows): then votes live as long as the page. */
export function openVoteStore(): VoteStore {
  try {
    const probe = 'matinee-vote-probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return memoryStore();
  }
}

export function memoryStore(): VoteStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}
