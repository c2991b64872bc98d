/** Trains the ranker, and a logistic regression on the same features to hold it to. */
import { choleskyFactor, choleskySolve } from '../../lib/math/cholesky.ts';
import { seededRandom } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';
import { RANKER_FEATURES, type RankerFeature } from '../../lib/recommender/ranking/ranker-features.ts';
import type { Identity } from '../checkpoint.ts';
import { trainByGradient } from '../learned/gradient-training.ts';
import type { FitConfig, LearningCurve, Progress } from '../model.ts';
import { type Calibration, fitLogistic, sigmoid } from '../publishing/calibration.ts';
import {
  measureScaling,
  type RankerPair,
  type RankerWeights,
  rankerLogit,
  rankerSlopes,
  type Scaling,
  startRanker,
} from './ranker.ts';
import { type Lessons, measureCase, pairsOf } from './ranker-cases.ts';

const BATCH = 256;
const RATE = 0.002;
const EFFORT = { mostSteps: 2000, lookEvery: 100 } as const;
/** Of the logistic regression: pairs of average size that speak for every weight being 0. */
const RIDGE = 1;
const NEWTON_ROUNDS = 12;

export type Effort = { readonly mostSteps: number; readonly lookEvery: number };

export type Ranker = {
  readonly weights: RankerWeights;
  readonly scaling: Scaling;
  readonly calibration: Calibration;
  /** Mean of its calibrated logit less the link predictor's, over validation people's candidates. */
  readonly usualGain: number;
  readonly steps: number;
  readonly curve: LearningCurve;
};

/** The network, stopped when people held out of training gain no more; `without`: features it is not to see. */
export function fitRanker(
  lessons: Lessons,
  without: readonly RankerFeature[],
  identity: Identity,
  config: FitConfig,
  progress: Progress,
  effort: Effort = EFFORT,
): Ranker {
  const { scaling, pairs, share } = readLessons(lessons, without);
  const held = lessons.held.map(({ one, seen }) => ({ one, seen, pairs: pairsOf(seen, scaling) }));
  const quality = (now: RankerWeights) =>
    mean(
      held.map(
        ({ one, seen, pairs: own }) => measureCase(one, seen, lessons.items, logitsOf(now, own))['ndcg@100'],
      ),
    );
  const weights = startRanker(lessons.dimensions, share, seededRandom(config.seed));
  const draw = (random: () => number) =>
    Array.from({ length: BATCH }, () => pairs[Math.floor(random() * pairs.length)]!);
  const trained = trainByGradient(
    {
      name: ['ranker', ...without].join('-'),
      identity,
      learner: { weights, slopes: (random) => rankerSlopes(weights, draw(random)).slopes },
      rate: RATE,
      quality,
      ...effort,
    },
    config,
    progress,
  );
  const { steps, curve } = trained;
  return {
    weights: trained.weights,
    scaling,
    ...calibrate(trained.weights, scaling, lessons),
    steps,
    curve,
  };
}

/** The same features straight into a logit, by Newton's method: the network with nothing but its direct part. */
export function fitLinearRanker(lessons: Lessons): Ranker {
  const { scaling, pairs, share } = readLessons(lessons, []);
  const weights = startRanker(lessons.dimensions, share, seededRandom(0));
  weights.wide.fill(0);
  const width = RANKER_FEATURES.length + 1;
  for (let round = 0; round < NEWTON_ROUNDS; round++) {
    const slope = new Float64Array(width);
    const curvature = new Float64Array(width * width);
    for (let index = 0; index < width; index++) curvature[index * width + index] = RIDGE;
    weights.wide.forEach((value, index) => {
      slope[index] = -RIDGE * value;
    });
    for (const pair of pairs) {
      const chance = sigmoid(rankerLogit(weights, pair));
      const x = [...pair.features, 1];
      for (let row = 0; row < width; row++) {
        slope[row]! += (pair.liked - chance) * x[row]!;
        const share = chance * (1 - chance) * x[row]!;
        for (let column = 0; column < width; column++) curvature[row * width + column]! += share * x[column]!;
      }
    }
    const move = choleskySolve(choleskyFactor(curvature, width), slope);
    weights.wide.forEach((_, index) => {
      weights.wide[index]! += move[index]!;
    });
    weights.bias[0]! += move[width - 1]!;
  }
  return {
    weights,
    scaling,
    ...calibrate(weights, scaling, lessons),
    steps: NEWTON_ROUNDS,
    curve: [],
  };
}

/** What a logistic regression on one feature alone makes of the validation people, by feature. */
export function calibrateEach(lessons: Lessons, scaling: Scaling): Readonly<Record<string, Calibration>> {
  const pairs = lessons.held.flatMap(({ seen }) => pairsOf(seen, scaling));
  const liked = Uint8Array.from(pairs, (pair) => pair.liked);
  return Object.fromEntries(
    RANKER_FEATURES.map((name, index) => {
      const scores = Float32Array.from(pairs, ({ features }) => features[index]!);
      return [name, fitLogistic(scores, liked)];
    }),
  );
}

function readLessons(
  { taught }: Lessons,
  without: readonly RankerFeature[],
): { readonly scaling: Scaling; readonly pairs: RankerPair[]; readonly share: number } {
  const scaling = measureScaling(taught.flatMap(({ features }) => features));
  for (const name of without) scaling.scales[RANKER_FEATURES.indexOf(name)] = 0;
  const pairs = taught.flatMap((seen) => pairsOf(seen, scaling));
  const share = mean(pairs.map(({ liked }) => liked));
  if (share > 0 && share < 1) return { scaling, pairs, share };
  throw new Error('too few people like anything later: the ranker has nothing to learn from');
}

/** On validation people, over all of their candidates. */
function calibrate(
  weights: RankerWeights,
  scaling: Scaling,
  { held }: Lessons,
): { calibration: Calibration; usualGain: number } {
  const pairs = held.flatMap(({ seen }) => pairsOf(seen, scaling));
  const logits = logitsOf(weights, pairs);
  const liked = Uint8Array.from(pairs, (pair) => pair.liked);
  const { scale, bias } = fitLogistic(logits, liked);
  const links = held.flatMap(({ seen }) => Array.from(seen.links));
  const gains = links.map((link, place) => scale * logits[place]! + bias - link);
  return { calibration: { scale, bias }, usualGain: mean(gains) };
}

export function logitsOf(weights: RankerWeights, pairs: readonly RankerPair[]): Float32Array {
  return Float32Array.from(pairs, (pair) => rankerLogit(weights, pair));
}
