/** Chooses the spectral filter's numbers on likes hidden from the training people, then fits on everything. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import type { Sparse } from '../../lib/math/sparse.ts';
import { estimateMean, mean } from '../../lib/math/statistics.ts';
import { topK } from '../../lib/math/top-k.ts';
import type { Case, Dataset } from '../dataset.ts';
import { measure } from '../evaluation/metrics.ts';
import { hideLikes, INNER } from '../evaluation/tuning.ts';
import { type FitConfig, type History, historyOf, type ModelKind, type Progress } from '../model.ts';
import {
  type BroadTastes,
  buildLikeGraph,
  type HopParameters,
  type LikeGraph,
  lengthBeyond,
  likesOf,
  prepareBroad,
  prepareHop,
  type SpectralFilter,
  type SpectralParameters,
  seededTastes,
  spectralFilter,
  type TasteWeights,
} from './spectral-filter.ts';

/** The size of a title vector, and the exponent of the titles' degrees in the matrix it comes from. */
const RANK = 256;
const ITEM_BROAD = 0.3;

/** The hop, which costs more than the weights, is chosen on the first of the people. */
const HOP_PEOPLE = 500;
/** So many of the best by the hop are looked at, and so many of all titles: weights that let strangers rise must show. */
const POOL = 600;
const STRANGERS = 400;

/** From where the search starts. */
const START: HopParameters = { itemIn: 0.6, sharpness: 1.2, itemOut: 0.1 };
const START_WEIGHTS: TasteWeights = { broad: 0.2, common: 0.2 };

/** Tried for the hop one after the other, each against the best so far. */
const HOP_STEPS: readonly HopParameters[] = [
  { itemIn: -0.2, sharpness: 0, itemOut: 0 },
  { itemIn: 0.2, sharpness: 0, itemOut: 0 },
  { itemIn: 0, sharpness: 0, itemOut: 0.2 },
  { itemIn: 0, sharpness: 0, itemOut: 0.1 },
  { itemIn: 0, sharpness: 0, itemOut: -0.1 },
  { itemIn: 0, sharpness: -0.2, itemOut: 0 },
  { itemIn: 0, sharpness: 0.2, itemOut: 0 },
];
const BROAD_CHOICES = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.8];
const COMMON_CHOICES = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.8];

export const spectralModel: ModelKind = {
  name: 'spectral-filter',
  fit: (training, config, progress) => fitSpectralFilter(training, config, progress).filter,
};

export type HiddenPart = { readonly training: Sparse; readonly cases: readonly Case[] };

/** The tuned filter, and what it was tuned on for those who tune more on top. */
export function fitSpectralFilter(
  training: Dataset,
  { seed }: FitConfig,
  progress: Progress,
): { filter: SpectralFilter; draft: SpectralFilter; part: HiddenPart } {
  const likes = likesOf(training);
  const part = hideSome(training, seed);
  const rank = Math.min(RANK, Math.floor(Math.min(likes.rows, likes.columns) / 2));
  const graph = buildLikeGraph(part.training);
  const tastes = seededTastes(graph, ITEM_BROAD, rank, seed);
  progress(0.2);
  const parameters = tuneSpectralFilter(graph, tastes, part.cases, seed, (done) =>
    progress(0.2 + 0.7 * done),
  );
  const whole = buildLikeGraph(likes);
  const wholeTastes = seededTastes(whole, ITEM_BROAD, rank, seed, tastes.basis);
  return {
    filter: spectralFilter(whole, wholeTastes, parameters),
    draft: spectralFilter(graph, tastes, parameters),
    part,
  };
}

/** What is left of everyone's likes, and some people who have to be found what was hidden of theirs. */
export function hideSome(training: Dataset, seed: number, people?: number): HiddenPart {
  const part = hideLikes(training, seed + INNER, people);
  return { training: likesOf(part.training), cases: part.cases };
}

/** Weights first, then the hop for those weights, then the weights again. */
function tuneSpectralFilter(
  graph: LikeGraph,
  tastes: BroadTastes,
  cases: readonly Case[],
  seed: number,
  progress: Progress,
): SpectralParameters {
  const strangers = permutation(graph.byItem.rows, seededRandom(seed)).slice(0, STRANGERS);
  const [hop, broadFor] = [prepareHop(graph, START), prepareBroad(graph, tastes)];
  const pools = cases.map((one, index) => {
    if (index % 64 === 0) progress((0.4 * index) / cases.length);
    return poolOf(one, strangers, hop, broadFor);
  });
  const first = tuneWeights(pools, START_WEIGHTS);
  const steps = tuneHop(graph, pools.slice(0, HOP_PEOPLE), first, (done) => progress(0.4 + 0.4 * done));
  const weights = tuneWeights(withHop(graph, steps, pools), first);
  progress(1);
  return { ...steps, ...weights, itemBroad: ITEM_BROAD };
}

