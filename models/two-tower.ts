/**
 * Two towers (Covington et al. 2016, Yi et al. 2019): one makes a vector of what is known of a person, one of what is known
 * of a title; near means likely. It works with no history at all and for titles that nobody has seen.
 */
import { createAdam } from '../lib/math/adam.ts';
import { normal, type Random, seededRandom } from '../lib/math/random.ts';
import { columnSums, mapValues, rowSums, type Sparse, times, transposedTimes } from '../lib/math/sparse.ts';
import { addScaled, dot, norm, timesVector } from '../lib/math/vector.ts';
import type { Dataset } from './dataset.ts';
import { trainWhileItHelps } from './early-stopping.ts';
import { tabulateFeatures } from './features.ts';
import { gradeRatings } from './grading.ts';
import { type History, historyOf, type Model, type ModelKind } from './model.ts';
import {
  addSoftmaxLoss,
  drawExamples,
  type Example,
  type Negatives,
  negativeSampler,
} from './sampled-softmax.ts';
import { bestOf, validate, validationParts } from './tuning.ts';

const DIMENSIONS = 32;
const RATE = 0.03;
const START = 0.1;
const NEGATIVES = 256;
/** Only so many of the last titles speak for a person, where the order is known; otherwise all do. */
const LAST_TITLES = 100;
const SCALE_CHOICES = [10, 20];

/** A person's age band, place, languages and so on, as numbers below `count`; a data set may bring them, by person id. */
export type Traits = { readonly count: number; readonly of: ReadonlyMap<number, readonly number[]> };
export type WithTraits = { readonly traits?: Traits };

export type TwoTowerParameters = {
  /** 1 / temperature: how far a cosine of 1 stands above one of 0. */
  readonly scale: number;
  readonly dimensions: number;
  /** How many of the last titles speak for a person. */
  readonly window: number;
};

export type TwoTowerModel = Model & {
  /** For someone described by traits, with or without a history. */
  scorePerson(history: History, traits: readonly number[]): Float32Array;
};

/** All that is learned: `ids` [items], `features` [features], `anyone` [1] and `traits` [traits], each × dimensions. */
export type Weights = Readonly<Record<'ids' | 'features' | 'anyone' | 'traits', Float64Array>>;

export const twoTower: ModelKind = {
  name: 'two-tower',
  fit(training, { seed }, progress) {
    const parts = validationParts(training, seed).slice(0, 1);
    let done = 0;
    const tried = SCALE_CHOICES.map((scale) => {
      const window = training.sequences ? LAST_TITLES : training.items.length;
      const parameters = { scale, window, dimensions: DIMENSIONS };
      const trainers = parts.map((part) => startTwoTower(part.training, parameters, seed));
      const best = trainWhileItHelps(
        () => {
          for (const trainer of trainers) trainer.step();
        },
        () => validate(parts, (_part, index) => trainers[index]!.model(0)),
      );
      progress(++done / (SCALE_CHOICES.length + 1));
      return { parameters, ...best };
    });
    const { parameters, steps } = bestOf(tried, ({ quality }) => quality);
    const trainer = startTwoTower(training, parameters, seed);
    for (let step = 0; step < steps; step++) trainer.step();
    return trainer.model(steps);
  },
};

export function startTwoTower(training: Dataset & WithTraits, parameters: TwoTowerParameters, seed: number) {
  const random = seededRandom(seed);
  const likes = gradeRatings(training.ratings, 'likes');
  const counts = columnSums(likes);
  const features = shareRows(tabulateFeatures(training).table);
  const drawNegatives = negativeSampler(counts, random);
  const traitsOf = (row: number) => training.traits?.of.get(training.people[row]!) ?? [];
  const weights = startWeights(counts, features, training.traits?.count ?? 0, parameters, random);
  const names = Object.keys(weights) as (keyof Weights)[];
  const adams = names.map((name) => createAdam(weights[name].length, RATE));
  return {
    /** One step of Adam over one example of everyone → the loss before it. */
    step(): number {
      const examples = drawExamples(likes, 0, random).map((one) => ({
        ...one,
        traits: traitsOf(one.person),
      }));
      if (examples.length === 0) return 0;
      const negatives = drawNegatives(NEGATIVES);
      const { loss, gradients } = twoTowerLoss(weights, features, examples, negatives, parameters);
      names.forEach((name, index) => {
        adams[index]!.step(weights[name], gradients[name]);
      });
      return loss;
    },
    model: (steps: number) => modelOf(weights, features, { ...parameters, steps }),
  };
}

/** Titles nobody liked start, and stay, without a vector of their own: their features speak for them. */
function startWeights(
  counts: Float32Array,
  features: Sparse,
  traits: number,
  { dimensions }: TwoTowerParameters,
  random: Random,
): Weights {
  const start = (rows: number) =>
    Float64Array.from({ length: rows * dimensions }, () => START * normal(random));
  const ids = start(counts.length);
  counts.forEach((count, item) => {
    if (count === 0) ids.fill(0, item * dimensions, (item + 1) * dimensions);
  });
  return { ids, features: start(features.columns), anyone: start(1), traits: start(traits) };
}

