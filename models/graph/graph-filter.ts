/**
 * The spectral graph model (GF-CF family, Shen et al. 2021): a history is a signal on the title graph, a low-pass
 * filter smooths it, and what the low-rank part cannot hold is kept for the strongest neighbours. Closed form; folds
 * in anyone.
 */
import { seededRandom } from '../../lib/math/random.ts';
import { columnSums, type Sparse } from '../../lib/math/sparse.ts';
import { mean, standardDeviation } from '../../lib/math/statistics.ts';
import { truncatedSvd } from '../../lib/math/svd.ts';
import { topK } from '../../lib/math/top-k.ts';
import { addScaled, dot, norm, timesVector } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import type { History, Model } from '../model.ts';
import { type Grade, gradeRatings } from './grading.ts';
import { keptTitles, restrictToTitles } from './graph.ts';

export type GraphFilterParameters = {
  readonly grade: Grade;
  /** λ as a multiple of the mean squared length of a person's row. */
  readonly ridge: number;
  /** a in encodeScale = d^-a: how much less a well-known title says about who liked it. */
  readonly encodeExponent: number;
  /** b in decodeScale = d^b / (1 − W_ii): below 0, well-known titles are shown a little less. */
  readonly decodeExponent: number;
  readonly rank: number;
  readonly neighbours: number;
  readonly leastRatings: number;
  /** γ: weight of the one-hop part against the vectors. */
  readonly coWatch: number;
  readonly prior: number;
  /** τ: how many average likes someone unknown is given; see `populationWeight`. */
  readonly population: number;
};

/** The weight of history at which the average like counts half as much as for someone unknown. */
export const POPULATION_HALF_AT = 10;

/** τ h / (h + Σ|w|): the population speaks for a newcomer and falls silent as their own history grows. */
export function populationWeight(population: number, historyWeight: number): number {
  return (population * POPULATION_HALF_AT) / (POPULATION_HALF_AT + historyWeight);
}

/** The weights that only mix finished parts: they are tuned without fitting again. */
export type Blend = Pick<GraphFilterParameters, 'coWatch' | 'prior' | 'population'>;

/** A history seen by the filter, before the blend: its Σ|w|, vector [dimensions], affinity and coWatch [rows]. */
export type Encoded = {
  readonly weight: number;
  readonly vector: Float64Array;
  readonly affinity: Float32Array;
  readonly coWatch: Float32Array;
};

export type GraphFilter = Model & {
  readonly parameters: GraphFilterParameters;
  /** The dataset's columns that have a row here. */
  readonly rows: Int32Array;
  readonly likes: Float32Array;
  readonly dimensions: number;
  /** Z [rows × dimensions] = V ∘ √h(σ). */
  readonly titleVectors: Float32Array;
  readonly encodeScale: Float32Array;
  readonly decodeScale: Float32Array;
  /** Row j's list: the rows i of the highest N_ji, ids −1 where it ends; both [rows × neighbours]. */
  readonly neighbourIds: Int32Array;
  readonly neighbourWeights: Float32Array;
  readonly priors: Float32Array;
  readonly priorMean: number;
  readonly priorDeviation: number;
  encode(history: History): Encoded;
  /** → [items] of the dataset; −Infinity for titles without a row. */
  blend(encoded: Encoded, blend: Blend): Float32Array;
};

/** The spectrum beyond this many singular values is not used, not even for the neighbours. */
const WHOLE_SPECTRUM = 1024;

export function fitGraphFilter(
  training: Dataset,
  parameters: GraphFilterParameters,
  seed: number,
): GraphFilter {
  const rows = keptTitles(training, parameters.leastRatings);
  const x = restrictToTitles(gradeRatings(training.ratings, parameters.grade), rows);
  const likes = columnSums(restrictToTitles(gradeRatings(training.ratings, 'likes'), rows));
  const evidence = { rows, x, likes, lambda: lambdaOf(x, parameters.ridge), items: training.items.length };
  return filterEvidence(evidence, parameters, seed);
}

/** x [people × rows] and likes [rows] of those of all `items` columns that have a row. */
export type Evidence = {
  readonly items: number;
  readonly rows: Int32Array;
  readonly x: Sparse;
  readonly likes: Float32Array;
  readonly lambda: number;
};

/**
 * X = U Σ Vᵀ; W = V h Vᵀ with Tikhonov's h = σ²/(σ²+λ); degrees d = 1 + likes.
 * score(x) = x D^-a W diag(d_i^b / (1 − W_ii)), W split into its first `rank` directions (vectors) and the rest (N).
 * The division takes a title's own share out of its score: with a = b = 0 and nothing cut this is EASE (Steck 2019).
 */
export function filterEvidence(
  { items, rows, x, likes, lambda }: Evidence,
  parameters: GraphFilterParameters,
  seed: number,
): GraphFilter {
  const { sigma, right, rank: width } = truncatedSvd(x, Math.min(WHOLE_SPECTRUM, x.rows), seededRandom(seed));
  const filtered = Float32Array.from(
    right,
    (value, place) => value * Math.sqrt(tikhonov(sigma[place % width]!, lambda)),
  );
  const encodeScale = likes.map((count) => (1 + count) ** -parameters.encodeExponent);
  const decodeScale = likes.map((count, row) => {
    const selfShare = dot(filtered, filtered, row * width, row * width, width);
    return (1 + count) ** parameters.decodeExponent / (1 - selfShare);
  });
  const dimensions = Math.min(parameters.rank, width);
  const titleVectors = takeColumns(filtered, width, 0, dimensions);
  const rest = takeColumns(filtered, width, dimensions, width);
  const neighbours = strongestNeighbours(
    rest,
    width - dimensions,
    encodeScale,
    decodeScale,
    parameters.neighbours,
  );
  const logLikes = likes.map(Math.log1p);
  const priorMean = mean(logLikes);
  const priorDeviation = standardDeviation(logLikes) || 1;
  const model = {
    parameters,
    hyperParameters: parameters,
    rows,
    likes,
    dimensions,
    titleVectors,
    encodeScale,
    decodeScale,
    neighbourIds: neighbours.ids,
    neighbourWeights: neighbours.weights,
    priors: logLikes.map((value) => (value - priorMean) / priorDeviation),
    priorMean,
    priorDeviation,
  };
  return withScoring(model, items);
}

