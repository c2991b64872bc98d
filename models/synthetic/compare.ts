/** The filter against a list of what is popular and against who knows the true tastes, on people it has never seen. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import type { Case } from '../dataset.ts';
import { measure } from '../evaluation/metrics.ts';
import { historyOf } from '../model.ts';
import { showProgress } from '../progress.ts';
import type { StreamedFilter } from '../streamed/streamed-filter.ts';
import type { World } from './world.ts';

/** The share of held-out people's titles that has to be found. */
const HIDDEN = 0.2;

export type Comparison = {
  readonly msPerUser: number;
  /** By `filter`, `popularity` and `oracle`, who knows the true tastes. */
  readonly metrics: Readonly<Record<string, { 'recall@20': Estimate; 'ndcg@20': Estimate }>>;
};

/** Full ranking without what is known, on people after those of the stream. */
export function compare(
  world: World,
  filter: StreamedFilter,
  people: number,
  heldOut: number,
  seed: number,
): Comparison {
  const popular = Float32Array.from(filter.counted.likes);
  let scoring = 0;
  const scorers: Record<string, (one: Case) => Float32Array> = {
    filter: ({ known }) => {
      const before = performance.now();
      const scores = filter.score(historyOf(known));
      scoring += performance.now() - before;
      return scores;
    },
    popularity: () => popular,
    oracle: ({ person }) => Float32Array.from(world.preferenceOf(person)),
  };
  const values = Object.keys(scorers).map((name) => ({ name, recall: [] as number[], ndcg: [] as number[] }));
  const progress = showProgress('compare');
  for (let person = people; person < people + heldOut; person++) {
    const one = caseOf(world, person, seed);
    for (const { name, recall, ndcg } of values) {
      const measured = measure(scorers[name]!(one), one.known, one.targets, 'all');
      recall.push(measured['recall@20']);
      ndcg.push(measured['ndcg@20']);
    }
    progress((person - people + 1) / heldOut);
  }
  progress.finish();
  const metrics = Object.fromEntries(
    values.map(({ name, recall, ndcg }) => [
      name,
      { 'recall@20': estimateMean(recall), 'ndcg@20': estimateMean(ndcg) },
    ]),
  );
  return { metrics, msPerUser: scoring / heldOut };
}

function caseOf(world: World, person: number, seed: number): Case {
  const row = world.historyOf(person);
  const order = permutation(row.length, seededRandom(seed * 1_000_003 + person)).map((place) => row[place]!);
  const hidden = Math.max(1, Math.round(order.length * HIDDEN));
  return { person, known: order.slice(hidden), targets: order.slice(0, hidden) };
}
