/** What one training step of SASRec reads: rows packed with pieces of sequences, and the title vectors that go with them. */
import type { Random } from '../../lib/math/random.ts';
import type { NetworkSettings } from './sasrec-network.ts';
import type { Sequence } from './sequence-model.ts';

/** Added where a place must not listen: e to this is 0. */
const NEVER = -1e9;

export type Batch = {
  /** [rows · window]: the title at each place and the one after it. */
  readonly read: Int32Array;
  readonly targets: Int32Array;
  /** [rows · window]: what each place counts in the loss; they sum to 1. */
  readonly shares: Float32Array;
  /** [rows × window × window]: 0 where place t may listen to place s, NEVER elsewhere. */
  readonly mask: Float32Array;
};

/**
 * Each row is filled with pieces of random people's sequences, one after another, everyone equally likely, every piece of
 * theirs too; nobody listens across a seam. Sequences need two titles or more.
 */
export function drawBatch(
  sequences: readonly Sequence[],
  rows: number,
  { window }: NetworkSettings,
  random: Random,
): Batch {
  const read = new Int32Array(rows * window);
  const targets = new Int32Array(rows * window);
  const mask = new Float32Array(rows * window * window).fill(NEVER);
  for (let row = 0; row < rows; row++) {
    for (let at = row * window; at < (row + 1) * window; ) {
      const sequence = sequences[Math.floor(random() * sequences.length)]!;
      const length = Math.min(sequence.length - 1, (row + 1) * window - at);
      const start = Math.floor(random() * (sequence.length - length));
      read.set(sequence.subarray(start, start + length), at);
      targets.set(sequence.subarray(start + 1, start + length + 1), at);
      allowEarlier(mask, at, length, window);
      at += length;
    }
  }
  return { read, targets, mask, shares: new Float32Array(rows * window).fill(1 / (rows * window)) };
}

/** The last titles of one history at the beginning of one row; the places behind it say nothing. */
export function rowOf(last: Sequence, { window }: NetworkSettings): Pick<Batch, 'read' | 'mask'> {
  const mask = new Float32Array(window * window).fill(NEVER);
  allowEarlier(mask, 0, last.length, window);
  const read = new Int32Array(window);
  read.set(last);
  return { read, mask };
}

/** Lets each of `length` places from `at` on listen to itself and to those of them before it. */
function allowEarlier(mask: Float32Array, at: number, length: number, window: number): void {
  const first = at % window;
  for (let place = 0; place < length; place++) {
    const row = (at + place) * window;
    mask.fill(0, row + first, row + first + place + 1);
  }
}

/** 0 with chance `dropout`, else what keeps the mean at 1. Srivastava et al. 2014. */
export function dropMask(length: number, dropout: number, random: Random): Float32Array {
  const kept = 1 / (1 - dropout);
  const mask = new Float32Array(length);
  for (let index = 0; index < length; index++) if (random() >= dropout) mask[index] = kept;
  return mask;
}

/** The vectors of these titles, row after row. */
export function gatherRows(titles: Float32Array, items: Int32Array, width: number): Float32Array {
  const rows = new Float32Array(items.length * width);
  items.forEach((item, index) => {
    rows.set(titles.subarray(item * width, (item + 1) * width), index * width);
  });
  return rows;
}

/** Adds row k to the vector of the k-th title: the way of `gatherRows` back. */
export function addRows(titles: Float32Array, items: Int32Array, rows: Float32Array, width: number): void {
  items.forEach((item, row) => {
    for (let index = 0; index < width; index++) titles[item * width + index]! += rows[row * width + index]!;
  });
}

/** lags [heads × window] → [heads × window × window]: place t hears place s by how long ago it was, t − s. */
export function spreadLags(lags: Float32Array, { heads, window }: NetworkSettings): Float32Array {
  const spread = new Float32Array(heads * window * window);
  eachPair(heads, window, (pair, lag) => {
    spread[pair] = lags[lag]!;
  });
  return spread;
}

/** The way of `spreadLags` back. */
export function collectLags(spread: Float32Array, { heads, window }: NetworkSettings): Float32Array {
  const lags = new Float32Array(heads * window);
  eachPair(heads, window, (pair, lag) => {
    lags[lag]! += spread[pair]!;
  });
  return lags;
}

function eachPair(heads: number, window: number, visit: (pair: number, lag: number) => void): void {
  for (let head = 0; head < heads; head++)
    for (let now = 0; now < window; now++)
      for (let past = 0; past <= now; past++)
        visit((head * window + now) * window + past, head * window + now - past);
}
