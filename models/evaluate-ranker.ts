/** Whether the ranker is worth its place: against the plain link predictor and each feature alone, on held-out people's later likes. */
import { type Estimate, estimateMean } from '../lib/math/statistics.ts';
import { RANKER_FEATURES } from '../lib/recommender/ranker-features.ts';
import { type Calibration, judgeProbabilities, sigmoid } from './calibration.ts';
import { type Dataset, splitPeople, takePeople } from './dataset.ts';
import { tuneGraphFilter } from './graph-tuning.ts';
import { type MarkovParameters, markov } from './markov.ts';
import type { Metric } from './metrics.ts';
import { showProgress } from './progress.ts';
import {
  type Effort,
  fitRanker,
  logitsOf,
  measureCase,
  pairsOf,
  type Ranker,
  RERANKED,
  rankingCases,
  seeCase,
} from './ranker-training.ts';

const FOLDS = 5;
const SHOWN: readonly Metric[] = ['ndcg@10', 'ndcg@100', 'recall@20', 'hr@10'];
const SEGMENTS = { 'all known': undefined, '5 known': 5 } as const;
const BASELINE = 'graph';

const PROTOCOL =
  `${FOLDS} folds over people; of a held-out person the earliest 80 % of their likes are known (or the last 5 of those) and the ` +
  `rest are targets; the link predictor's first ${RERANKED} titles are ranked anew, all others stay behind them, metrics over the ` +
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
  if (!dataset.moments) throw new Error(`${dataset.name}: the ranker needs the time of every rating`);
  const names = ['ranker', ...RANKER_FEATURES];
  const empty = () =>
    new Map(names.map((name): [string, Collected] => [name, { metrics: [], chances: [], liked: [] }]));
  const segments = { 'all known': empty(), '5 known': empty() };
  const steps: number[] = [];
  const progress = showProgress('evaluate ranker');
  splitPeople(dataset.people.length, FOLDS, seed).forEach(({ training, heldOut }, fold) => {
    const report = (from: number, share: number) => (done: number) =>
      progress((fold + from + share * done) / FOLDS);
    const ranker = trainOn(takePeople(dataset, training), seed, report, effort);
    steps.push(ranker.steps);
    const asked = takePeople(dataset, heldOut);
    for (const [segment, limit] of Object.entries(SEGMENTS))
      collect(ranker, asked, limit, segments[segment as keyof typeof SEGMENTS]);
  });
  progress.finish();
  return { segments, steps };
}

/** Tunes its parts on the training people, then the ranker on them. */
export function trainOn(
  training: Dataset,
  seed: number,
  report: (from: number, share: number) => (done: number) => void,
  effort?: Effort,
): Ranker {
  const graph = tuneGraphFilter(training, { seed }, report(0, 0.5));
  const chain = markov.fit(training.sequences ?? [], training.items.length, { seed }, () => {});
  const parameters = { graph, markov: chain.hyperParameters as unknown as MarkovParameters };
  return fitRanker(training, parameters, { seed }, report(0.5, 0.5), effort);
}

function collect(
  ranker: Ranker,
  asked: Dataset,
  limit: number | undefined,
  into: ReadonlyMap<string, Collected>,
): void {
  const add = (name: string, scores: Float32Array, { scale, bias }: Calibration, one: OneSeen) => {
    const { metrics, chances, liked } = into.get(name)!;
    metrics.push(measureCase(one.one, one.seen, asked.items.length, scores));
    scores.forEach((score, place) => {
      chances.push(sigmoid(scale * score + bias));
      liked.push(one.seen.liked[place]!);
    });
  };
  for (const one of rankingCases(asked, limit)) {
    const seen = seeCase(ranker.scorers, one);
    const pairs = pairsOf(seen, ranker.scaling);
    add('ranker', logitsOf(ranker.weights, pairs), ranker.calibration, { one, seen });
    RANKER_FEATURES.forEach((name, index) => {
      const alone = Float32Array.from(pairs, ({ features }) => features[index]!);
      const { scale, bias } = ranker.alone[name]!;
      // A feature that speaks against a title is read the other way round.
      const turned = scale < 0 ? alone.map((value) => -value) : alone;
      add(name, turned, { scale: Math.abs(scale), bias }, { one, seen });
    });
  }
}

type OneSeen = {
  readonly one: Parameters<typeof measureCase>[0];
  readonly seen: Parameters<typeof measureCase>[1];
};

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
        `  ${name.padEnd(11)} ${figures.join('  ')}  AUC ${judged.auc!.toFixed(4)}  log loss ${judged.logLoss!.toFixed(4)}  ` +
          `calibration error ${judged.calibrationError!.toFixed(4)}`,
      );
    }
    for (const metric of SHOWN) {
      const ahead = models.get('ranker')!.metrics.map((one, person) => one[metric] - base[person]![metric]);
      lines.push(`  ranker − ${BASELINE}, ${metric}: ${show(estimateMean(ahead))}`);
    }
  }
  return lines.join('\n');
}

function show({ value, low, high }: Estimate): string {
  return `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}
