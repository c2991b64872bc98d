/**
 * Two towers (Covington et al. 2016, Yi et al. 2019): one makes a vector of what is known of a person, one of what is known
 * of a title; near means likely. It works with no history at all and for titles that nobody has seen.
 */
import { normal, type Random, seededRandom } from '../../lib/math/random.ts';
import {
  columnSums,
  mapValues,
  rowSums,
  type Sparse,
  times,
  transposedTimes,
} from '../../lib/math/sparse.ts';
import { addScaled, type Dense, timesVector } from '../../lib/math/vector.ts';
import { tabulateFeatures } from '../baselines/features.ts';
import type { Dataset } from '../dataset.ts';
import { gradeRatings } from '../graph/grading.ts';
import { type History, historyOf, type Model, type ModelKind } from '../model.ts';
import { cosineSoftmax, unitRows } from './cosine-softmax.ts';
import { batchOf, fitByGradient, type ModelLearner } from './gradient-fit.ts';
import { drawExamples, type Example, type Negatives, negativeSampler } from './sampled-softmax.ts';

const DIMENSIONS = 64;
const RATE = 0.02;
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

export type TwoTowerScorer = Pick<Model, 'score'> & {
  /** For someone described by traits, with or without a history. */
  scorePerson(history: History, traits: readonly number[]): Float32Array;
};

const NAMES = ['ids', 'features', 'anyone', 'traits'] as const;

/** All that is learned: `ids` [items], `features` [features], `anyone` [1] and `traits` [traits], each × dimensions. */
export type Weights<A extends Dense = Float32Array> = Readonly<Record<(typeof NAMES)[number], A>>;

export const twoTower: ModelKind = {
  name: 'two-tower',
  fit(training, config, progress) {
    const window = training.sequences ? LAST_TITLES : training.items.length;
    const choices = SCALE_CHOICES.map((scale) => ({ scale, window, dimensions: DIMENSIONS }));
    return fitByGradient(training, { choices, rate: RATE, start: startTwoTower }, config, progress);
  },
};

export function startTwoTower(
  training: Dataset & WithTraits,
  parameters: TwoTowerParameters,
  seed: number,
): Omit<ModelLearner<Weights>, 'scorer'> & { scorer(weights: Weights): TwoTowerScorer } {
  const likes = gradeRatings(training.ratings, 'likes');
  const counts = columnSums(likes);
  const batch = batchOf(training.people.length);
  const negativeCount = Math.min(NEGATIVES, likes.columns);
  const features = shareRows(tabulateFeatures(training).table);
  const traitsOf = (row: number) => training.traits?.of.get(training.people[row]!) ?? [];
  const weights = startWeights(counts, features, training.traits?.count ?? 0, parameters, seededRandom(seed));
  const { dimensions } = parameters;
  return {
    weights,
    work: dimensions * (2 * features.values.length + 3 * batch * negativeCount + 8 * likes.columns),
    slopes(random) {
      const examples = drawExamples(likes, 0, random, batch).map((one) => ({
        ...one,
        traits: traitsOf(one.person),
      }));
      const negatives = negativeSampler(counts, random)(negativeCount);
      return twoTowerLoss(weights, features, examples, negatives, parameters).slopes;
    },
    scorer: (learned) => scorerOf(learned, features, parameters),
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
    Float32Array.from({ length: rows * dimensions }, () => START * normal(random));
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

function scorerOf(
  weights: Weights,
  features: Sparse,
  { dimensions, window }: TwoTowerParameters,
): TwoTowerScorer {
  const raw = encodeTitles(weights, features, dimensions);
  const titles = new Float32Array(unitRows(raw, dimensions));
  const scorePerson = ({ rows, weights: signals }: History, traits: readonly number[]) => {
    const last = { rows: rows.slice(-window), weights: signals.slice(-window) };
    return timesVector(titles, unitRows(encodePerson(weights, raw, last, traits), dimensions));
  };
  return { scorePerson, score: (history) => scorePerson(history, []) };
}

/** id + mean of features → [items × dimensions] */
function encodeTitles(weights: Weights<Dense>, features: Sparse, dimensions: number): Float64Array {
  const raw = times(features, weights.features, dimensions);
  addScaled(raw, 1, weights.ids);
  return raw;
}

/** anyone + Σ traits + mean of own titles → [dimensions] */
function encodePerson(
  weights: Weights<Dense>,
  raw: Float64Array,
  history: History,
  traits: readonly number[],
): Float64Array {
  const person = Float64Array.from(weights.anyone);
  const width = person.length;
  for (const trait of traits) addScaled(person, 1, weights.traits, trait * width);
  const total = history.weights.reduce((sum, weight) => sum + Math.abs(weight), 0) || 1;
  history.rows.forEach((row, index) => {
    addScaled(person, history.weights[index]! / total, raw, row * width);
  });
  return person;
}

/** Sampled softmax over scale · cosine, the mean over people, and its slope for all weights. */
export function twoTowerLoss(
  weights: Weights<Dense>,
  features: Sparse,
  examples: readonly (Example & { readonly traits: readonly number[] })[],
  negatives: Negatives,
  { scale, dimensions: width, window }: TwoTowerParameters,
): { loss: number; slopes: Weights<Float64Array> } {
  const raw = encodeTitles(weights, features, width);
  const histories = examples.map(({ inputs }) => historyOf(inputs.slice(-window)));
  const people = new Float64Array(examples.length * width);
  examples.forEach(({ traits }, person) => {
    people.set(encodePerson(weights, raw, histories[person]!, traits), person * width);
  });
  const targets = examples.map(({ targets: own }) => own);
  const slopes = cosineSoftmax({ people, titles: raw, width, targets, negatives, scale });
  const [anyone, traits] = [new Float64Array(width), new Float64Array(weights.traits.length)];
  examples.forEach((example, person) => {
    const slope = slopes.people.subarray(person * width, (person + 1) * width);
    const { rows } = histories[person]!;
    addScaled(anyone, 1, slope);
    for (const trait of example.traits) addTo(traits, trait, 1, slope);
    for (const row of rows) addTo(slopes.titles, row, 1 / rows.length, slope);
  });
  const ids = slopes.titles;
  return {
    loss: slopes.loss,
    slopes: { ids, features: transposedTimes(features, ids, width), anyone, traits },
  };
}

function addTo(target: Float64Array, row: number, factor: number, source: Float64Array): void {
  addScaled(target.subarray(row * source.length, (row + 1) * source.length), factor, source);
}
