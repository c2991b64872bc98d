/**
 * LightGCN (He et al. 2020): learned title vectors, smoothed by passing them along the graph. A person has no vector of
 * their own to learn, only the mean of their titles, so anyone is folded in.
 */
import { timesBlock } from '../lib/math/block.ts';
import { normal, type Random, seededRandom } from '../lib/math/random.ts';
import { columnSums, mapValues, rowSums, type Sparse, transpose } from '../lib/math/sparse.ts';
import { addScaled, timesVector } from '../lib/math/vector.ts';
import { cosineSoftmax, unitRows } from './cosine-softmax.ts';
import type { Dataset } from './dataset.ts';
import { fitByGradient, type ModelLearner } from './gradient-fit.ts';
import { gradeRatings } from './grading.ts';
import type { History, ModelKind } from './model.ts';
import { drawExamples, type Example, type Negatives, negativeSampler } from './sampled-softmax.ts';

const DIMENSIONS = 64;
const RATE = 0.02;
const START = 0.1;
const NEGATIVES = 256;
const BATCH = 256;
/** 1 / temperature. */
const SCALE = 10;
const LAYER_CHOICES = [1, 2, 3];

export type LightGcnParameters = {
  readonly layers: number;
  readonly dimensions: number;
  readonly scale: number;
};

/** The title vectors before they are passed along, [items × dimensions]. */
export type LightGcnWeights = { readonly titles: Float32Array };

export const lightGcn: ModelKind = {
  name: 'lightgcn',
  fit: (training, config, progress) =>
    fitByGradient(
      training,
      {
        choices: LAYER_CHOICES.map((layers) => ({ layers, dimensions: DIMENSIONS, scale: SCALE })),
        rate: RATE,
        batch: BATCH,
        start: startLightGcn,
      },
      config,
      progress,
    ),
};

export function startLightGcn(
  training: Dataset,
  parameters: LightGcnParameters,
  seed: number,
): ModelLearner<LightGcnWeights> {
  const { dimensions, layers } = parameters;
  const likes = gradeRatings(training.ratings, 'likes');
  const counts = columnSums(likes);
  const graph = normaliseGraph(gradeRatings(training.ratings, 'line'));
  const titles = startVectors(likes.columns * dimensions, seededRandom(seed));
  return {
    weights: { titles },
    work: dimensions * (4 * layers * graph.along.values.length + 3 * BATCH * NEGATIVES + 8 * likes.columns),
    slopes(random) {
      const examples = drawExamples(likes, 1, random, BATCH);
      const negatives = negativeSampler(counts, random)(NEGATIVES);
      return { titles: lightGcnLoss(graph, titles, examples, negatives, parameters).slopes };
    },
    scorer(weights) {
      const passed = propagate(graph, weights.titles, layers, dimensions);
      const units = Float32Array.from(unitRows(passed, dimensions));
      return { score: (history) => timesVector(units, meanOf(history, passed, dimensions)) };
    },
  };
}

function startVectors(length: number, random: Random): Float32Array {
  return Float32Array.from({ length }, () => START * normal(random));
}

/** G = D_u^-½ X D_i^-½ [people × items] and its transpose. */
export type TitleGraph = { readonly along: Sparse; readonly back: Sparse };

export function normaliseGraph(x: Sparse): TitleGraph {
  const [people, titles] = [rowSums(x), columnSums(x)];
  const along = mapValues(x, (value, person, title) => value / Math.sqrt(people[person]! * titles[title]!));
  return { along, back: transpose(along) };
}

/** F = (E + ÂE + … + Âᴷ E) / (K + 1) with Â = GᵀG [items × items], two hops of the graph. Â is its own transpose. */
export function propagate(
  { along, back }: TitleGraph,
  vectors: Float32Array,
  layers: number,
  width: number,
): Float32Array {
  const sum = vectors.slice();
  let layer = vectors;
  for (let round = 0; round < layers; round++) {
    layer = timesBlock(back, timesBlock(along, layer, width), width);
    addScaled(sum, 1, layer);
  }
  for (let index = 0; index < sum.length; index++) sum[index]! /= layers + 1;
  return sum;
}

function meanOf(
  { rows, weights }: Omit<History, 'friends'>,
  titles: Float32Array,
  width: number,
): Float64Array {
  const person = new Float64Array(width);
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0) || 1;
  rows.forEach((row, index) => {
    addScaled(person, weights[index]! / total, titles, row * width, width);
  });
  return person;
}

/** Sampled softmax of each person's targets near the mean of their inputs; the mean over people, and dLoss / dE. */
export function lightGcnLoss(
  graph: TitleGraph,
  vectors: Float32Array,
  examples: readonly Example[],
  negatives: Negatives,
  { layers, dimensions: width, scale }: LightGcnParameters,
): { loss: number; slopes: Float32Array } {
  const titles = propagate(graph, vectors, layers, width);
  const people = new Float64Array(examples.length * width);
  examples.forEach(({ inputs }, person) => {
    const weights = new Float32Array(inputs.length).fill(1);
    people.set(meanOf({ rows: inputs, weights }, titles, width), person * width);
  });
  const targets = examples.map(({ targets: own }) => own);
  const slopes = cosineSoftmax({ people, titles, width, targets, negatives, scale });
  examples.forEach(({ inputs }, person) => {
    const own = slopes.people.subarray(person * width, (person + 1) * width);
    for (const input of inputs)
      addScaled(slopes.titles.subarray(input * width, (input + 1) * width), 1 / inputs.length, own);
  });
  return { loss: slopes.loss, slopes: propagate(graph, Float32Array.from(slopes.titles), layers, width) };
}