export function lambdaOf(x: Sparse, ridge: number): number {
  return (ridge * dot(x.values, x.values)) / x.rows;
}

function tikhonov(sigma: number, lambda: number): number {
  return sigma ** 2 / (sigma ** 2 + lambda);
}

/** Columns [from, to) of a matrix of the given width. */
function takeColumns(matrix: Float32Array, width: number, from: number, to: number): Float32Array {
  const rows = matrix.length / width;
  const taken = new Float32Array(rows * (to - from));
  for (let row = 0; row < rows; row++)
    taken.set(matrix.subarray(row * width + from, row * width + to), row * (to - from));
  return taken;
}

/** N_ji = encodeScale_j (rest_j · rest_i) decodeScale_i: of each row j the highest positive ones. */
function strongestNeighbours(
  rest: Float32Array,
  width: number,
  encodeScale: Float32Array,
  decodeScale: Float32Array,
  perRow: number,
): { ids: Int32Array; weights: Float32Array } {
  const rows = encodeScale.length;
  const ids = new Int32Array(rows * perRow).fill(-1);
  const weights = new Float32Array(rows * perRow);
  if (width === 0) return { ids, weights };
  for (let row = 0; row < rows; row++) {
    const shared = timesVector(rest, rest.subarray(row * width, (row + 1) * width));
    shared.forEach((value, other) => {
      shared[other] =
        value > 0 && other !== row
          ? encodeScale[row]! * value * decodeScale[other]!
          : Number.NEGATIVE_INFINITY;
    });
    topK(shared, perRow).forEach((other, place) => {
      ids[row * perRow + place] = other;
      weights[row * perRow + place] = shared[other]!;
    });
  }
  return { ids, weights };
}

type Fitted = Omit<GraphFilter, 'encode' | 'blend' | 'score'>;

function withScoring(model: Fitted, items: number): GraphFilter {
  const rowOf = new Int32Array(items).fill(-1);
  model.rows.forEach((column, row) => {
    rowOf[column] = row;
  });
  const population = encodePopulation(model);
  const encode = (history: History) => encodeHistory(model, rowOf, history);
  const blend = (encoded: Encoded, weights: Blend) => blendScores(model, items, population, encoded, weights);
  return { ...model, encode, blend, score: (history) => blend(encode(history), model.parameters) };
}

/** The average like: Σ likes_j encoderVector_j / Σ likes_j. */
function encodePopulation(model: Fitted): Pick<Encoded, 'vector' | 'affinity'> {
  const total = model.likes.reduce((sum, likes) => sum + likes, 0);
  const vector = new Float64Array(model.dimensions);
  model.likes.forEach((likes, row) => {
    addEncoderVector(vector, model, row, likes / Math.max(total, 1));
  });
  return { vector, affinity: affinityOf(model, vector) };
}

/** v = Σ_j w_j encoderVector_j, its affinity to every row, and Σ_j w_j N_ji. */
function encodeHistory(model: Fitted, rowOf: Int32Array, history: History): Encoded {
  const vector = new Float64Array(model.dimensions);
  const coWatch = new Float32Array(model.rows.length);
  const perRow = model.parameters.neighbours;
  history.rows.forEach((column, index) => {
    const row = rowOf[column]!;
    if (row === -1) return;
    const weight = history.weights[index]!;
    addEncoderVector(vector, model, row, weight);
    for (let place = row * perRow; place < (row + 1) * perRow && model.neighbourIds[place] !== -1; place++) {
      coWatch[model.neighbourIds[place]!]! += weight * model.neighbourWeights[place]!;
    }
  });
  const weight = history.weights.reduce((sum, value) => sum + Math.abs(value), 0);
  return { weight, vector, affinity: affinityOf(model, vector), coWatch };
}

function addEncoderVector(target: Float64Array, model: Fitted, row: number, weight: number): void {
  addScaled(target, weight * model.encodeScale[row]!, model.titleVectors, row * model.dimensions);
}

function affinityOf(model: Fitted, vector: Float64Array): Float32Array {
  return timesVector(model.titleVectors, vector).map((value, row) => value * model.decodeScale[row]!);
}

/** (user · titleVector_i) + γ coWatch_i + prior_i, with user and coWatch divided by ‖v + anchor · population‖. */
function blendScores(
  model: Fitted,
  items: number,
  population: Pick<Encoded, 'vector' | 'affinity'>,
  encoded: Encoded,
  weights: Blend,
): Float32Array {
  const vector = encoded.vector.slice();
  const anchor = populationWeight(weights.population, encoded.weight);
  addScaled(vector, anchor, population.vector);
  const length = Math.max(norm(vector), 1e-12);
  const scores = new Float32Array(items).fill(Number.NEGATIVE_INFINITY);
  model.rows.forEach((column, row) => {
    const affinity = encoded.affinity[row]! + anchor * population.affinity[row]!;
    scores[column] =
      (affinity + weights.coWatch * encoded.coWatch[row]!) / length + weights.prior * model.priors[row]!;
  });
  return scores;
}
