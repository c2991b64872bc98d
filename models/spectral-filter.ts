/**
 * The graph filter at any size, matrix-free: a history goes one hop over the people who share it (sparse, exact
 * evidence) and through the broadest tastes (truncated SVD, title vectors). GF-CF (Shen et al. 2021) is the case
 * sharpness = 1, itemIn = 0, itemOut = ½. Folds in anyone; no items × items matrix is ever made.
 */
import { type Random, seededRandom } from '../lib/math/random.ts';
import { columnSums, mapValues, rowSums, type Sparse, transpose } from '../lib/math/sparse.ts';
import { iteratedSvd } from '../lib/math/svd.ts';
import { addScaled, timesVector } from '../lib/math/vector.ts';
import type { Dataset } from './dataset.ts';
import { gradeRatings } from './grading.ts';
import type { History, Model } from './model.ts';

/** What has to be known before anything is scored; all of it is chosen on validation (spectral-tuning.ts). */
export type SpectralParameters = {
  /** How much less a well-known title says about who else has it: d^-itemIn. */
  readonly itemIn: number;
  /** How much less somebody with a long history says: d^-person. */
  readonly person: number;
  /** Above 1, those who share most are heard before those who share a little. */
  readonly sharpness: number;
  /** How much less a well-known title is shown: d^-itemOut. */
  readonly itemOut: number;
  /** β: weight of the broad tastes against the hop. */
  readonly broad: number;
  /** How many singular directions count as broad. */
  readonly rank: number;
};

export type TitleGraph = {
  /** people × items, 1 where there is a like, and the same by item. */
  readonly byPerson: Sparse;
  readonly byItem: Sparse;
  /** Likes per item and per person, at least 1. */
  readonly itemDegrees: Float64Array;
  readonly personDegrees: Float64Array;
  /** V [items × rank] of D_p^-½ X D_i^-½ = U Σ Vᵀ. */
  readonly titleVectors: Float32Array;
  readonly rank: number;
  /** For a warm start on similar data. */
  readonly basis: Float32Array;
};

export type SpectralFilter = Model & {
  readonly graph: TitleGraph;
  readonly parameters: SpectralParameters;
  /** Σ over people of how alike they are × what they have → [items]. */
  near(history: History): Float32Array;
};

export function likesOf(training: Dataset): Sparse {
  return gradeRatings(training.ratings, 'likes');
}

export function buildTitleGraph(
  byPerson: Sparse,
  rank: number,
  random: Random,
  start?: Float32Array,
): TitleGraph {
  const atLeastOne = (sums: Float32Array) => Float64Array.from(sums, (sum) => Math.max(sum, 1));
  const itemDegrees = atLeastOne(columnSums(byPerson));
  const personDegrees = atLeastOne(rowSums(byPerson));
  const normalised = mapValues(
    byPerson,
    (value, person, item) => value / Math.sqrt(personDegrees[person]! * itemDegrees[item]!),
  );
  const svd = iteratedSvd(normalised, rank, random, start ? { rounds: 2, start } : { rounds: 6 });
  return {
    byPerson,
    byItem: transpose(byPerson),
    itemDegrees,
    personDegrees,
    titleVectors: svd.right as Float32Array,
    rank: svd.rank,
    basis: svd.basis,
  };
}

export function spectralFilter(graph: TitleGraph, parameters: SpectralParameters): SpectralFilter {
  const hop = prepareHop(graph, parameters);
  return {
    graph,
    parameters,
    hyperParameters: parameters,
    near: hop,
    score: (history) =>
      mixScores(hop(history), broadScores(graph, history, parameters.rank), parameters.broad, history),
  };
}

/**
 * near_i = d_i^-itemOut Σ_v X_vi a_v with a_v = (d_v^-person Σ_j x_j d_j^-itemIn X_vj)^sharpness d_v^-person. A title's
 * share in a_v is known, so is its share in the score: that is the evidence.
 */
export function prepareHop(
  graph: Omit<TitleGraph, 'titleVectors' | 'rank' | 'basis'>,
  { itemIn, person, sharpness, itemOut }: Omit<SpectralParameters, 'broad' | 'rank'>,
): (history: History) => Float32Array {
  const { byPerson, byItem } = graph;
  const inScale = graph.itemDegrees.map((degree) => degree ** -itemIn);
  const outScale = graph.itemDegrees.map((degree) => degree ** -itemOut);
  const personScale = graph.personDegrees.map((degree) => degree ** -person);
  return ({ rows, weights }) => {
    const alike = new Float64Array(byPerson.rows);
    rows.forEach((item, index) => {
      const value = weights[index]! * inScale[item]!;
      for (let place = byItem.offsets[item]!; place < byItem.offsets[item + 1]!; place++) {
        alike[byItem.indices[place]!]! += value;
      }
    });
    const scores = new Float32Array(byPerson.columns);
    for (let other = 0; other < byPerson.rows; other++) {
      if (alike[other] === 0) continue;
      const shared = alike[other]! * personScale[other]!;
      const attention = Math.sign(shared) * Math.abs(shared) ** sharpness * personScale[other]!;
      for (let place = byPerson.offsets[other]!; place < byPerson.offsets[other + 1]!; place++) {
        scores[byPerson.indices[place]!]! += attention;
      }
    }
    for (let item = 0; item < scores.length; item++) scores[item]! *= outScale[item]!;
    return scores;
  };
}

/** x D^-½ V_r V_rᵀ D^½ with the first r columns of V. */
export function broadScores(graph: TitleGraph, { rows, weights }: History, rank: number): Float32Array {
  const vector = new Float64Array(Math.min(rank, graph.rank));
  rows.forEach((item, index) => {
    addScaled(
      vector,
      weights[index]! / Math.sqrt(graph.itemDegrees[item]!),
      graph.titleVectors,
      item * graph.rank,
    );
  });
  const scores = timesVector(graph.titleVectors, vector, graph.rank);
  for (let item = 0; item < scores.length; item++) scores[item]! *= Math.sqrt(graph.itemDegrees[item]!);
  return scores;
}

/** near / ‖near‖ + β broad / ‖broad‖, lengths over the titles that are not in the history. */
export function mixScores(
  near: Float32Array,
  broad: Float32Array,
  weight: number,
  history: History,
): Float32Array {
  const nearLength = lengthBeyond(near, history);
  const factor = (weight * nearLength) / lengthBeyond(broad, history);
  return near.map((score, item) => (score + factor * broad[item]!) / nearLength);
}

/** ‖scores‖₂ without what is known: what someone has says nothing about how sure the rest is. */
export function lengthBeyond(scores: Float32Array, { rows }: History): number {
  let sum = 0;
  for (let item = 0; item < scores.length; item++) sum += scores[item]! ** 2;
  for (const item of new Set(rows)) sum -= scores[item]! ** 2;
  return Math.sqrt(Math.max(sum, 1e-24));
}

export function seededGraph(training: Dataset, rank: number, seed: number, start?: Float32Array): TitleGraph {
  return buildTitleGraph(likesOf(training), rank, seededRandom(seed), start);
}
