/** The ranker of a bundle: learned through what the bundle will know, with its figures on people held out. */
import type { BundleManifest } from '../../lib/inference/bundle.ts';
import { RANKER_FEATURES } from '../../lib/recommender/ranker-features.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Dataset } from '../dataset.ts';
import type { GraphFilterParameters } from '../graph/graph-filter.ts';
import type { Progress } from '../model.ts';
import { judgeProbabilities, sigmoid } from '../publishing/calibration.ts';
import type { PublishedRanker } from '../publishing/publish.ts';
import type { LinkCoefficients } from '../publishing/serving-graphs.ts';
import { type MarkovParameters, markov } from '../sequences/markov.ts';
import type { RankerWeights } from './ranker.ts';
import { drawLessons, type Lessons, pairsOf } from './ranker-cases.ts';
import { writeRanker } from './ranker-graph.ts';
import { type Effort, fitRanker, logitsOf, type Ranker } from './ranker-training.ts';

/** With fewer people than this, too few are held out to say when to stop. */
const LEAST_PEOPLE = 200;

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
  readonly metrics: NonNullable<BundleManifest['ranker']>['metrics'];
  readonly effort?: Effort;
};

export function learnRanker(
  { dataset, graph, link, seed, metrics, effort }: RankerLearning,
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
      metrics,
    },
  };
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
    people: held.length,
    pairs: chances.length,
    figures: judgeProbabilities(Float32Array.from(chances), Uint8Array.from(liked)),
  };
}
