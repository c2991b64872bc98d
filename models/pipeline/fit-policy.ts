/** Chooses the policy's numbers on people who are never tested: the most accurate ones that leave feeds different and varied. */
import { type Estimate, estimateMean, mean } from '../../lib/math/statistics.ts';
import type { Engine } from '../../lib/recommender/engine.ts';
import { defaultPolicy, type Policy } from '../../lib/recommender/policy.ts';
import { type Dataset, splitPeople, takePeople } from '../dataset.ts';
import { ndcg } from '../evaluation/metrics.ts';
import { showProgress } from '../progress.ts';
import { catalogueOf } from './catalogue.ts';
import { FOLDS, POLICY_FOLDS } from './evaluate-pipeline.ts';
import { engineOf } from './fold-engine.ts';
import { servedBy } from './lists.ts';
import { beyondOf, coverageOf, differenceBetween, placesOf, popularityShares } from './slate-metrics.ts';
import { type HeldOutViewer, likesTold, type Told, viewersOf } from './viewers.ts';

/** A slate as a page shows it, and NDCG over all of it. */
const LIMIT = 20;
const FITTED_ON: readonly Told[] = ['all', 5, 3, 1];
/** Nothing below may fall under this share of what it is with the policy as it stands. */
const FLOOR = 0.9;

/** One number of the policy and the values that are tried for it, in this order, twice over. */
export type Trial = {
  readonly of: string;
  readonly values: readonly number[];
  with(policy: Policy, value: number): Policy;
};

const encoder = (name: 'population' | 'ownHalf', values: readonly number[]): Trial => ({
  of: `encoder.${name}`,
  values,
  with: (policy, value) => ({ ...policy, encoder: { ...policy.encoder, [name]: value } }),
});
const ranker = (name: 'population' | 'novelty' | 'content', values: readonly number[]): Trial => ({
  of: `ranker.${name}`,
  values,
  with: (policy, value) => ({ ...policy, ranker: { ...policy.ranker, [name]: value } }),
});
const slate = (name: 'diversity', values: readonly number[]): Trial => ({
  of: `slate.${name}`,
  values,
  with: (policy, value) => ({ ...policy, slate: { ...policy.slate, [name]: value } }),
});

export const TRIALS: readonly Trial[] = [
  ranker('novelty', [0.3, 0.15, 0, -0.15, -0.3]),
  ranker('content', [3.5, 0, 1, 2, 6]),
  encoder('population', [0.05, 0, 0.15, 0.3, 0.6, 1]),
  encoder('ownHalf', [2, 0.5, 1, 4]),
  ranker('population', [0.35, 0.1, 0.7, 1.2]),
  slate('diversity', [0.35, 0, 0.15, 0.6]),
];

/** What a policy does for the people it is fitted on. */
export type Judged = {
  /** NDCG@20 a person, by how much is told. */
  readonly accuracy: ReadonlyMap<Told, readonly number[]>;
  /** The mean over people, then over how much is told. */
  readonly quality: number;
  /** What must not fall. */
  readonly floors: Readonly<Record<'coverage' | 'featureVariety' | 'vectorVariety' | 'between', number>>;
};

export type FittedPolicy = {
  readonly start: Judged;
  readonly tried: readonly {
    readonly of: string;
    readonly value: number;
    readonly judged: Judged;
    readonly below: readonly string[];
  }[];
  readonly chosen: Readonly<Record<string, number>>;
  readonly best: Judged;
  /** Chosen − start, person by person. */
  readonly gain: ReadonlyMap<Told, Estimate>;
};

