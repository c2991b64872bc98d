/** The one training loop of all models that learn by gradient: looks at held-out people, stops, keeps the best, resumes exactly. */
import { adamStep } from '../../lib/math/adam.ts';
import { type Random, seededRandom } from '../../lib/math/random.ts';
import type { Dense } from '../../lib/math/vector.ts';
import type { Identity } from '../checkpoint.ts';
import type { FitConfig, LearningCurve, Progress } from '../model.ts';

const LOOK_EVERY = 20;
/** So many looks without a clearly better one end a training: better by this share of the quality. */
const PATIENCE = 5;
const LEAST_GAIN = 0.002;
const MOST_STEPS = 4000;
/** How much of the running mean of the weights a step keeps (Polyak and Juditsky 1992): it speaks of the last hundred steps. */
const AVERAGE_DECAY = 0.99;

/** Named arrays in 32 bits, so that what a checkpoint keeps is exactly what goes on. */
export type Weights = Readonly<Record<string, Float32Array>>;

export type Learner<W extends Weights = Weights> = {
  /** All that is learned; the loop changes it in place. */
  readonly weights: W;
  /**
   * The slope of the loss for every weight, same names and lengths. Whatever is drawn comes from `random`, the stream of
   * this step alone; steps count from 1.
   */
  slopes(random: Random, step: number): Readonly<Record<keyof W, Dense>>;
};

export type Training<W extends Weights = Weights> = {
  /** For the checkpoint's file: `layers-2`. */
  readonly name: string;
  /** All that the training depends on, data and settings. A checkpoint of another identity is refused. */
  readonly identity: Identity;
  readonly learner: Learner<W>;
  readonly rate: number | ((step: number) => number);
  /** How good weights are for held-out people, higher is better; without it exactly `mostSteps` steps are taken. */
  readonly quality?: (weights: W) => number;
  readonly mostSteps?: number;
  readonly lookEvery?: number;
  readonly patience?: number;
};

export type Trained<W extends Weights = Weights> = {
  /** The running mean of the weights where it was best; without `quality`, at the end. */
  readonly weights: W;
  readonly steps: number;
  readonly quality: number;
  readonly curve: LearningCurve;
};

/** Everything that changes while training, and all that a checkpoint keeps. */
type State = {
  step: number;
  waited: number;
  /** The quality from which the next clear gain counts. */
  mark: number;
  best: { step: number; quality: number; weights: Weights };
  curve: [step: number, quality: number][];
  readonly weights: Weights;
  readonly means: Weights;
  readonly squares: Weights;
  readonly averages: Weights;
};

/** Steps of Adam until `quality` has not risen for `patience` looks. The same seed ends in the same bits, stopped or not. */
export function trainByGradient<W extends Weights>(
  training: Training<W>,
  { seed, checkpoint }: FitConfig,
  progress: Progress,
): Trained<W> {
  const { learner, mostSteps = MOST_STEPS, patience = PATIENCE, lookEvery = LOOK_EVERY, quality } = training;
  const identity = { ...training.identity, seed, mostSteps, patience, lookEvery };
  const place = checkpoint?.training<State>(training.name, identity);
  const state = place?.kept ? takeUp(place.kept, learner.weights) : begin(learner.weights);
  while (state.step < mostSteps && (!quality || state.waited < patience)) {
    takeStep(state, training, seed);
    if (quality && state.step % lookEvery === 0) look(state, quality as (weights: Weights) => number);
    if (checkpoint && state.step % checkpoint.every === 0) place?.keep(state);
    const earliestEnd = state.step + (patience - state.waited) * lookEvery;
    progress(state.step / (quality ? Math.min(earliestEnd, mostSteps) : mostSteps));
  }
  place?.keep(state);
  const best = state.curve.length > 0 ? state.best.weights : state.averages;
  const steps = state.curve.length > 0 ? state.best.step : state.step;
  return { weights: best as W, steps, quality: state.best.quality, curve: state.curve };
}

function begin(weights: Weights): State {
  return {
    step: 0,
    waited: 0,
    mark: -Number.MAX_VALUE,
    best: { step: 0, quality: Number.NEGATIVE_INFINITY, weights: {} },
    curve: [],
    weights,
    means: mapWeights(weights, ({ length }) => new Float32Array(length)),
    squares: mapWeights(weights, ({ length }) => new Float32Array(length)),
    averages: mapWeights(weights, (values) => values.slice()),
  };
}

/** The learner holds on to its own arrays, so the kept numbers move into them. */
function takeUp(kept: State, weights: Weights): State {
  for (const [name, values] of Object.entries(kept.weights)) weights[name]!.set(values);
  return { ...kept, weights };
}

function takeStep<W extends Weights>(state: State, { learner, rate }: Training<W>, seed: number): void {
  const step = ++state.step;
  const slopes = learner.slopes(randomOfStep(seed, step), step);
  const size = typeof rate === 'number' ? rate : rate(step);
  const decay = Math.min(AVERAGE_DECAY, (step - 1) / (step + 8));
  for (const [name, values] of Object.entries(state.weights)) {
    adamStep(values, slopes[name]!, { means: state.means[name]!, squares: state.squares[name]! }, step, size);
    const average = state.averages[name]!;
    for (let index = 0; index < values.length; index++)
      average[index] = decay * average[index]! + (1 - decay) * values[index]!;
  }
}

/** A stream of its own for every step: a training that is taken up again draws what it would have drawn. */
function randomOfStep(seed: number, step: number): Random {
  return seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step, 0x85ebca6b));
}

function look(state: State, qualityOf: (weights: Weights) => number): void {
  const quality = qualityOf(state.averages);
  state.curve.push([state.step, quality]);
  const gained = quality > state.mark + LEAST_GAIN * Math.abs(state.mark);
  if (gained) state.mark = quality;
  state.waited = gained ? 0 : state.waited + 1;
  if (quality < state.best.quality) return;
  state.best = { step: state.step, quality, weights: mapWeights(state.averages, (values) => values.slice()) };
}

function mapWeights(weights: Weights, change: (values: Float32Array) => Float32Array): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, values]) => [name, change(values)]));
}