/**
 * The titles that can come among a person's first and some others, and what their scores are mixed from: the hop's at unit length, and the
 * two terms of the broad tastes.
 */
type Pool = {
  readonly history: History;
  readonly titles: Int32Array;
  /** Where in `titles` the targets stand. */
  readonly targets: Int32Array;
  readonly near: Float32Array;
  readonly broad: Float32Array;
  readonly common: Float32Array;
};

function poolOf(
  { known, targets }: Case,
  strangers: Int32Array,
  hop: ReturnType<typeof prepareHop>,
  broadFor: ReturnType<typeof prepareBroad>,
): Pool {
  const history = historyOf(known);
  const near = hop(history);
  const unseen = near.slice();
  for (const item of known) unseen[item] = Number.NEGATIVE_INFINITY;
  const mine = new Set(known);
  const others = strangers.filter((item) => !mine.has(item));
  const titles = Int32Array.from(new Set([...targets, ...topK(unseen, POOL), ...others]));
  const length = lengthBeyond(near, history);
  return {
    history,
    titles,
    targets: Int32Array.from(targets.keys()),
    near: Float32Array.from(titles, (item) => near[item]! / length),
    broad: broadFor(history, { broad: 1, common: 0 }, titles),
    common: broadFor(history, { broad: 0, common: 1 }, titles),
  };
}

function withHop(graph: LikeGraph, parameters: HopParameters, pools: readonly Pool[]): Pool[] {
  const hop = prepareHop(graph, parameters);
  return pools.map((pool) => {
    const near = hop(pool.history);
    const length = lengthBeyond(near, pool.history);
    return { ...pool, near: Float32Array.from(pool.titles, (item) => near[item]! / length) };
  });
}

/** A step is taken when it gains more than one standard error of the gain; otherwise it may be noise. */
function tuneHop(
  graph: LikeGraph,
  pools: readonly Pool[],
  weights: TasteWeights,
  progress: Progress,
): HopParameters {
  let best = START;
  let reached = qualities(pools, weights);
  HOP_STEPS.forEach((step, index) => {
    const next = {
      itemIn: best.itemIn + step.itemIn,
      sharpness: best.sharpness + step.sharpness,
      itemOut: best.itemOut + step.itemOut,
    };
    const now = qualities(withHop(graph, next, pools), weights);
    const gain = estimateMean(now.map((quality, person) => quality - reached[person]!));
    if (gain.value > (gain.value - gain.low) / 2) [best, reached] = [next, now];
    progress((index + 1) / HOP_STEPS.length);
  });
  return best;
}

/** One weight, the other, and both once more. */
function tuneWeights(pools: readonly Pool[], start: TasteWeights): TasteWeights {
  let best = start;
  let reached = mean(qualities(pools, best));
  const consider = (candidates: readonly TasteWeights[]) => {
    for (const candidate of candidates) {
      const now = mean(qualities(pools, candidate));
      if (now > reached) [best, reached] = [candidate, now];
    }
  };
  for (let round = 0; round < 2; round++) {
    consider(BROAD_CHOICES.map((broad) => ({ ...best, broad })));
    consider(COMMON_CHOICES.map((common) => ({ ...best, common })));
  }
  return best;
}

function qualities(pools: readonly Pool[], weights: TasteWeights): number[] {
  const nothing = new Int32Array();
  return pools.map(({ targets, near, broad, common }) => {
    const scores = new Float32Array(near.length);
    for (let index = 0; index < scores.length; index++)
      scores[index] = near[index]! + weights.broad * broad[index]! + weights.common * common[index]!;
    return qualityFor(scores, { person: 0, known: nothing, targets });
  });
}

/** Recall@20 + NDCG@20, the two numbers that published tables agree on. */
export function qualityFor(scores: Float32Array, one: Case): number {
  const { 'recall@20': recall, 'ndcg@20': ndcg } = measure(scores, one.known, one.targets, 'all');
  return recall + ndcg;
}
