import type { VoteMessage, VotesAnswer } from '@/lib/nights/types.ts';
import {
  forgetNight,
  forgetVotes,
  keepVote,
  readVote,
  type Said,
  type VoteStore,
  voteKey,
  waitingVotes,
} from './vote-queue.ts';

const BATCH = 50;
const FIRST_WAIT_MS = 800;
const LONGEST_WAIT_MS = 15_000;

/** The server's answer; `refused`: it will never take them, so that sending again is in vain; `lost`: nobody knows. */
export type Delivery = VotesAnswer | 'refused' | 'lost';

type Surroundings = {
  readonly nightId: string;
  readonly store: VoteStore;
  readonly post: (votes: readonly VoteMessage[]) => Promise<Delivery>;
  readonly now: () => number;
  /** Something was said, recorded or refused: what is shown may change. */
  readonly onChange: () => void;
  readonly onRecorded: (answer: VotesAnswer) => void;
  readonly onRefused: () => void;
  readonly later: (run: () => void, milliseconds: number) => () => void;
};

/** What was said here, and how far the server's word on it goes: null as long as it is not recorded. */
export type SpokenVote = VoteMessage & { readonly recordedAs: number | null };

/**
 * Says votes: into the storage first, to the server in batches, again and again until it answers. One delivery is under
 * way at a time. The server takes each vote once, however often it comes, so that two tabs may both send it.
 */
export class VoteSender {
  private readonly around: Surroundings;
  private readonly spoken = new Map<string, SpokenVote>();
  private recordings = 0;
  private sending = false;
  private tries = 0;
  private cancelRetry = () => {};
  private open = true;

  constructor(around: Surroundings) {
    this.around = around;
    for (const vote of waitingVotes(around.store, around.nightId)) this.hear(vote);
  }

  say(said: Said): void {
    const { store, nightId, now } = this.around;
    this.hear(keepVote(store, nightId, said, now()));
    this.around.onChange();
    void this.flush();
  }

  /** Another tab wrote a vote down. */
  overhear(key: string | null, text: string | null): void {
    const vote = readVote(text);
    if (!vote || key !== voteKey(this.around.nightId, vote)) return;
    this.hear(vote);
    this.around.onChange();
  }

  /** Sends what waits, now: the network is back, or somebody looks again. */
  async flush(): Promise<void> {
    if (this.sending || !this.open) return;
    this.cancelRetry();
    const { store, nightId } = this.around;
    const batch = waitingVotes(store, nightId).slice(0, BATCH);
    if (batch.length === 0) return;
    this.sending = true;
    const delivery = await this.around.post(batch).catch((): Delivery => 'lost');
    this.sending = false;
    if (delivery === 'lost') return this.retryLater();
    this.tries = 0;
    forgetVotes(store, nightId, batch);
    if (delivery === 'refused') this.drop(batch);
    else this.confirm(batch, delivery);
    this.around.onChange();
    return this.flush();
  }

  /** How many deliveries were recorded so far: what is read after that holds them. */
  get recorded(): number {
    return this.recordings;
  }

  get waiting(): number {
    return waitingVotes(this.around.store, this.around.nightId).length;
  }

  /** All that was said here and that a state read after `recorded` deliveries may not hold yet. */
  aheadOf(recorded: number): SpokenVote[] {
    return [...this.spoken.values()].filter(({ recordedAs }) => recordedAs === null || recordedAs > recorded);
  }

  /** The round is over: what was not recorded counts no more. */
  forget(): void {
    this.cancelRetry();
    this.spoken.clear();
    forgetNight(this.around.store, this.around.nightId);
  }

  close(): void {
    this.open = false;
    this.cancelRetry();
  }

  private hear(vote: VoteMessage): void {
    const key = voteKey(this.around.nightId, vote);
    const known = this.spoken.get(key);
    if (!known || known.turn < vote.turn) this.spoken.set(key, { ...vote, recordedAs: null });
  }

  /** What was recorded stays shown until it is read back; what came too late is dropped without a word. */
  private confirm(batch: readonly VoteMessage[], answer: VotesAnswer): void {
    this.recordings += 1;
    for (const vote of batch) {
      const key = voteKey(this.around.nightId, vote);
      if (this.spoken.get(key)?.turn === vote.turn)
        this.spoken.set(key, { ...vote, recordedAs: this.recordings });
    }
    this.around.onRecorded(answer);
  }

  private drop(batch: readonly VoteMessage[]): void {
    for (const vote of batch) {
      const key = voteKey(this.around.nightId, vote);
      if (this.spoken.get(key)?.turn === vote.turn) this.spoken.delete(key);
    }
    this.around.onRefused();
  }

  private retryLater(): void {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries);
    this.tries += 1;
    this.cancelRetry();
    this.cancelRetry = this.around.later(() => void this.flush(), wait);
  }
}
