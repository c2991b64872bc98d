/** What a loaded model can do. Loading lives in `lib/inference`; the pipeline only knows this type. */
import type { Row, TitleFacts, TitleId } from './types.ts';

export type WeightedRow = { readonly row: Row; readonly weight: number };

/** For every row the rows that are near it, strongest first, in flat arrays; `near-lists.ts` reads them. */
export type NearLists = {
  readonly width: number;
  /** [titles × width], −1 where a list ends. */
  readonly rows: Int32Array;
  readonly weights: Float32Array;
};

/** Σ|w|: how much a history says. */
export function weighHistory(history: readonly WeightedRow[]): number {
  return history.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
}

/**
 * `vector` has unit length; `norm` is what it was divided by and `populationWeight` what the average liked title
 * weighed in it, so that evidence stays exact.
 */
export type EncodedHistory = {
  readonly vector: Float32Array;
  readonly norm: number;
  readonly populationWeight: number;
};

export type LinkWeights = {
  readonly vector: number;
  readonly coWatch: number;
  readonly prior: number;
  readonly bias: number;
};

/** How often a title was liked and rated, and the sum of its stars. */
export type TitleCounts = { readonly likes: number; readonly ratings: number; readonly stars: number };

/** What only the ranker asks of a bundle. */
export type RankerKnowledge = {
  /** For every row what tends to follow it in the order of likes, strongest first. */
  readonly follows: NearLists;
  /** What a step further back counts against the one after it. */
  readonly orderDecay: number;
  /** What the average liked title weighs beside a history whose absolute weights add up to so much. */
  populationWeight(historyWeight: number): number;
  /** By people the model learned from, before the moment (epoch ms). */
  countsOf(row: Row, moment: number): TitleCounts;
  countsOfAll(moment: number): TitleCounts;
};

export type LearnedRanker = RankerKnowledge & {
  /** The ranker's logit less the link predictor's, for the usual candidate. */
  readonly usualGain: number;
  /**
   * Logits by ONNX Runtime: the viewer's vector, and for each of the rows its features [rows × RANKER_FEATURES], NaN where
   * unknown.
   */
  rank(vector: Float32Array, rows: readonly Row[], features: Float32Array): Promise<Float32Array>;
};

export type Engine = {
  readonly version: string;
  /** Another for every set of titles the version was laid out with: a slate made with one is not one made with another. */
  readonly revision: number;
  readonly size: number;
  readonly dimensions: number;
  readonly link: LinkWeights;
  /** The average liked title, [dimensions]: joins every history, so that little history says little. */
  readonly populationVector: Float32Array;
  rowOf(titleId: TitleId): Row | undefined;
  facts(row: Row): TitleFacts;
  /** False for titles the graph has never seen: their vectors come from content. */
  inGraph(row: Row): boolean;
  /** [dimensions], a view: what one unit of this title adds to a history before normalising. */
  encoderVector(row: Row): Float32Array;
  /** [dimensions], a view: what a user vector is multiplied with. */
  titleVector(row: Row): Float32Array;
  /** Standardised log of how many people liked it, in the training data; content-predicted outside the graph. */
  prior(row: Row): number;
  /** One-hop co-watch neighbours, strongest first. */
  neighbours(row: Row): readonly WeightedRow[];
  readonly neighbourLists: NearLists;
  /** The titles that share most features with this one, strongest first; cosines in (0, 1]. */
  alike(row: Row): readonly WeightedRow[];
  readonly alikeLists: NearLists;
  /**
   * [histories] → user vectors, by ONNX Runtime. `populationScale` takes from what training gave the average liked
   * title: 1 guesses best, less tells people apart sooner. Rejects when the worker is gone.
   */
  encode(
    histories: readonly (readonly WeightedRow[])[],
    populationScale: number,
  ): Promise<readonly EncodedHistory[]>;
  /** Logits of `rows` for one user vector; `side` holds (coWatch, prior) a row. By ONNX Runtime. */
  predict(vector: Float32Array, rows: readonly Row[], side: Float32Array): Promise<Float32Array>;
  /** Null where the bundle has none. */
  readonly ranker: LearnedRanker | null;
  /** The `k` rows with the highest dot product among those allowed (1 in the mask [rows]), strongest first. */
  nearest(
    vector: Float32Array,
    k: number,
    allowed: Uint8Array,
  ): readonly WeightedRow[] | Promise<readonly WeightedRow[]>;
};
