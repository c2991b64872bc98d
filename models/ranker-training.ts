/** Trains the ranker on what people liked later, with every feature made by models that never saw those people. */
import { permutation, type Random, seededRandom } from '../lib/math/random.ts';
import { mean } from '../lib/math/statistics.ts';
import { topK } from '../lib/math/top-k.ts';
import { RANKER_FEATURES } from '../lib/recommender/ranker-features.ts';
import { type Calibration, fitLogistic } from './calibration.ts';
import { type Dataset, splitPeople, takePeople } from './dataset.ts';
import { trainByGradient } from './gradient-training.ts';
import { measure } from './metrics.ts';
import type { FitConfig, LearningCurve, Progress } from './model.ts';
import {
  measureScaling,
  type RankerPair,
  type RankerWeights,
  rankerLogit,
  rankerSlopes,
  type Scaling,
  scaleFeatures,
  startRanker,
} from './ranker.ts';
import {
  fitScorers,
  RANKER_DIMENSIONS,
  type RankerParameters,
  type Scorers,
  type SeenTitles,
  type Viewing,
} from './ranker-scorers.ts';
import { INNER } from './tuning.ts';

/** So many of the link predictor's best titles are ranked anew; the rest stays behind them. */
export const RERANKED = 500;
/** Share of a person's likes, the earliest, that is known. */
const KNOWN = 0.8;
/** For newcomers: only so many of the last known. */
const FEW = 5;

const PARTS = 4;
/** So many of the candidates that were not liked are learned from, a case. */
const OTHERS = 100;
const BATCH = 256;
const RATE = 0.002;
const EFFORT = { mostSteps: 2000, lookEvery: 100 } as const;

/** What someone liked later and had not before: the titles to find. */
export type RankingCase = Viewing & { readonly targets: Int32Array };

export type Effort = { readonly mostSteps: number; readonly lookEvery: number };

export type Ranker = {
  readonly weights: RankerWeights;
  readonly scaling: Scaling;
  readonly calibration: Calibration;
  /** The same for one feature alone, by name: what a logistic regression on it makes of the validation people. */
  readonly alone: Readonly<Record<string, Calibration>>;
  readonly scorers: Scorers;
  readonly steps: number;
  readonly curve: LearningCurve;
};

/** The earliest 80 % of what each person liked, or the last five of those, against the rest. */
export function rankingCases({ sequences = [], moments = [] }: Dataset, limit?: number): RankingCase[] {
  return sequences.flatMap((own, person): RankingCase[] => {
    const known = Math.floor(own.length * KNOWN);
    if (known < 1 || known === own.length) return [];
    const history = own.subarray(limit === undefined ? 0 : Math.max(0, known - limit), known);
    return [{ history, targets: own.subarray(known), moment: moments[person]![known]! }];
  });
}

/** One case as the network sees it: the candidates, best first for the link predictor. */
export type Seen = SeenTitles & { readonly candidates: Int32Array; readonly liked: Uint8Array };

export function seeCase(scorers: Scorers, one: RankingCase): Seen {
  const base = scorers.base(one);
  for (const column of one.history) base[column] = Number.NEGATIVE_INFINITY;
  const candidates = topK(base, RERANKED);
  const wanted = new Set(one.targets);
  const liked = Uint8Array.from(candidates, (column) => (wanted.has(column) ? 1 : 0));
  return { ...scorers.see(one, candidates), candidates, liked };
}

