/** What the learned ranker knows better than the link predictor about the viewer's own history, as logits a title. */
import type { Engine, LearnedRanker } from '../engine.ts';
import type { Policy } from '../policy.ts';
import type { Taste } from '../taste/user-encoder.ts';
import type { Candidate, Row, ViewerContext } from '../types.ts';
import { RANKER_FEATURES, type RankerViewer, rankerRows, readRankerViewer } from './ranker-features.ts';

export type RankerGain = {
  /** Logits that it adds: by the order of likes, and by the rest of what it reads. */
  readonly byOrder: number;
  readonly byFit: number;
  /** As RANKER_FEATURES orders them, NaN where unknown. */
  readonly features: Float32Array;
  readonly viewer: RankerViewer;
};

export type RankerGains = ReadonlyMap<Row, RankerGain>;

export const NO_GAINS: RankerGains = new Map();

const WIDTH = RANKER_FEATURES.length;
const GRAPH = RANKER_FEATURES.indexOf('graph');
const SEQUENCE = RANKER_FEATURES.indexOf('sequence');

/**
 * gain_i = own share · (order · what the order of likes brings + learned · (ranker_i without it − link_i − usual gain)), all
 * candidates in one batch. Titles outside the graph get
 * none: the ranker never learned from vectors that were guessed from features, so they stand where the usual title does.
 */
export async function gainByRanker(
  candidates: readonly Candidate[],
  context: ViewerContext,
  taste: Taste,
  engine: Engine,
  { ranker: { order, learned } }: Policy,
): Promise<RankerGains> {
  const share = taste.parts.find(({ of }) => of.kind === 'own')?.share ?? 0;
  const { ranker } = engine;
  const rows = candidates.flatMap(({ row }) => (engine.inGraph(row) ? [row] : []));
  if (!ranker || (order === 0 && learned === 0) || share === 0 || rows.length === 0) return NO_GAINS;
  const viewer = readRankerViewer(context.interactions, context.now, engine, ranker);
  if (!viewer) return NO_GAINS;
  const read = rankerRows(viewer, rows, engine, ranker);
  const { whole, unordered } = await rankTwice(rows, read, viewer, ranker);
  const gains = new Map<Row, RankerGain>();
  for (const [index, row] of rows.entries()) {
    const features = read.subarray(index * WIDTH, (index + 1) * WIDTH);
    const fit = unordered[index]! - features[GRAPH]! - ranker.usualGain;
    const byOrder = share * order * (whole[index]! - unordered[index]!);
    gains.set(row, { byOrder, byFit: share * learned * fit, features, viewer });
  }
  return gains;
}

/** Logits as they are, and as if nothing tended to follow the last titles; the latter only where something does. */
async function rankTwice(
  rows: readonly Row[],
  read: Float32Array,
  { vector }: RankerViewer,
  ranker: LearnedRanker,
): Promise<{ whole: Float32Array; unordered: Float32Array }> {
  const following = [...rows.keys()].filter((index) => read[index * WIDTH + SEQUENCE]! > 0);
  const features = new Float32Array((rows.length + following.length) * WIDTH);
  features.set(read);
  for (const [place, index] of following.entries()) {
    const start = (rows.length + place) * WIDTH;
    features.copyWithin(start, index * WIDTH, (index + 1) * WIDTH);
    features[start + SEQUENCE] = 0;
  }
  const logits = await ranker.rank(vector, [...rows, ...following.map((index) => rows[index]!)], features);
  const whole = logits.subarray(0, rows.length);
  const unordered = whole.slice();
  for (const [place, index] of following.entries()) unordered[index] = logits[rows.length + place]!;
  return { whole, unordered };
}
