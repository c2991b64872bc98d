/**
 * The graph filter for sparse data: X̃ = D_p^-a X D_t^-b = U Σ Vᵀ and score = D_t^c V h Vᵀ D_t^-b x with a smooth low pass
 * h = σ^2p / (σ^2p + κ^p) (Butterworth). GF-CF (Shen et al. 2021) has a = b = c = ½ and a hard cut: there each title that
 * one person knows is a direction of its own with σ ≈ 1, and shared tastes drown. A smaller b lets them lead.
 */
import { timesBlock } from '../../lib/math/block.ts';
import { panelSvd } from '../../lib/math/panel-svd.ts';
import type { Random } from '../../lib/math/random.ts';
import { columnSums, mapValues, rowSums, type Sparse } from '../../lib/math/sparse.ts';
import { addScaled, timesVector } from '../../lib/math/vector.ts';
import type { History, Model } from '../model.ts';

export type LowPassParameters = {
  /** b: how much less a well-known title counts: d^-title. */
  readonly title: number;
  /** κ in mean squared lengths of a person's row of X̃: what is weaker fades. */
  readonly cut: number;
  /** p: how sharply it fades. */
  readonly order: number;
  /** c as a share of b; 1 shows well-known titles as often as they are, 0 as seldom as they count. */
  readonly shown: number;
};

export type TasteGraph = {
  /** X̃, people × titles. */
  readonly normalised: Sparse;
  /** Likes per title, at least 1. */
  readonly titleDegrees: Float64Array;
  readonly title: number;
  readonly rank: number;
  /** σ, highest first. */
  readonly sigma: Float64Array;
  /** V [titles × rank] and U Σ⁻¹ [people × rank]. */
  readonly titles: Float32Array;
  readonly people: Float32Array;
  /** For a warm start on similar data. */
  readonly basis: Float32Array;
};

/** What a history says, as `rank` numbers; tastes can be added before they are scored. */
export type Taste = Float64Array;

export type LowPass = Model & {
  readonly graph: TasteGraph;
  readonly parameters: LowPassParameters;
  /** √h per direction, 0 to 1. */
  readonly gain: Float64Array;
  /** √h ⊙ Vᵀ D_t^-b x: linear, so each title's part in it is known. */
  tasteOf(history: Pick<History, 'rows' | 'weights'>): Taste;
  /** Inner products of a taste with all title vectors → [titles]. */
  scoreTaste(taste: Taste): Float32Array;
};

/** a, the exponent of people's degrees; ½ does as well. */
const PERSON = 0.3;
const ROUNDS = 6;
const WARM_ROUNDS = 3;

/** Directions whose √h is below this are not heard. */
const FAINT = 0.03;

export function buildTasteGraph(
  likes: Sparse,
  title: number,
  rank: number,
  random: Random,
  start?: Float32Array,
): TasteGraph {
  const atLeastOne = (sums: Float32Array) => Float64Array.from(sums, (sum) => Math.max(sum, 1));
  const titleDegrees = atLeastOne(columnSums(likes));
  const personDegrees = atLeastOne(rowSums(likes));
  const normalised = mapValues(
    likes,
    (value, person, column) => value * personDegrees[person]! ** -PERSON * titleDegrees[column]! ** -title,
  );
  const svd = panelSvd(normalised, rank, random, start ? { rounds: WARM_ROUNDS, start } : { rounds: ROUNDS });
  const titles = svd.right as Float32Array;
  const people = timesBlock(normalised, titles, svd.rank);
  for (let place = 0; place < people.length; place++) people[place]! /= svd.sigma[place % svd.rank]! ** 2;
  return {
    normalised,
    titleDegrees,
    title,
    rank: svd.rank,
    sigma: svd.sigma,
    titles,
    people,
    basis: svd.basis,
  };
}

export function lowPass(graph: TasteGraph, parameters: LowPassParameters): LowPass {
  const { normalised, titleDegrees, rank, titles, people } = graph;
  const gain = gainsOf(graph, parameters).map(Math.sqrt);
  const heard = titleDegrees.map((degree) => degree ** -graph.title);
  const shown = titleDegrees.map((degree) => degree ** (graph.title * parameters.shown));
  const loud = gain.filter((value) => value > FAINT).length;
  const tasteOf: LowPass['tasteOf'] = ({ rows, weights }) => {
    const taste = new Float64Array(rank);
    rows.forEach((row, index) => {
      addScaled(taste, weights[index]! * heard[row]!, titles, row * rank);
    });
    return taste.map((value, index) => value * gain[index]!);
  };
  // V = X̃ᵀ U Σ⁻¹: to the people and one hop back is far less work than all titles where people are few.
  const scoreTaste: LowPass['scoreTaste'] = (taste) => {
    const loudest = taste.subarray(0, loud).map((value, index) => value * gain[index]!);
    const told = timesVector(people, loudest, rank);
    const scores = new Float32Array(normalised.columns);
    for (let person = 0; person < told.length; person++) {
      const end = normalised.offsets[person + 1]!;
      for (let place = normalised.offsets[person]!; place < end; place++) {
        scores[normalised.indices[place]!]! += told[person]! * normalised.values[place]!;
      }
    }
    for (let row = 0; row < scores.length; row++) scores[row]! *= shown[row]!;
    return scores;
  };
  return {
    graph,
    parameters,
    gain,
    hyperParameters: { ...parameters, rank },
    tasteOf,
    scoreTaste,
    score: (history) => scoreTaste(tasteOf(history)),
  };
}

/** h per direction, 0 to 1. */
function gainsOf({ normalised, sigma }: TasteGraph, { cut, order }: LowPassParameters): Float64Array {
  const energy = normalised.values.reduce((sum, value) => sum + value * value, 0);
  const level = (cut * energy) / normalised.rows;
  return sigma.map((value) => 1 / (1 + (level / value ** 2) ** order));
}

/** D_t^c V √h [titles × rank]: the inner product of one with a taste is the title's score. */
export function titleVectorsOf(filter: LowPass): Float32Array {
  const { rank, titleDegrees } = filter.graph;
  const vectors = new Float32Array(titleDegrees.length * rank);
  for (let title = 0; title < titleDegrees.length; title++)
    vectors.set(titleVectorOf(filter, title), title * rank);
  return vectors;
}

export function titleVectorOf({ graph, parameters, gain }: LowPass, title: number): Float32Array {
  const { titles, titleDegrees, rank } = graph;
  const factor = titleDegrees[title]! ** (graph.title * parameters.shown);
  return titles
    .subarray(title * rank, (title + 1) * rank)
    .map((value, index) => value * gain[index]! * factor);
}
