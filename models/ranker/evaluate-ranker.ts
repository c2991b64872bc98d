/** Whether the ranker is worth its place: against the plain link predictor and each feature alone, on held-out people's later likes. */
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import type { LinkWeights } from '../../lib/recommender/engine.ts';
import { RANKER_FEATURES, type RankerFeature } from '../../lib/recommender/ranking/ranker-features.ts';
import { type Dataset, splitPeople, takePeople } from '../dataset.ts';
import type { Metric } from '../evaluation/metrics.ts';
import type { GraphFilterParameters } from '../graph/graph-filter.ts';
import { tuneGraphFilter } from '../graph/graph-tuning.ts';
import type { Progress } from '../model.ts';
import { showProgress } from '../progress.ts';
import { type Calibration, judgeProbabilities, sigmoid } from '../publishing/calibration.ts';
import { type MarkovParameters, markov } from '../sequences/markov.ts';
import { drawLessons, measureCase, pairsOf, RERANKED, rankingCases, seeCase } from './ranker-cases.ts';
import type { Scorers } from './ranker-scorers.ts';
import {
  calibrateEach,
  type Effort,
  fitLinearRanker,
  fitRanker,
  logitsOf,
  type Ranker,
} from './ranker-training.ts';

const FOLDS = 5;
const SHOWN: readonly Metric[] = ['ndcg@10', 'ndcg@100', 'recall@20', 'hr@10'];
const SEGMENTS = { 'all known': undefined, '5 known': 5 } as const;
const BASELINE = 'graph';
const RANKERS = ['ranker', 'ranker without order', 'logistic regression'] as const;
/** What only the order of likes tells. */
const OF_ORDER: readonly RankerFeature[] = ['sequence'];

const PROTOCOL =
  `${FOLDS} folds over people; of a held-out person the time until the last 20 % of their likes is known (or its last 5 likes and ` +
  `the lower ratings between) and those 20 % are targets; the link predictor's first ${RERANKED} titles are ranked anew, all others stay behind them, metrics over the ` +
  'full list; AUC, log loss and calibration error over those titles, calibrated on other people; "graph" is the plain link predictor';

type Collected = {
  readonly metrics: Record<Metric, number>[];
  readonly chances: number[];
  readonly liked: number[];
};
export type RankerResult = {
  readonly segments: Record<keyof typeof SEGMENTS, ReadonlyMap<string, Collected>>;
  readonly steps: readonly number[];
};

/** Throws where nobody knows when a title was liked. */
export function evaluateRanker(dataset: Dataset, seed: number, effort?: Effort): RankerResult {
  if (!dataset.diaries) throw new Error(`${dataset.name}: the ranker needs the time of every rating`);
  const empty = () =>
    new Map(
      [...RANKERS, ...RANKER_FEATURES].map((name): [string, Collected] => [
        name,
        { metrics: [], chances: [], liked: [] },
      ]),
    );
  const segments = { 'all known': empty(), '5 known': empty() };
  const steps: number[] = [];
  const progress = showProgress('evaluate ranker');
  splitPeople(dataset.people.length, FOLDS, seed).forEach(({ training, heldOut }, fold) => {
    const report = (from: number, share: number) => (done: number) =>
      progress((fold + from + share * done) / FOLDS);
    const fitted = fitAll(takePeople(dataset, training), seed, report, effort);
    steps.push(fitted.rankers.ranker.steps);
    const asked = takePeople(dataset, heldOut);
    for (const [segment, limit] of Object.entries(SEGMENTS))
      collect(fitted, asked, limit, segments[segment as keyof typeof SEGMENTS]);
  });
  progress.finish();
  return { segments, steps };
}

type Fitted = {
  readonly scorers: Scorers;
  readonly rankers: Readonly<Record<(typeof RANKERS)[number], Ranker>>;
  readonly alone: Readonly<Record<string, Calibration>>;
};

