/** The whole pipeline on held-out people's later likes, against the graph model alone and popularity. */
import { defaultPolicy, hashPolicy, type Policy, withVariety } from '../../lib/recommender/policy.ts';
import { type Dataset, splitPeople, takePeople } from '../dataset.ts';
import { showProgress } from '../progress.ts';
import { catalogueOf, type Stock } from './catalogue.ts';
import { engineOf } from './fold-engine.ts';
import { graphAlone, type Lister, mostPopular, servedBy } from './lists.ts';
import {
  ACCURACY,
  accuracyOf,
  BEYOND,
  beyondOf,
  LOOKED_AT,
  popularityShares,
  type SlateMetric,
} from './slate-metrics.ts';
import { type HeldOutViewer, likesTold, type Told, viewersOf } from './viewers.ts';

export const FOLDS = 5;
/** People of these folds chose the policy's numbers (`fit-policy.ts`); they are not tested. */
export const POLICY_FOLDS: readonly number[] = [3, 4];

/** How long a list is. */
const LIMIT = 60;
export const TOLD: readonly Told[] = ['all', 5, 3, 1, 0];

const protocolOf = (folds: readonly number[]) =>
  `people of ${folds.length} of ${FOLDS} folds, others chose the policy's numbers; of a ` +
  'held-out person the earliest 80 % of their likes and what else they rated before are known (or only the last so many likes), ' +
  'targets are the likes from then on; nothing already seen is listed; a slate of ' +
  `${LIMIT}, variety, novelty, cost and coverage over its first ${LOOKED_AT}; no friends, no trending, no choices: the data have none`;

/** What there is to recommend, in words. */
const STOCKS: Readonly<Record<Stock, string>> = {
  described: 'the titles that our catalogue describes',
  all: 'all titles, most with nothing but genres and year',
};

/** What one way of listing did for one segment: a value a person, and in how many lists each title stood. */
export type Listed = {
  readonly metrics: Record<SlateMetric, number[]>;
  readonly milliseconds: number[];
  /** By row of the engine. */
  readonly counts: Int32Array;
};

export type PipelineResult = {
  readonly data: string;
  readonly protocol: string;
  readonly policyHash: string;
  /** By told, then by way of listing. */
  readonly segments: ReadonlyMap<Told, ReadonlyMap<string, Listed>>;
};

export type PipelineOptions = {
  readonly seed: number;
  readonly stock?: Stock;
  readonly bundles?: string;
  readonly folds?: readonly number[];
};

export const BASIS = 'pipeline';

/** What is compared, by name; `BASIS` is what the others are measured against. */
export function listersOf(seed: number): ReadonlyMap<string, Lister> {
  return new Map([
    [BASIS, servedBy(defaultPolicy, seed)],
    ['without exploration', servedBy(withSlate({ exploreEvery: 0 }), seed)],
    [
      'without the ranker',
      servedBy({ ...defaultPolicy, ranker: { ...defaultPolicy.ranker, order: 0, learned: 0 } }, seed),
    ],
    ['graph alone', graphAlone],
    ['popularity', mostPopular],
  ]);
}

/** The dials of the policy turned, for viewers whose whole history is known. */
export function dialsOf(seed: number): ReadonlyMap<string, Lister> {
  const licences = [0.1, 0.3, 0.8].map((licenceCost): [string, Lister] => [
    `${LICENCE_DIAL} ${licenceCost}`,
    servedBy(withSlate({ licenceCost }), seed),
  ]);
  const varieties = (['familiar', 'surprising'] as const).map((variety): [string, Lister] => [
    variety,
    servedBy(withVariety(defaultPolicy, variety), seed),
  ]);
  return new Map([...licences, ...varieties]);
}

export const LICENCE_DIAL = 'licence dial';

export function withSlate(change: Partial<Policy['slate']>): Policy {
  return { ...defaultPolicy, slate: { ...defaultPolicy.slate, ...change } };
}

export async function evaluatePipeline(
  dataset: Dataset,
  { seed, stock = 'described', bundles, folds = testedFolds() }: PipelineOptions,
  listers = listersOf(seed),
  dials = dialsOf(seed),
): Promise<PipelineResult> {
  const catalogue = catalogueOf(dataset.items, stock);
  const columns = new Set(catalogue.map(({ id }) => id - 1));
  const listersFor = (told: Told) => (told === 'all' ? new Map([...listers, ...dials]) : listers);
  const segments = new Map(
    TOLD.map((told) => [told, emptyListed([...listersFor(told).keys()], catalogue.length)]),
  );
  const splits = splitPeople(dataset.people.length, FOLDS, seed);
  const progress = showProgress('evaluate the pipeline');
  for (const [place, fold] of folds.entries()) {
    const { training, heldOut } = splits[fold]!;
    const report = (done: number) => progress((place + done) / folds.length);
    const known = takePeople(dataset, training);
    const engine = await engineOf(known, catalogue, seed, bundles, (done) => report(done * 0.3));
    const viewers = viewersOf(takePeople(dataset, heldOut), columns);
    const shares = popularityShares(known.ratings);
    for (const [index, viewer] of viewers.entries()) {
      for (const [told, listed] of segments) {
        if (likesTold(viewer, told) === undefined) continue;
        for (const [name, lister] of listersFor(told))
          count(listed.get(name)!, await lister(engine, viewer, told, LIMIT), viewer, engine, shares);
      }
      report(0.3 + (0.7 * (index + 1)) / viewers.length);
    }
    await engine.close();
  }
  progress.finish();
  return {
    data: `${dataset.name}, ${STOCKS[stock]}`,
    protocol: protocolOf(folds),
    policyHash: hashPolicy(defaultPolicy),
    segments,
  };
}

export function testedFolds(): number[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).filter((fold) => !POLICY_FOLDS.includes(fold));
}

function emptyListed(names: readonly string[], titles: number): Map<string, Listed> {
  const empty = () =>
    Object.fromEntries(
      [...ACCURACY, ...BEYOND].map((metric) => [metric, [] as number[]]),
    ) as Listed['metrics'];
  return new Map(
    names.map((name) => [name, { metrics: empty(), milliseconds: [], counts: new Int32Array(titles) }]),
  );
}

function count(
  into: Listed,
  { columns, milliseconds }: Awaited<ReturnType<Lister>>,
  viewer: HeldOutViewer,
  engine: Parameters<Lister>[0],
  shares: Float64Array,
): void {
  const measured = {
    ...accuracyOf(columns, viewer.targets),
    ...beyondOf(columns, engine, shares, new Date(viewer.now).getUTCFullYear()),
  };
  for (const [metric, value] of Object.entries(measured)) into.metrics[metric as SlateMetric].push(value);
  into.milliseconds.push(milliseconds);
  for (const column of columns.slice(0, LOOKED_AT)) into.counts[engine.rowOf(column + 1)!]! += 1;
}
