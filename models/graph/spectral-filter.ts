/**
 * The graph filter at any size, matrix-free: a history goes one hop over the people who share it (sparse, exact
 * evidence) and through the broadest tastes (truncated SVD, title vectors), of which what everybody shares is taken
 * out again. The hop alone with sharpness 1 and halves for exponents is the linear filter of GF-CF (Shen et al. 2021);
 * the negative part does what BSPM (Choi et al. 2023) calls sharpening and ChebyCF (Kim et al. 2025) a plateau, without
 * a second hop. Folds in anyone; no items × items matrix is ever made.
 */
import { panelSvd } from '../../lib/math/panel-svd.ts';
import { type Random, seededRandom } from '../../lib/math/random.ts';
import { columnSums, mapValues, rowSums, type Sparse, transpose } from '../../lib/math/sparse.ts';
import { addScaled, dot, norm, timesVector } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import type { History, Model } from '../model.ts';
import { gradeRatings } from './grading.ts';

/** The numbers of the hop over the people who share a history; chosen on validation (spectral-tuning.ts). */
export type HopParameters = {
  /** How much less a well-known title says about who else has it: d^-itemIn. */
  readonly itemIn: number;
  /** Above 1, those who share most are heard before those who share a little. */
  readonly sharpness: number;
  /** How much less a well-known title is shown: d^-itemOut. */
  readonly itemOut: number;
};

/** The weights of the broad tastes against the hop, whose weight is 1. */
export type TasteWeights = {
  /** All broad tastes alike. */
  readonly broad: number;
  /** Taken away again: the tastes that most people share, by the square of their strength. */
  readonly common: number;
};

export type SpectralParameters = HopParameters & TasteWeights & { readonly itemBroad: number };

export type LikeGraph = {
  /** people × items, 1 where there is a like, and the same by item. */
  readonly byPerson: Sparse;
  readonly byItem: Sparse;
  /** Likes per item and per person, at least 1. */
  readonly itemDegrees: Float64Array;
  readonly personDegrees: Float64Array;
};

/** The strongest directions of D_p^-½ X D_i^-b. */
export type BroadTastes = {
  /** b: at ½ a title with one like is a direction of its own, below it has to share one. */
  readonly itemBroad: number;
  readonly rank: number;
  /** V [items × rank]: the title vectors. */
  readonly titleVectors: Float32Array;
  /** [rank], σ² over the highest σ². */
  readonly strengths: Float64Array;
  /** For a warm start on similar data. */
  readonly basis: Float32Array;
};

export type SpectralFilter = Model & {
  readonly graph: LikeGraph;
  readonly tastes: BroadTastes;
  readonly parameters: SpectralParameters;
};

export function likesOf(training: Dataset): Sparse {
  return gradeRatings(training.ratings, 'likes');
}

export function buildLikeGraph(byPerson: Sparse): LikeGraph {
  const atLeastOne = (sums: Float32Array) => Float64Array.from(sums, (sum) => Math.max(sum, 1));
  return {
    byPerson,
    byItem: transpose(byPerson),
    itemDegrees: atLeastOne(columnSums(byPerson)),
    personDegrees: atLeastOne(rowSums(byPerson)),
  };
}

export function findBroadTastes(
  { byPerson, itemDegrees, personDegrees }: LikeGraph,
  itemBroad: number,
  rank: number,
  random: Random,
  start?: Float32Array,
): BroadTastes {
  const normalised = mapValues(
    byPerson,
    (value, person, item) => value * personDegrees[person]! ** -0.5 * itemDegrees[item]! ** -itemBroad,
  );
  const svd = panelSvd(normalised, rank, random, start ? { rounds: 2, start } : { rounds: 6 });
  return {
    itemBroad,
    rank: svd.rank,
    titleVectors: svd.right,
    strengths: svd.sigma.map((sigma) => (sigma / svd.sigma[0]!) ** 2),
    basis: svd.basis,
  };
}

export function spectralFilter(
  graph: LikeGraph,
  tastes: BroadTastes,
  parameters: SpectralParameters,
): SpectralFilter {
  const hop = prepareHop(graph, parameters);
  const broadFor = prepareBroad(graph, tastes);
  return {
    graph,
    tastes,
    parameters,
    hyperParameters: { ...parameters, rank: tastes.rank },
    score: (history) => {
      const near = hop(history);
      const length = lengthBeyond(near, history);
      const broad = broadFor(history, parameters);
      return near.map((score, item) => score / length + broad[item]!);
    },
  };
}

/**
 * near_i = d_i^-itemOut Σ_v X_vi a_v with a_v = (d_v^-½ Σ_j x_j d_j^-itemIn X_vj)^sharpness d_v^-½. A title's share in
 * a_v is known, so is its share in the score: that is the evidence.
 */
export function prepareHop(
  { byPerson, byItem, itemDegrees, personDegrees }: LikeGraph,
  { itemIn, sharpness, itemOut }: HopParameters,
): (history: History) => Float32Array {
  const inScale = itemDegrees.map((degree) => degree ** -itemIn);
  const outScale = itemDegrees.map((degree) => degree ** -itemOut);
  const personScale = personDegrees.map((degree) => degree ** -0.5);
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

/**
 * D^(b/2) V (broad · z / ‖z‖ − common · s²z / ‖s²z‖) with the person's place among the tastes z = Vᵀ D^-b x and the
 * strengths s; for all titles, or for some.
 */
export function prepareBroad(
  { itemDegrees }: LikeGraph,
  { itemBroad, rank, titleVectors, strengths }: BroadTastes,
): (history: History, weights: TasteWeights, titles?: Int32Array) => Float32Array {
  const inScale = itemDegrees.map((degree) => degree ** -itemBroad);
  const outScale = itemDegrees.map((degree) => degree ** (itemBroad / 2));
  return ({ rows, weights }, { broad, common }, titles) => {
    const place = new Float64Array(rank);
    rows.forEach((item, index) => {
      addScaled(place, weights[index]! * inScale[item]!, titleVectors, item * rank);
    });
    const shared = place.map((value, direction) => value * strengths[direction]! ** 2);
    const [length, sharedLength] = [Math.max(norm(place), 1e-12), Math.max(norm(shared), 1e-12)];
    const wanted = place.map(
      (value, direction) => (broad * value) / length - (common * shared[direction]!) / sharedLength,
    );
    if (titles)
      return Float32Array.from(
        titles,
        (item) => outScale[item]! * dot(titleVectors, wanted, item * rank, 0, rank),
      );
    const scores = timesVector(titleVectors, wanted);
    for (let item = 0; item < scores.length; item++) scores[item]! *= outScale[item]!;
    return scores;
  };
}

/** ‖scores‖₂ without what is known: what someone has says nothing about how sure the rest is. */
export function lengthBeyond(scores: Float32Array, { rows }: History): number {
  let sum = 0;
  for (let item = 0; item < scores.length; item++) sum += scores[item]! ** 2;
  for (const item of new Set(rows)) sum -= scores[item]! ** 2;
  return Math.sqrt(Math.max(sum, 1e-24));
}

export function seededTastes(
  graph: LikeGraph,
  itemBroad: number,
  rank: number,
  seed: number,
  start?: Float32Array,
): BroadTastes {
  return findBroadTastes(graph, itemBroad, rank, seededRandom(seed), start);
}