/** Tunes the parts on the training people, then trains on them. */
function fitAll(
  training: Dataset,
  seed: number,
  report: (from: number, share: number) => Progress,
  effort?: Effort,
): Fitted {
  const graph = tuneGraphFilter(training, { seed }, report(0, 0.3));
  const chain = markov.fit(training.sequences ?? [], training.items.length, { seed }, () => {});
  const parameters = {
    graph,
    markov: chain.hyperParameters as unknown as MarkovParameters,
    link: plainLink(graph),
  };
  const lessons = drawLessons(training, parameters, seed, report(0.3, 0.4));
  const identity = { data: training.sha256, people: training.people.length, ...graph };
  const rankers = {
    ranker: fitRanker(lessons, [], identity, { seed }, report(0.7, 0.15), effort),
    'ranker without order': fitRanker(lessons, OF_ORDER, identity, { seed }, report(0.85, 0.15), effort),
    'logistic regression': fitLinearRanker(lessons),
  };
  const { scorers } = lessons;
  return { scorers, rankers, alone: calibrateEach(lessons, rankers.ranker.scaling) };
}

/** The link predictor before calibration: the same order. */
function plainLink({ coWatch, prior }: GraphFilterParameters): LinkWeights {
  return { vector: 1, coWatch, prior, bias: 0 };
}

function collect(
  { scorers, rankers, alone }: Fitted,
  asked: Dataset,
  limit: number | undefined,
  into: ReadonlyMap<string, Collected>,
): void {
  for (const one of rankingCases(asked, limit)) {
    const [seen] = seeCase(scorers, one);
    if (!seen) continue;
    const add = (name: string, scores: Float32Array, { scale, bias }: Calibration) => {
      const { metrics, chances, liked } = into.get(name)!;
      metrics.push(measureCase(one, seen, asked.items.length, scores));
      scores.forEach((score, place) => {
        chances.push(sigmoid(scale * score + bias));
        liked.push(seen.liked[place]!);
      });
    };
    for (const name of RANKERS) {
      const { weights, scaling, calibration } = rankers[name];
      add(name, logitsOf(weights, pairsOf(seen, scaling)), calibration);
    }
    const pairs = pairsOf(seen, rankers.ranker.scaling);
    RANKER_FEATURES.forEach((name, index) => {
      const { scale, bias } = alone[name]!;
      // A feature that speaks against a title is read the other way round.
      const sign = scale < 0 ? -1 : 1;
      const scores = Float32Array.from(pairs, ({ features }) => sign * features[index]!);
      add(name, scores, { scale: Math.abs(scale), bias });
    });
  }
}

export function formatRanker({ segments, steps }: RankerResult): string {
  const lines = [PROTOCOL, `steps by fold: ${steps.join(', ')}`];
  for (const [segment, models] of Object.entries(segments)) {
    const base = models.get(BASELINE)!.metrics;
    lines.push('', `${segment} (${base.length} people)`);
    for (const [name, { metrics, chances, liked }] of models) {
      const judged = judgeProbabilities(Float32Array.from(chances), Uint8Array.from(liked));
      const figures = SHOWN.map(
        (metric) => `${metric} ${show(estimateMean(metrics.map((one) => one[metric])))}`,
      );
      lines.push(
        `  ${name.padEnd(20)} ${figures.join('  ')}  AUC ${judged.auc!.toFixed(4)}  log loss ${judged.logLoss!.toFixed(4)}  ` +
          `calibration error ${judged.calibrationError!.toFixed(4)}`,
      );
    }
    for (const [name, { metrics }] of models) {
      if (name === 'ranker' || name === BASELINE) continue;
      const ahead = models
        .get('ranker')!
        .metrics.map((one, person) => one['ndcg@100'] - metrics[person]!['ndcg@100']);
      lines.push(`  ranker − ${name}, ndcg@100: ${show(estimateMean(ahead))}`);
    }
    for (const name of RANKERS) {
      for (const metric of SHOWN) {
        const ahead = models.get(name)!.metrics.map((one, person) => one[metric] - base[person]![metric]);
        lines.push(`  ${name} − ${BASELINE}, ${metric}: ${show(estimateMean(ahead))}`);
      }
    }
  }
  return lines.join('\n');
}

function show({ value, low, high }: Estimate): string {
  return `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}