/** Rows that sum to 1: a title has the mean of its features. */
export function shareRows(table: Sparse): Sparse {
  const sums = rowSums(table);
  return mapValues(table, (value, row) => value / sums[row]!);
}

function modelOf(
  weights: Weights,
  features: Sparse,
  hyperParameters: TwoTowerParameters & { steps: number },
): TwoTowerModel {
  const { dimensions, window } = hyperParameters;
  const raw = encodeTitles(weights, features, dimensions);
  const titles = unitRows(raw, dimensions);
  const scorePerson = ({ rows, weights: signals }: History, traits: readonly number[]) => {
    const last = { rows: rows.slice(-window), weights: signals.slice(-window) };
    return timesVector(titles, unitRows(encodePerson(weights, raw, last, traits), dimensions));
  };
  return { hyperParameters, scorePerson, score: (history) => scorePerson(history, []) };
}

/** id + mean of features → [items × dimensions] */
function encodeTitles(weights: Weights, features: Sparse, dimensions: number): Float64Array {
  const raw = times(features, weights.features, dimensions);
  addScaled(raw, 1, weights.ids);
  return raw;
}

/** anyone + Σ traits + mean of own titles → [dimensions] */
function encodePerson(
  weights: Weights,
  raw: Float64Array,
  history: History,
  traits: readonly number[],
): Float64Array {
  const person = weights.anyone.slice();
  const width = person.length;
  for (const trait of traits) addScaled(person, 1, weights.traits, trait * width);
  const total = history.weights.reduce((sum, weight) => sum + Math.abs(weight), 0) || 1;
  history.rows.forEach((row, index) => {
    addScaled(person, history.weights[index]! / total, raw, row * width);
  });
  return person;
}

function unitRows(raw: Float64Array, width: number): Float64Array {
  const unit = raw.slice();
  for (let start = 0; start < raw.length; start += width) {
    const row = unit.subarray(start, start + width);
    const length = norm(row) || 1;
    for (let index = 0; index < width; index++) row[index]! /= length;
  }
  return unit;
}

/** Sampled softmax over scale · cosine, the mean over people, and its slope for all weights. */
export function twoTowerLoss(
  weights: Weights,
  features: Sparse,
  examples: readonly (Example & { readonly traits: readonly number[] })[],
  negatives: Negatives,
  { scale, dimensions, window }: TwoTowerParameters,
): { loss: number; gradients: Weights } {
  const raw = encodeTitles(weights, features, dimensions);
  const titles = unitRows(raw, dimensions);
  const unitSlopes = new Float64Array(titles.length);
  const rawSlopes = new Float64Array(titles.length);
  const [anyone, traits] = [new Float64Array(dimensions), new Float64Array(weights.traits.length)];
  let loss = 0;
  for (const example of examples) {
    const history = historyOf(example.inputs.slice(-window));
    const person = encodePerson(weights, raw, history, example.traits);
    const into = { person: new Float64Array(dimensions), titles: unitSlopes };
    const unit = unitRows(person, dimensions);
    loss += addSoftmaxLoss(unit, titles, example.targets, negatives, scale, 1 / examples.length, into);
    const slope = slopeBeforeUnit(person, into.person, dimensions);
    addScaled(anyone, 1, slope);
    for (const trait of example.traits) addTo(traits, trait, 1, slope);
    for (const row of history.rows) addTo(rawSlopes, row, 1 / history.rows.length, slope);
  }
  addScaled(rawSlopes, 1, slopeBeforeUnit(raw, unitSlopes, dimensions));
  const gradients = {
    ids: rawSlopes,
    features: transposedTimes(features, rawSlopes, dimensions),
    anyone,
    traits,
  };
  return { loss, gradients };
}

function addTo(target: Float64Array, row: number, factor: number, source: Float64Array): void {
  addScaled(target.subarray(row * source.length, (row + 1) * source.length), factor, source);
}

/** u = r / ‖r‖: dL/dr = (dL/du − (dL/du · u) u) / ‖r‖, row by row. */
function slopeBeforeUnit(raw: Float64Array, unitSlopes: Float64Array, width: number): Float64Array {
  const slopes = unitSlopes.slice();
  for (let start = 0; start < raw.length; start += width) {
    const square = dot(raw, raw, start, start, width);
    if (square === 0) continue;
    const along = dot(unitSlopes, raw, start, start, width) / square;
    const length = Math.sqrt(square);
    for (let index = start; index < start + width; index++)
      slopes[index] = (unitSlopes[index]! - along * raw[index]!) / length;
  }
  return slopes;
}
