/** How good a policy is for people who are never tested: accuracy, and what keeps feeds varied and apart. */

import type { LoadedEngine } from '../../lib/inference/assemble.ts';
import { mean } from '../../lib/math/statistics.ts';
import type { Policy } from '../../lib/recommender/policy.ts';
import { type Dataset, splitPeople, takePeople } from '../dataset.ts';
import { ndcg } from '../evaluation/metrics.ts';
import { catalogueOf } from './catalogue.ts';
import { FOLDS, type PipelineOptions, POLICY_FOLDS } from './evaluate-pipeline.ts';
import { engineOf } from './fold-engine.ts';
import { servedBy } from './lists.ts';
import { beyondOf, coverageOf, differenceBetween, placesOf, popularityShares } from './slate-metrics.ts';
import { type HeldOutViewer, likesTold, type Told, viewersOf } from './viewers.ts';

/** A slate as a page shows it, and NDCG over all of it. */
const LIMIT = 20;
export const JUDGED_ON: readonly Told[] = ['all', 5, 3, 1];

/** What a policy does for the people it is judged on. */
export type Judged = {
  /** NDCG@20 a person, by how much is told. */
  readonly accuracy: ReadonlyMap<Told, readonly number[]>;
  /** The mean over people, then over how much is told. */
  readonly quality: number;
  /** What must not fall. */
  readonly floors: Readonly<Record<'coverage' | 'featureVariety' | 'vectorVariety' | 'between', number>>;
};

export type Part = {
  readonly engine: LoadedEngine;
  readonly viewers: readonly HeldOutViewer[];
  readonly shares: Float64Array;
};

export async function loadParts(
  dataset: Dataset,
  { seed, stock = 'described', bundles, folds = POLICY_FOLDS }: PipelineOptions,
): Promise<Part[]> {
  const catalogue = catalogueOf(dataset.items, stock);
  const columns = new Set(catalogue.map(({ id }) => id - 1));
  const splits = splitPeople(dataset.people.length, FOLDS, seed);
  const parts: Part[] = [];
  for (const fold of folds) {
    const { training, heldOut } = splits[fold]!;
    const known = takePeople(dataset, training);
    parts.push({
      engine: await engineOf(known, catalogue, seed, bundles, () => {}),
      viewers: viewersOf(takePeople(dataset, heldOut), columns),
      shares: popularityShares(known.ratings),
    });
  }
  return parts;
}

export async function judgePolicy(policy: Policy, parts: readonly Part[], seed: number): Promise<Judged> {
  const list = servedBy(policy, seed);
  const accuracy = new Map(JUDGED_ON.map((told) => [told, [] as number[]]));
  const varied: Record<'featureVariety' | 'vectorVariety', number[]> = {
    featureVariety: [],
    vectorVariety: [],
  };
  const counts = new Map(JUDGED_ON.map((told) => [told, new Int32Array(parts[0]!.engine.size)]));
  for (const { engine, viewers, shares } of parts) {
    for (const viewer of viewers) {
      for (const [told, values] of accuracy) {
        if (likesTold(viewer, told) === undefined) continue;
        const { columns } = await list(engine, viewer, told, LIMIT);
        values.push(ndcg(placesOf(columns, viewer.targets), LIMIT));
        const beyond = beyondOf(columns, engine, shares, 0);
        varied.featureVariety.push(beyond.featureVariety);
        varied.vectorVariety.push(beyond.vectorVariety);
        for (const column of columns) counts.get(told)![engine.rowOf(column + 1)!]! += 1;
      }
    }
  }
  const averaged = (of: (told: Told) => number) => mean(JUDGED_ON.map(of));
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