export async function fitPolicy(
  dataset: Dataset,
  {
    seed,
    bundles,
    folds = POLICY_FOLDS,
  }: { readonly seed: number; readonly bundles?: string; readonly folds?: readonly number[] },
  trials = TRIALS,
): Promise<FittedPolicy> {
  const progress = showProgress('fit the policy');
  const parts = await loadParts(dataset, seed, bundles, folds);
  const tries = 2 * trials.reduce((sum, { values }) => sum + values.length - 1, 0) + 1;
  let done = 0;
  const judge = async (policy: Policy) => {
    const judged = await judgePolicy(policy, parts, dataset.items.length, seed);
    progress(++done / tries);
    return judged;
  };
  const unexplored = { ...defaultPolicy, slate: { ...defaultPolicy.slate, exploreEvery: 0 } };
  const start = await judge(unexplored);
  const tried: FittedPolicy['tried'][number][] = [];
  let [best, policy] = [start, unexplored];
  const chosen: Record<string, number> = {};
  for (const trial of [...trials, ...trials]) {
    const from = policy;
    for (const value of trial.values) {
      const candidate = trial.with(from, value);
      if (JSON.stringify(candidate) === JSON.stringify(from)) continue;
      const judged = await judge(candidate);
      const below = fallenBelow(judged, start);
      tried.push({ of: trial.of, value, judged, below });
      if (below.length > 0 || judged.quality <= best.quality) continue;
      [best, policy] = [judged, candidate];
      chosen[trial.of] = value;
    }
  }
  progress.finish();
  for (const { engine } of parts) await engine.close();
  return { start, tried, chosen, best, gain: gainOf(best, start) };
}

type Part = {
  readonly engine: Engine & { close(): Promise<void> };
  readonly viewers: readonly HeldOutViewer[];
  readonly shares: Float64Array;
};

async function loadParts(
  dataset: Dataset,
  seed: number,
  bundles: string | undefined,
  folds: readonly number[],
): Promise<Part[]> {
  const catalogue = catalogueOf(dataset.items);
  const splits = splitPeople(dataset.people.length, FOLDS, seed);
  const parts: Part[] = [];
  for (const fold of folds) {
    const { training, heldOut } = splits[fold]!;
    const known = takePeople(dataset, training);
    parts.push({
      engine: await engineOf(known, catalogue, seed, bundles, () => {}),
      viewers: viewersOf(takePeople(dataset, heldOut)),
      shares: popularityShares(known.ratings),
    });
  }
  return parts;
}

async function judgePolicy(
  policy: Policy,
  parts: readonly Part[],
  titles: number,
  seed: number,
): Promise<Judged> {
  const list = servedBy(policy, seed);
  const accuracy = new Map(FITTED_ON.map((told) => [told, [] as number[]]));
  const varied: Record<'featureVariety' | 'vectorVariety', number[]> = {
    featureVariety: [],
    vectorVariety: [],
  };
  const counts = new Map(FITTED_ON.map((told) => [told, new Int32Array(titles)]));
  for (const { engine, viewers, shares } of parts) {
    for (const viewer of viewers) {
      for (const [told, values] of accuracy) {
        if (likesTold(viewer, told) === undefined) continue;
        const { columns } = await list(engine, viewer, told, LIMIT);
        values.push(ndcg(placesOf(columns, viewer.targets), LIMIT));
        const beyond = beyondOf(columns, engine, shares, 0);
        varied.featureVariety.push(beyond.featureVariety);
        varied.vectorVariety.push(beyond.vectorVariety);
        for (const column of columns) counts.get(told)![column]! += 1;
      }
    }
  }
  const averaged = (of: (told: Told) => number) => mean(FITTED_ON.map(of));
  return {
    accuracy,
    quality: averaged((told) => mean(accuracy.get(told)!)),
    floors: {
      coverage: averaged((told) => coverageOf(counts.get(told)!)),
      featureVariety: mean(varied.featureVariety),
      vectorVariety: mean(varied.vectorVariety),
      between: averaged((told) => differenceBetween(counts.get(told)!, accuracy.get(told)!.length, LIMIT)),
    },
  };
}

function fallenBelow({ floors }: Judged, start: Judged): string[] {
  const names = Object.keys(floors) as (keyof Judged['floors'])[];
  return names.filter((name) => floors[name] < FLOOR * start.floors[name]);
}

function gainOf(best: Judged, start: Judged): ReadonlyMap<Told, Estimate> {
  return new Map(
    FITTED_ON.map((told) => {
      const before = start.accuracy.get(told)!;
      return [told, estimateMean(best.accuracy.get(told)!.map((value, person) => value - before[person]!))];
    }),
  );
}
