/** Strong generalisation: everyone is a held-out person once, found only by fold-in; each fold tunes on its own people. */
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import { casesOf, type Dataset, splitPeople, takePeople } from '../dataset.ts';
import { historyOf, type LearningCurve, type Model, type ModelKind } from '../model.ts';
import { showProgress } from '../progress.ts';
import { METRICS } from './metrics.ts';
import { titleSegments } from './segments.ts';
import { countResult, emptyTally, type PerPerson, type Tally } from './tally.ts';

const FOLDS = 5;

/** Beyond so many people one fold says enough. */
const MANY_PEOPLE = 2000;

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
  /** One fit with its tuning. */
  readonly fitSeconds: number;
  readonly fitCpuSeconds: number;
  readonly msPerUser: number;
  /** Of the whole process, which a command gives each model for its own. */
  readonly peakRssMb: number;
  /** Of the first fit, where training has steps. */
  readonly learningCurve?: LearningCurve;
};

export function evaluateHeldOut(dataset: Dataset, kind: ModelKind, seed: number): ModelResult {
  const titles = titleSegments(dataset);
  const tally = emptyTally([...Object.keys(SEGMENTS), ...titles.keys()]);
  const chosen: Model['hyperParameters'][] = [];
  let learningCurve: LearningCurve | undefined;
  const tested = dataset.people.length > MANY_PEOPLE ? 1 : FOLDS;
  let [fitSeconds, fitCpuSeconds, scoreMs, scored] = [0, 0, 0, 0];
  const progress = showProgress(`evaluate ${kind.name}`);
  const folds = splitPeople(dataset.people.length, FOLDS, seed).slice(0, tested);
  folds.forEach(({ training, heldOut }, fold) => {
    const known = takePeople(dataset, training);
    const fitting = startClock();
    const model = kind.fit(known, { seed }, (done) => progress((fold + 0.9 * done) / tested));
    const fitTime = fitting();
    fitSeconds += fitTime.seconds / tested;
    fitCpuSeconds += fitTime.cpuSeconds / tested;
    chosen.push(model.hyperParameters);
    learningCurve ??= model.learningCurve;
    const how = { recallOver: 'possible', shown: true, titles: titleSegments(known) } as const;
    for (const [segment, limit] of Object.entries(SEGMENTS)) {
      for (const one of casesOf(dataset, heldOut, seed, limit)) {
        const before = performance.now();
        const scores = model.score(historyOf(one.known));
        scoreMs += performance.now() - before;
        scored++;
        const short = { recallOver: 'possible', shown: false } as const;
        countResult(tally, [segment], scores, one, segment === 'all' ? how : short);
      }
    }
    progress((fold + 1) / tested);
  });
  progress.finish();
  return {
    model: kind.name,
    protocol: tested === FOLDS ? PROTOCOL : `${PROTOCOL}; of the folds only the first was tested`,
    chosen,
    tally,
    coverage: tally.shown.size / dataset.items.length,
    fitSeconds,
    fitCpuSeconds,
    msPerUser: scoreMs / Math.max(scored, 1),
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    ...(learningCurve && { learningCurve }),
  };
}

/** → how long it has been since, by the wall and by the processor. */
export function startClock(): () => { readonly seconds: number; readonly cpuSeconds: number } {
  const [started, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
}

/** One row of the table, as recommender.md §7 words it. */
export function rowOf(result: ModelResult, dataset: Pick<Dataset, 'name'>) {
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

/** The first model against every other, in every segment that somebody is in. */
export function differencesOf(results: readonly ModelResult[]) {
  const [first, ...others] = results;
  if (!first) return [];
  const segments = [...first.tally.segments].filter(([, values]) => values['ndcg@100'].length > 0);
  return others.flatMap((other) => segments.map(([segment]) => pairedDifference(first, other, segment)));
}

/** The row with what it cost, as `--json` writes it. */
export function jsonRowOf(result: ModelResult, dataset: Pick<Dataset, 'name'>) {
  const { fitSeconds, fitCpuSeconds, peakRssMb, msPerUser, learningCurve } = result;
  const row = rowOf(result, dataset);
  return { ...row, fitSeconds, fitCpuSeconds, peakRssMb, msPerUser, ...(learningCurve && { learningCurve }) };
}

function estimatesOf(perPerson: PerPerson): MetricTable {
  return Object.fromEntries(METRICS.map((metric) => [metric, round(estimateMean(perPerson[metric]))]));
}

function round({ value, low, high }: Estimate): Estimate {
  const four = (number: number) => Math.round(number * 1e4) / 1e4;
  return { value: four(value), low: four(low), high: four(high) };
}
