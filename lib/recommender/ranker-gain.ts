/** What the learned ranker knows better than the link predictor about the viewer's own history, as logits a title. */
import type { Engine, LearnedRanker } from './engine.ts';
import type { Policy } from './policy.ts';
import { RANKER_FEATURES, type RankerViewer, rankerRow, readRankerViewer } from './ranker-features.ts';
import type { Candidate, Row, ViewerContext } from './types.ts';
import type { Taste } from './user-encoder.ts';

export type RankerGain = {
  /** Logits that it adds: by the order of likes, and by the rest of what it reads. */
  readonly byOrder: number;
  readonly byFit: number;
  /** As RANKER_FEATURES orders them. */
  readonly features: readonly (number | null)[];
  readonly viewer: RankerViewer;
};

export type RankerGains = ReadonlyMap<Row, RankerGain>;

export const NO_GAINS: RankerGains = new Map();

const GRAPH = RANKER_FEATURES.indexOf('graph');
const SEQUENCE = RANKER_FEATURES.indexOf('sequence');

/**
 * gain_i = learned · own share · (ranker_i − link_i − usual gain), all candidates in one batch. Titles outside the graph get
 * none: the ranker never learned from vectors that were guessed from features, so they stand where the usual title does.
 */
export async function gainByRanker(
  candidates: readonly Candidate[],
  context: ViewerContext,
  taste: Taste,
  engine: Engine,
  { ranker: { learned } }: Policy,
): Promise<RankerGains> {
  const share = taste.parts.find(({ of }) => of.kind === 'own')?.share ?? 0;
  const { ranker } = engine;
  const rows = candidates.flatMap(({ row }) => (engine.inGraph(row) ? [row] : []));
  if (!ranker || learned * share === 0 || rows.length === 0) return NO_GAINS;
  const viewer = readRankerViewer(context.interactions, context.now, engine, ranker);
  if (!viewer) return NO_GAINS;
  const read = rows.map((row) => rankerRow(viewer, row, engine, ranker));
  const { whole, unordered } = await rankTwice(rows, read, viewer, ranker);
  const factor = learned * share;
  return new Map(
    rows.map((row, index) => {
      const fit = unordered[index]! - read[index]![GRAPH]! - ranker.usualGain;
      const gain = {
        byOrder: factor * (whole[index]! - unordered[index]!),
        byFit: factor * fit,
        features: Array.from(read[index]!, (value) => (Number.isNaN(value) ? null : value)),
        viewer,
      };
      return [row, gain];
    }),
  );
}

/** Logits as they are, and as if nothing tended to follow the last titles; the latter only where something does. */
async function rankTwice(
  rows: readonly Row[],
  read: readonly Float32Array[],
  { vector }: RankerViewer,
  ranker: LearnedRanker,
): Promise<{ whole: Float32Array; unordered: Float32Array }> {
  const width = RANKER_FEATURES.length;
  const following = [...rows.keys()].filter((index) => read[index]![SEQUENCE]! > 0);
  const features = new Float32Array((rows.length + following.length) * width);
  for (const [index, row] of read.entries()) features.set(row, index * width);
  for (const [place, index] of following.entries()) {
    const start = (rows.length + place) * width;
    features.set(read[index]!, start);
    features[start + SEQUENCE] = 0;
  }
  const logits = await ranker.rank(vector, [...rows, ...following.map((index) => rows[index]!)], features);
  const whole = logits.slice(0, rows.length);
  const unordered = whole.slice();
  for (const [place, index] of following.entries()) unordered[index] = logits[rows.length + place]!;
  return { whole, unordered };
}
