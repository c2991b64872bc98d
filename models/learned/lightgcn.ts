/**
 * LightGCN (He et al. 2020): learned title vectors, smoothed by passing them along the graph. A person has no vector of
 * their own to learn, only the mean of their titles, so anyone is folded in.
 */
import { normal, type Random, seededRandom } from '../../lib/math/random.ts';
import { columnSums, type Sparse } from '../../lib/math/sparse.ts';
import { truncatedSvd } from '../../lib/math/svd.ts';
import { addScaled, timesVector } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import { gradeRatings } from '../graph/grading.ts';
import type { History, ModelKind } from '../model.ts';
import { cosineSoftmax, unitRows } from './cosine-softmax.ts';
import { batchOf, fitByGradient, type ModelLearner } from './gradient-fit.ts';
import { createPropagation, normaliseGraph } from './propagation.ts';
import { drawExamples, type Example, type Negatives, negativeSampler } from './sampled-softmax.ts';

const DIMENSIONS = 64;
const RATE = 0.005;
/** The length that a title vector's numbers start with, on average; of those that start by chance. */
const START = 0.1;
const NOISE = 0.01;
const NEGATIVES = 256;
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
  const batch = batchOf(training.people.length);
  const negativeCount = Math.min(NEGATIVES, likes.columns);
  const graph = normaliseGraph(gradeRatings(training.ratings, 'line'));
  const propagate = createPropagation(graph, dimensions);
  const titles = startVectors(graph, dimensions, seededRandom(seed));
  return {
    weights: { titles },
    work: dimensions * (4 * layers * graph.values.length + 3 * batch * negativeCount + 8 * likes.columns),
    slopes(random) {
      const examples = drawExamples(likes, 1, random, batch);
      const negatives = negativeSampler(counts, random)(negativeCount);
      return { titles: lightGcnLoss(propagate, titles, examples, negatives, parameters).slopes };
    },
    scorer(weights) {
      const passed = propagate(weights.titles, layers);
      const units = new Float32Array(unitRows(passed, dimensions));
      return { score: (history) => timesVector(units, meanOf(history, passed, dimensions)) };
    },
  };
}

/** Where the closed form ends learning begins: V diag(σ) of G = U diag(σ) Vᵀ, and noise where G has fewer directions. */
function startVectors(graph: Sparse, width: number, random: Random): Float32Array {
  const { right, sigma, rank } = truncatedSvd(graph, width, random);
  const size = START * Math.sqrt(graph.columns);
  return Float32Array.from({ length: graph.columns * width }, (_, place) => {
    const [row, column] = [Math.floor(place / width), place % width];
    return column < rank ? size * sigma[column]! * right[row * rank + column]! : NOISE * normal(random);
  });
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
  propagate: ReturnType<typeof createPropagation>,
  vectors: Float32Array,
  examples: readonly Example[],
  negatives: Negatives,
  { layers, dimensions: width, scale }: LightGcnParameters,
): { loss: number; slopes: Float32Array } {
  const titles = propagate(vectors, layers);
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
  return { loss: slopes.loss, slopes: propagate(new Float32Array(slopes.titles), layers) };
}
