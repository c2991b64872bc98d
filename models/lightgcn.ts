/**
 * LightGCN (He et al. 2020): learned title vectors, smoothed by passing them along the graph. A person has no vector of
 * their own to learn, only the mean of their titles, so anyone is folded in.
 */
import { createAdam } from '../lib/math/adam.ts';
import { normal, seededRandom } from '../lib/math/random.ts';
import { columnSums, mapValues, rowSums, type Sparse, times, transposedTimes } from '../lib/math/sparse.ts';
import { addScaled, timesVector } from '../lib/math/vector.ts';
import type { Dataset } from './dataset.ts';
import { trainWhileItHelps } from './early-stopping.ts';
import { gradeRatings } from './grading.ts';
import type { History, Model, ModelKind } from './model.ts';
import {
  addSoftmaxLoss,
  drawExamples,
  type Example,
  type Negatives,
  negativeSampler,
} from './sampled-softmax.ts';
import { bestOf, validate, validationParts } from './tuning.ts';

const DIMENSIONS = 64;
const RATE = 0.02;
const START = 0.1;
const NEGATIVES = 512;
const LAYER_CHOICES = [2, 1, 3];

export type LightGcnParameters = { readonly layers: number; readonly dimensions: number };

export type LightGcn = {
  /** One step of Adam over one example of everyone → the loss before it. */
  step(): number;
  model(steps: number): Model;
};

export const lightGcn: ModelKind = {
  name: 'lightgcn',
  fit(training, { seed }, progress) {
    const parts = validationParts(training, seed).slice(0, 1);
    let done = 0;
    const tried = LAYER_CHOICES.map((layers) => {
      const parameters = { layers, dimensions: DIMENSIONS };
      const trainers = parts.map((part) => startLightGcn(part.training, parameters, seed));
      const best = trainWhileItHelps(
        () => {
          for (const trainer of trainers) trainer.step();
        },
        () => validate(parts, (_part, index) => trainers[index]!.model(0)),
      );
      progress(++done / (LAYER_CHOICES.length + 1));
      return { parameters, ...best };
    });
    const { parameters, steps } = bestOf(tried, ({ quality }) => quality);
    const trainer = startLightGcn(training, parameters, seed);
    for (let step = 0; step < steps; step++) trainer.step();
    return trainer.model(steps);
  },
};

export function startLightGcn(training: Dataset, parameters: LightGcnParameters, seed: number): LightGcn {
  const { dimensions, layers } = parameters;
  const random = seededRandom(seed);
  const likes = gradeRatings(training.ratings, 'likes');
  const graph = normaliseGraph(gradeRatings(training.ratings, 'line'));
  const drawNegatives = negativeSampler(columnSums(likes), random);
  const base = Float64Array.from({ length: likes.columns * dimensions }, () => START * normal(random));
  const adam = createAdam(base.length, RATE);
  return {
    step() {
      const examples = drawExamples(likes, 1, random);
      if (examples.length === 0) return 0;
      const { loss, gradient } = lightGcnLoss(graph, base, examples, drawNegatives(NEGATIVES), parameters);
      adam.step(base, gradient);
      return loss;
    },
    model(steps) {
      const titles = propagate(graph, base, layers, dimensions);
      return {
        hyperParameters: { ...parameters, steps },
        score: (history) => timesVector(titles, meanOf(history, titles, dimensions)),
      };
    },
  };
}

/** D_u^-½ X D_i^-½ */
export function normaliseGraph(x: Sparse): Sparse {
  const [people, titles] = [rowSums(x), columnSums(x)];
  return mapValues(x, (value, person, title) => value / Math.sqrt(people[person]! * titles[title]!));
}

/** F = (E + ÂE + … + Âᴷ E) / (K + 1) with Â = GᵀG [items × items], two hops of the graph G. Â is its own transpose. */
function propagate(graph: Sparse, base: Float64Array, layers: number, width: number): Float64Array {
  const sum = base.slice();
  let layer = base;
  for (let round = 0; round < layers; round++) {
    layer = transposedTimes(graph, times(graph, layer, width), width);
    addScaled(sum, 1, layer);
  }
  return sum.map((value) => value / (layers + 1));
}

function meanOf({ rows, weights }: History, titles: Float64Array, width: number): Float64Array {
  const person = new Float64Array(width);
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0) || 1;
  rows.forEach((row, index) => {
    addScaled(person, weights[index]! / total, titles, row * width, width);
  });
  return person;
}

/** Sampled softmax of each person's targets, given the mean of their inputs; the mean over people, and dLoss / dE. */
export function lightGcnLoss(
  graph: Sparse,
  base: Float64Array,
  examples: readonly Example[],
  negatives: Negatives,
  { layers, dimensions }: LightGcnParameters,
): { loss: number; gradient: Float64Array } {
  const titles = propagate(graph, base, layers, dimensions);
  const slopes = new Float64Array(titles.length);
  let loss = 0;
  for (const { inputs, targets } of examples) {
    const history = { rows: inputs, weights: new Float32Array(inputs.length).fill(1) };
    const person = meanOf(history, titles, dimensions);
    const into = { person: new Float64Array(dimensions), titles: slopes };
    loss += addSoftmaxLoss(person, titles, targets, negatives, 1, 1 / examples.length, into);
    for (const input of inputs)
      addScaled(
        slopes.subarray(input * dimensions, (input + 1) * dimensions),
        1 / inputs.length,
        into.person,
      );
  }
  return { loss, gradient: propagate(graph, slopes, layers, dimensions) };
}
