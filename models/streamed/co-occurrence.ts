/**
 * One pass over a stream of people: how often titles are liked together, items × items, while nothing about a person is
 * kept. Bytes: 4 n² for n titles and about 170 MB for the batch; sums run person after person for every pair, so neither
 * batches, threads nor an interruption change a bit of the result.
 */
import type { Engine } from '../../lib/math/engine.ts';
import { wholeTiles } from '../../lib/math/panels.ts';
import type { Progress } from '../model.ts';
import { type PassState, restorePass, savePass } from './co-occurrence-checkpoint.ts';
import type { RowStream } from './row-stream.ts';

/** Likes and people that are counted together. */
const BATCH = 2 ** 22;
const BATCH_PEOPLE = 2 ** 18;
/** Titles of one task. */
const TITLES_PER_TASK = 32;
/** Like so many are set aside to choose numbers on, and never counted here. */
const SET_ASIDE = 300;
const LEAST_EVERY = 5;
const SECONDS_BETWEEN_CHECKPOINTS = 30;

export type CoOccurrence = {
  readonly titles: number;
  /** Rows and columns of `gram`: the titles, filled up to whole tiles. */
  readonly height: number;
  /** Σ over people of 1 / (likes they have), where they like both [height × height]. */
  readonly gram: Float32Array;
  /** Likes of each title. */
  readonly likes: Float64Array;
  readonly interactions: number;
  /** The rows that were left out. */
  readonly setAside: readonly Int32Array[];
};

export type PassOptions = {
  /** Where the half-done pass is kept, at most so often. */
  readonly checkpoint?: { readonly file: string; readonly everySeconds?: number };
  /** Likes counted at once. */
  readonly batch?: number;
};

/** What `countTogether` takes of an engine's memory. */
export function coOccurrenceBytes(titles: number): number {
  const height = wholeTiles(titles);
  return 4 * height * height + 10 * BATCH + 8 * BATCH_PEOPLE + 8 * height + 4096;
}

/** With a checkpoint, an interrupted pass goes on where it was last written, to the same bytes. */
export function countTogether(
  engine: Engine,
  stream: RowStream,
  progress: Progress,
  { checkpoint, batch: most = BATCH }: PassOptions = {},
): CoOccurrence {
  const { titles, people } = stream;
  const height = wholeTiles(titles);
  const every = Math.max(LEAST_EVERY, Math.ceil(people / SET_ASIDE));
  const state: PassState = {
    identity: stream.identity,
    titles,
    height,
    gram: engine.floats(height * height),
    likes: new Float64Array(titles),
    interactions: 0,
    setAside: [],
    done: 0,
  };
  if (checkpoint) restorePass(checkpoint.file, state);
  const batch = createBatch(engine, height);
  const pause = 1000 * (checkpoint?.everySeconds ?? SECONDS_BETWEEN_CHECKPOINTS);
  let saved = performance.now();
  const flush = () => {
    addBatch(engine, batch, state);
    progress(state.done / people);
    if (!checkpoint || performance.now() - saved < pause) return;
    savePass(checkpoint.file, state);
    saved = performance.now();
  };
  for (const row of stream.rows(state.done)) {
    if (batch.people === BATCH_PEOPLE || batch.likes + row.length > most) flush();
    if (state.done % every === 0) state.setAside.push(row.slice());
    else appendRow(batch, state, row);
    state.done++;
  }
  flush();
  mirror(state.gram, height);
  const { gram, likes, interactions, setAside } = state;
  return { titles, height, gram, likes, interactions, setAside };
}

/** Adds those who were set aside, once nothing more is to be chosen on them. */
export function addSetAside(counted: CoOccurrence): CoOccurrence {
  const { gram, height, likes, setAside } = counted;
  let { interactions } = counted;
  for (const row of setAside) {
    interactions += row.length;
    for (const one of row) {
      likes[one]! += 1;
      for (const other of row) gram[one * height + other]! += 1 / row.length;
    }
  }
  return { ...counted, interactions, setAside: [] };
}

type Batch = {
  people: number;
  likes: number;
  /** Rows end at `ends[person + 1]`. */
  readonly titles: Uint16Array;
  readonly ends: Int32Array;
  readonly weights: Float32Array;
  /** Title by title: where it stands and in whose row. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly owners: Int32Array;
};

function createBatch(engine: Engine, height: number): Batch {
  return {
    people: 0,
    likes: 0,
    titles: engine.shorts(BATCH),
    ends: engine.ints(BATCH_PEOPLE + 1),
    weights: engine.floats(BATCH_PEOPLE + 1),
    starts: engine.ints(height + 2),
    places: engine.ints(BATCH),
    owners: engine.ints(BATCH),
  };
}

function appendRow(batch: Batch, state: PassState, row: Int32Array): void {
  batch.titles.set(row, batch.likes);
  batch.likes += row.length;
  batch.weights[batch.people + 1] = 1 / row.length;
  batch.ends[++batch.people] = batch.likes;
  state.interactions += row.length;
  for (const title of row) state.likes[title]! += 1;
}

/** Sorts by title, by counting; then every row is in ascending order too, and a pair belongs to its lower title. */
function addBatch(engine: Engine, batch: Batch, state: PassState): void {
  const { titles, ends, weights, starts, places, owners } = batch;
  starts.fill(0);
  for (let place = 0; place < batch.likes; place++) starts[titles[place]! + 2]! += 1;
  for (let title = 2; title < starts.length; title++) starts[title]! += starts[title - 1]!;
  for (let person = 1; person <= batch.people; person++) {
    for (let place = ends[person - 1]!; place < ends[person]!; place++)
      owners[starts[titles[place]! + 1]!++] = person;
  }
  const next = ends.slice(0, batch.people + 1);
  for (let title = 0; title < state.titles; title++) {
    for (let entry = starts[title]!; entry < starts[title + 1]!; entry++) {
      const place = next[owners[entry]! - 1]!++;
      titles[place] = title;
      places[entry] = place;
    }
  }
  const tasks = Array.from({ length: Math.ceil(state.titles / TITLES_PER_TASK) }, (_, task) => {
    const first = task * TITLES_PER_TASK;
    const last = Math.min(first + TITLES_PER_TASK, state.titles);
    return [starts, places, owners, ends, weights, titles, state.gram, 4 * state.height, first, last];
  });
  engine.run('addPairs', tasks);
  batch.people = 0;
  batch.likes = 0;
}

/** Copies what is above the diagonal below it, square by square. */
function mirror(gram: Float32Array, height: number): void {
  const side = 64;
  for (let top = 0; top < height; top += side) {
    for (let left = top; left < height; left += side) {
      for (let row = top; row < Math.min(top + side, height); row++) {
        for (let column = Math.max(left, row + 1); column < Math.min(left + side, height); column++) {
          gram[column * height + row] = gram[row * height + column]!;
        }
      }
    }
  }
}
