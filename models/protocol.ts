/** Strong generalisation: everyone is a held-out person once, found only by fold-in; each fold tunes on its own people. */
import { type Estimate, estimateMean } from '../lib/math/statistics.ts';
import { casesOf, type Dataset, splitPeople, takePeople } from './dataset.ts';
import { METRICS } from './metrics.ts';
import { historyOf, type Model, type ModelKind } from './model.ts';
import { showProgress } from './progress.ts';
import { countResult, emptyTally, type PerPerson, type Tally } from './tally.ts';

const FOLDS = 5;

export const PROTOCOL =
  `strong generalisation, ${FOLDS} folds over people, each person tested once; targets are 20 % of the titles a person ` +
  'rated 4 or more, known are the other 80 % (segments: only 1, 3 or 5 of them); full ranking over all titles without ' +
  'the known ones; ties count as an expectation; hyper-parameters tuned on held-out people inside the training people';

const SEGMENTS = {
  'known 1': 1,
  'known 3': 3,
  'known 5': 5,
  all: Number.POSITIVE_INFINITY,
} as const;

export type MetricTable = Record<string, Estimate>;

export type ModelResult = {
  readonly model: string;
  readonly protocol: string;
  /** What each fit settled on. */
  readonly chosen: readonly Model['hyperParameters'][];
  /** The same people in the same order for every model. */
  readonly tally: Tally;
  /** Share of all titles that stand in somebody's first twenty. */
  readonly coverage: number;
  readonly fitSeconds: number;
  readonly msPerUser: number;
  readonly peakRssMb: number;
};

export function evaluateHeldOut(dataset: Dataset, kind: ModelKind, seed: number): ModelResult {
  const tally = emptyTally(Object.keys(SEGMENTS));
  const chosen: Model['hyperParameters'][] = [];
  let [fitMs, scoreMs, scored] = [0, 0, 0];
  const progress = showProgress(`evaluate ${kind.name}`);
  splitPeople(dataset.people.length, FOLDS, seed).forEach(({ training, heldOut }, fold) => {
    const started = performance.now();
    const model = kind.fit(takePeople(dataset, training), { seed }, (done) =>
      progress((fold + 0.9 * done) / FOLDS),
    );
    fitMs += performance.now() - started;
    chosen.push(model.hyperParameters);
    for (const [segment, limit] of Object.entries(SEGMENTS)) {
      for (const one of casesOf(dataset, heldOut, seed, limit)) {
        const before = performance.now();
        const scores = model.score(historyOf(one.known));
        scoreMs += performance.now() - before;
        scored++;
        countResult(tally, [segment], scores, one, { recallOver: 'possible', shown: segment === 'all' });
      }
    }
    progress((fold + 1) / FOLDS);
  });
  progress.finish();
  return {
    model: kind.name,
    protocol: PROTOCOL,
    chosen,
    tally,
    coverage: tally.shown.size / dataset.items.length,
    fitSeconds: fitMs / 1000 / FOLDS,
    msPerUser: scoreMs / Math.max(scored, 1),
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

/** One row of the table, as recommender.md §7 words it. */
export function rowOf(result: ModelResult, dataset: Dataset) {
  const segments: Record<string, MetricTable> = Object.fromEntries(
    [...result.tally.segments].map(([segment, perPerson]) => [segment, estimatesOf(perPerson)]),
  );
  const { coverage, protocol, chosen } = result;
  const people: Record<string, number> = Object.fromEntries(
    [...result.tally.segments].map(([segment, perPerson]) => [segment, perPerson['ndcg@100'].length]),
  );
  return {
    model: result.model,
    data: dataset.name,
    config: { protocol, people: people.all, chosen },
    metrics: {
      ...segments.all,
      'coverage@20': { value: coverage, low: coverage, high: coverage },
    } as MetricTable,
    segments,
    people,
  };
}

export type TableRow = ReturnType<typeof rowOf>;

/** Mean of (better − than) person by person: the same people, so the interval is tighter than the table's. */
export function pairedDifference(better: ModelResult, than: ModelResult, segment: string) {
  const metrics: MetricTable = {};
  const [ones, others] = [better.tally.segments.get(segment)!, than.tally.segments.get(segment)!];
  for (const metric of METRICS) {
    metrics[metric] = round(
      estimateMean(ones[metric].map((value, person) => value - others[metric][person]!)),
    );
  }
  return { better: better.model, than: than.model, segment, metrics };
}

/** The first model against every other, in every segment. */
export function differencesOf(results: readonly ModelResult[]) {
  const [first, ...others] = results;
  if (!first) return [];
  const segments = [...first.tally.segments.keys()];
  return others.flatMap((other) => segments.map((segment) => pairedDifference(first, other, segment)));
}

function estimatesOf(perPerson: PerPerson): MetricTable {
  return Object.fromEntries(METRICS.map((metric) => [metric, round(estimateMean(perPerson[metric]))]));
}

function round({ value, low, high }: Estimate): Estimate {
  const four = (number: number) => Math.round(number * 1e4) / 1e4;
  return { value: four(value), low: four(low), high: four(high) };
}
