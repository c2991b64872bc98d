/** Strong generalisation: everyone is a held-out person once, found only by fold-in; each fold tunes on its own people. */
import { type Estimate, estimateMean } from '../lib/math/statistics.ts';
import { topK } from '../lib/math/top-k.ts';
import { type Case, casesOf, type Dataset, splitPeople, takePeople } from './dataset.ts';
import { METRICS, type Metric, measure } from './metrics.ts';
import { historyOf, type Model, type ModelKind } from './model.ts';
import { showProgress } from './progress.ts';

const FOLDS = 5;

export const PROTOCOL =
  `strong generalisation, ${FOLDS} folds over people, each person tested once; targets are 20 % of the titles a person ` +
  'rated 4 or more, known are the other 80 % (segments: only 1, 3 or 5 of them); full ranking over all titles without ' +
  'the known ones; ties count as an expectation; hyper-parameters tuned on held-out people inside the training people';

export const SEGMENTS = {
  'known 1': 1,
  'known 3': 3,
  'known 5': 5,
  all: Number.POSITIVE_INFINITY,
} as const;
export type Segment = keyof typeof SEGMENTS;
const SEGMENT_NAMES = Object.keys(SEGMENTS) as Segment[];

export type MetricTable = Record<string, Estimate>;

export type ModelResult = {
  readonly model: string;
  /** What each fold settled on. */
  readonly chosen: readonly Model['hyperParameters'][];
  /** One number per held-out person, in the same order for every model. */
  readonly perPerson: Readonly<Record<Segment, Record<Metric, number[]>>>;
  /** Share of all titles that stand in somebody's first twenty. */
  readonly coverage: number;
  readonly fitSeconds: number;
  readonly msPerUser: number;
  readonly peakRssMb: number;
};

export function evaluateModel(dataset: Dataset, kind: ModelKind, seed: number): ModelResult {
  const perPerson = emptyRecord();
  const shown = new Set<number>();
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
    for (const segment of SEGMENT_NAMES) {
      const cases = casesOf(dataset, heldOut, seed, SEGMENTS[segment]);
      const before = performance.now();
      const scores = cases.map((one) => model.score(historyOf(one.known)));
      scoreMs += performance.now() - before;
      scored += cases.length;
      cases.forEach((one, index) => {
        record(perPerson[segment], scores[index]!, one);
        if (segment === 'all') addShown(shown, scores[index]!, one);
      });
    }
    progress((fold + 1) / FOLDS);
  });
  progress.finish();
  return {
    model: kind.name,
    chosen,
    perPerson,
    coverage: shown.size / dataset.items.length,
    fitSeconds: fitMs / 1000 / FOLDS,
    msPerUser: scoreMs / Math.max(scored, 1),
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

function emptyRecord(): Record<Segment, Record<Metric, number[]>> {
  const metrics = () =>
    Object.fromEntries(METRICS.map((metric) => [metric, [] as number[]])) as Record<Metric, number[]>;
  return Object.fromEntries(SEGMENT_NAMES.map((segment) => [segment, metrics()])) as Record<
    Segment,
    Record<Metric, number[]>
  >;
}

function record(into: Record<Metric, number[]>, scores: Float32Array, one: Case): void {
  const measured = measure(scores, one.known, one.targets);
  for (const metric of METRICS) into[metric].push(measured[metric]);
}

function addShown(shown: Set<number>, scores: Float32Array, one: Case): void {
  for (const column of one.known) scores[column] = Number.NEGATIVE_INFINITY;
  for (const column of topK(scores, 20)) shown.add(column);
}

/** One row of the table, as recommender.md §7 words it. */
export function rowOf(result: ModelResult, dataset: Dataset) {
  const segments = Object.fromEntries(
    SEGMENT_NAMES.map((segment) => [segment, estimatesOf(result.perPerson[segment])]),
  ) as Record<Segment, MetricTable>;
  const { coverage } = result;
  return {
    model: result.model,
    data: dataset.name,
    config: { protocol: PROTOCOL, people: result.perPerson.all['ndcg@100'].length, chosen: result.chosen },
    metrics: { ...segments.all, 'coverage@20': { value: coverage, low: coverage, high: coverage } },
    segments,
  };
}

export type TableRow = ReturnType<typeof rowOf>;

/** Mean of (better − than) person by person: the same people, so the interval is tighter than the table's. */
export function pairedDifference(better: ModelResult, than: ModelResult, segment: Segment) {
  const metrics: MetricTable = {};
  for (const metric of METRICS) {
    const other = than.perPerson[segment][metric];
    metrics[metric] = round(
      estimateMean(better.perPerson[segment][metric].map((value, person) => value - other[person]!)),
    );
  }
  return { better: better.model, than: than.model, segment, metrics };
}

/** The graph filter against every other model, in every segment. */
export function differencesOf(results: readonly ModelResult[]) {
  const graph = results.find(({ model }) => model === 'graph-filter');
  if (!graph) return [];
  const others = results.filter((result) => result !== graph);
  return others.flatMap((other) => SEGMENT_NAMES.map((segment) => pairedDifference(graph, other, segment)));
}

function estimatesOf(perPerson: Record<Metric, number[]>): MetricTable {
  return Object.fromEntries(METRICS.map((metric) => [metric, round(estimateMean(perPerson[metric]))]));
}

function round({ value, low, high }: Estimate): Estimate {
  const four = (number: number) => Math.round(number * 1e4) / 1e4;
  return { value: four(value), low: four(low), high: four(high) };
}
