/** The ranker of a bundle: learned through what the bundle will know, with its figures on people held out. */
import type { BundleManifest } from '../../lib/inference/bundle.ts';
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import { RANKER_FEATURES } from '../../lib/recommender/ranking/ranker-features.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Dataset } from '../dataset.ts';
import type { Metric } from '../evaluation/metrics.ts';
import type { GraphFilterParameters } from '../graph/graph-filter.ts';
import type { Progress } from '../model.ts';
import { judgeProbabilities, sigmoid } from '../publishing/calibration.ts';
import type { PublishedRanker } from '../publishing/publish.ts';
import type { LinkCoefficients } from '../publishing/serving-graphs.ts';
import { type MarkovParameters, markov } from '../sequences/markov.ts';
import type { RankerWeights } from './ranker.ts';
import { drawLessons, type Lessons, measureCase, pairsOf } from './ranker-cases.ts';
import { writeRanker } from './ranker-graph.ts';
import { type Effort, fitRanker, logitsOf, type Ranker } from './ranker-training.ts';

/** With fewer people than this, too few are held out to say when to stop. */
const LEAST_PEOPLE = 200;

type Metrics = NonNullable<BundleManifest['ranker']>['metrics'];

const SHOWN: readonly Metric[] = ['ndcg@10', 'ndcg@100', 'recall@20', 'hr@10'];

const PROTOCOL =
  'a quarter of the people, held out of the graph, of the order of likes and of the weights, though they said when to stop training: ' +
  'the time until the last 20 % of their likes is known (or its last 5 likes and the lower ratings between), those 20 % are targets; the ' +
  'first 500 titles by the link predictor are ranked anew, all others stay behind them, metrics over the full list';

const MEANING =
  'The chance that a person likes the title next, among the 500 titles that the link predictor puts first for them. Fitted (logistic ' +
  'scale and bias) on the quarter of people that also said when to stop training; no other part of it has seen them.';

/** Data have to say when people rated what, and hold enough of them. */
export function canRank({ diaries, sequences, people }: Dataset): boolean {
  return diaries !== undefined && sequences !== undefined && people.length >= LEAST_PEOPLE;
}

export type RankerLearning = {
  readonly dataset: Dataset;
  readonly graph: GraphFilterParameters;
  readonly link: LinkCoefficients;
  readonly seed: number;
  readonly effort?: Effort;
};

export function learnRanker(
  { dataset, graph, link, seed, effort }: RankerLearning,
  progress: Progress,
  checkpoint?: Checkpoint,
): PublishedRanker {
  const chain = markov.fit(dataset.sequences ?? [], dataset.items.length, { seed }, () => {});
  const parameters = { graph, markov: chain.hyperParameters as unknown as MarkovParameters, link };
  const lessons = drawLessons(dataset, parameters, seed, (done) => progress(0.5 * done));
  const identity = { data: dataset.sha256, people: dataset.people.length, ...graph };
  const config = { seed, ...(checkpoint && { checkpoint }) };
  const ranker = fitRanker(lessons, [], identity, config, (done) => progress(0.5 + 0.5 * done), effort);
  const { transitions, stretch } = lessons.scorers;
  return {
    transitions,
    graph: writeRanker(unstretch(ranker.weights, stretch), ranker.scaling, ranker.calibration),
    about: {
      features: [...RANKER_FEATURES],
      dimensions: lessons.dimensions,
      transitions: {
        perRow: transitions.perRow,
        decay: parameters.markov.decay,
        layout:
          'as neighbours.bin; list of row j: what tends to follow j, t(j → i) = n_j^-a C_ji n_i^-b, ' +
          `a = ${parameters.markov.source}, b = ${parameters.markov.target}`,
      },
      usualGain: ranker.usualGain,
      steps: ranker.steps,
      calibration: { meaning: MEANING, ...judge(ranker, lessons) },
      metrics: measureHeld(ranker, lessons),
    },
  };
}

/** By how much is known: ranked by it, by the link predictor, and the difference person by person. */
function measureHeld({ weights, scaling }: Ranker, { held, items }: Lessons): Metrics {
  const table: Record<string, Record<string, Estimate>> = {};
  const differences: typeof table = {};
  for (const segment of ['all known', '5 known'] as const) {
    const cases = held.filter(({ known }) => known === segment);
    const own = cases.map(({ one, seen }) =>
      measureCase(one, seen, items, logitsOf(weights, pairsOf(seen, scaling))),
    );
    const plain = cases.map(({ one, seen }) => measureCase(one, seen, items, seen.links));
    table[`ranker, ${segment}`] = estimateEach((metric) => own.map((each) => each[metric]));
    table[`link predictor, ${segment}`] = estimateEach((metric) => plain.map((each) => each[metric]));
    differences[segment] = estimateEach((metric) =>
      own.map((each, person) => each[metric] - plain[person]![metric]),
    );
  }
  return { protocol: PROTOCOL, table, differences };
}

function estimateEach(valuesOf: (metric: Metric) => number[]): Record<string, Estimate> {
  const round = (value: number) => Math.round(value * 10_000) / 10_000;
  return Object.fromEntries(
    SHOWN.map((metric) => {
      const { value, low, high } = estimateMean(valuesOf(metric));
      return [metric, { value: round(value), low: round(low), high: round(high) }];
    }),
  );
}

/** Serving gives titles' vectors as they are. */
function unstretch(weights: RankerWeights, stretch: number): RankerWeights {
  return { ...weights, title: weights.title.map((value) => value * stretch) };
}

function judge({ weights, scaling, calibration: { scale, bias } }: Ranker, { held }: Lessons) {
  const chances = held.flatMap(({ seen }) =>
    Array.from(logitsOf(weights, pairsOf(seen, scaling)), (logit) => sigmoid(scale * logit + bias)),
  );
  const liked = held.flatMap(({ seen }) => Array.from(seen.liked));
  return {
    people: held.filter(({ known }) => known === 'all known').length,
    pairs: chances.length,
    figures: judgeProbabilities(Float32Array.from(chances), Uint8Array.from(liked)),
  };
}