export function fitRanker(
  training: Dataset,
  parameters: RankerParameters,
  config: FitConfig,
  progress: Progress,
  effort: Effort = EFFORT,
): Ranker {
  const scorers = fitScorers(training, parameters, config.seed);
  const random = seededRandom(config.seed);
  const taught: Seen[] = [];
  const held: { one: RankingCase; seen: Seen }[] = [];
  splitPeople(training.people.length, PARTS, config.seed + INNER).forEach((part, index) => {
    const others = fitScorers(takePeople(training, part.training), parameters, config.seed, scorers.graph);
    const asked = takePeople(training, part.heldOut);
    for (const one of [...rankingCases(asked), ...rankingCases(asked, FEW)]) {
      const seen = seeCase(others, one);
      if (index === 0) held.push({ one, seen });
      else taught.push(thinOut(seen, random));
    }
    progress((0.6 * (index + 1)) / PARTS);
  });
  const scaling = measureScaling(taught.flatMap(({ features }) => features));
  const pairs = taught.flatMap((seen) => pairsOf(seen, scaling));
  const validation = held.map(({ one, seen }) => ({ one, seen, pairs: pairsOf(seen, scaling) }));
  const share = mean(pairs.map(({ liked }) => liked));
  if (!(share > 0 && share < 1))
    throw new Error(`${training.name}: too few people like anything later; the ranker cannot learn`);
  const weights = startRanker(RANKER_DIMENSIONS, share, random);
  const trained = trainByGradient(
    {
      name: 'ranker',
      identity: { data: training.sha256, people: training.people.length, ...parameters.graph },
      learner: { weights, slopes: (drawn) => rankerSlopes(weights, drawBatch(pairs, drawn)).slopes },
      rate: RATE,
      ...effort,
      quality: (now) =>
        mean(
          validation.map(
            ({ one, seen, pairs: own }) =>
              measureCase(one, seen, training.items.length, logitsOf(now, own))['ndcg@100'],
          ),
        ),
    },
    config,
    (done) => progress(0.6 + 0.4 * done),
  );
  const heldPairs = validation.flatMap(({ pairs: own }) => own);
  const liked = Uint8Array.from(heldPairs, (pair) => pair.liked);
  const alone = RANKER_FEATURES.map((name, index) => [
    name,
    fitLogistic(
      Float32Array.from(heldPairs, ({ features }) => features[index]!),
      liked,
    ),
  ]);
  return {
    weights: trained.weights,
    scaling,
    calibration: fitLogistic(logitsOf(trained.weights, heldPairs), liked),
    alone: Object.fromEntries(alone) as Record<string, Calibration>,
    scorers,
    steps: trained.steps,
    curve: trained.curve,
  };
}

/** All that was liked, and a few of the rest. */
function thinOut(seen: Seen, random: Random): Seen {
  const places = permutation(seen.candidates.length, random);
  const others = places.filter((place) => seen.liked[place] === 0).subarray(0, OTHERS);
  const kept = [...places.filter((place) => seen.liked[place] === 1), ...others];
  return {
    user: seen.user,
    candidates: Int32Array.from(kept, (place) => seen.candidates[place]!),
    liked: Uint8Array.from(kept, (place) => seen.liked[place]!),
    features: kept.map((place) => seen.features[place]!),
    titles: kept.map((place) => seen.titles[place]!),
  };
}

export function pairsOf(seen: Seen, scaling: Scaling): RankerPair[] {
  return seen.features.map((row, place) => ({
    features: scaleFeatures(row, scaling),
    user: seen.user,
    title: seen.titles[place]!,
    liked: seen.liked[place] === 1 ? 1 : 0,
  }));
}

export function logitsOf(weights: RankerWeights, pairs: readonly RankerPair[]): Float32Array {
  return Float32Array.from(pairs, (pair) => rankerLogit(weights, pair));
}

function drawBatch(pairs: readonly RankerPair[], random: Random): RankerPair[] {
  return Array.from({ length: BATCH }, () => pairs[Math.floor(random() * pairs.length)]!);
}

/** Every metric of the whole list: the candidates by these scores, everything else behind them. */
export function measureCase(one: RankingCase, { candidates }: Seen, items: number, scores: Float32Array) {
  const ranked = new Float32Array(items).fill(-1e6);
  candidates.forEach((column, place) => {
    ranked[column] = scores[place]!;
  });
  return measure(ranked, one.history, one.targets);
}
