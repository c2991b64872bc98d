/** Chooses the policy's numbers on people who are never tested: the most accurate ones that leave feeds different and varied. */
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import type { Policy } from '../../lib/recommender/policy.ts';
import type { Dataset } from '../dataset.ts';
import { showProgress } from '../progress.ts';
import { type PipelineOptions, withSlate } from './evaluate-pipeline.ts';
import { JUDGED_ON, type Judged, judgePolicy, loadParts } from './judge-policy.ts';
import type { Told } from './viewers.ts';

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
const ranker = (
  name: 'order' | 'learned' | 'population' | 'novelty' | 'content',
  values: readonly number[],
): Trial => ({
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
  ranker('order', [1, 0]),
  ranker('learned', [0.3, 0, 0.6]),
  ranker('novelty', [0.25, 0.3, 0.15, 0]),
  ranker('content', [2.75, 3.5, 2, 1]),
  encoder('population', [0.15, 0.05, 0.3]),
  encoder('ownHalf', [2, 1, 1.5, 3]),
  ranker('population', [0.35, 0.5, 0.7]),
  slate('diversity', [0.35, 0.15, 0.7]),
];

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

/** One number after the other, twice over; what comes first wins a tie, and nothing may fall below its floor. */
export async function fitPolicy(
  dataset: Dataset,
  options: PipelineOptions,
  trials = TRIALS,
): Promise<FittedPolicy> {
  const parts = await loadParts(dataset, options);
  const progress = showProgress('fit the policy');
  const tries = 2 * trials.reduce((sum, { values }) => sum + values.length - 1, 0) + 1;
  let done = 0;
  const judge = async (policy: Policy) => {
    const judged = await judgePolicy(policy, parts, options.seed);
    progress(++done / tries);
    return judged;
  };
  const steady = withSlate({ exploreEvery: 0 });
  const start = await judge(steady);
  const tried: FittedPolicy['tried'][number][] = [];
  let [best, policy]: [Judged, Policy] = [start, steady];
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

function fallenBelow({ floors }: Judged, start: Judged): string[] {
  const names = Object.keys(floors) as (keyof Judged['floors'])[];
  return names.filter((name) => floors[name] < FLOOR * start.floors[name]);
}

function gainOf(best: Judged, start: Judged): ReadonlyMap<Told, Estimate> {
  return new Map(
    JUDGED_ON.map((told) => {
      const before = start.accuracy.get(told)!;
      return [told, estimateMean(best.accuracy.get(told)!.map((value, person) => value - before[person]!))];
    }),
  );
}
