/** What an evaluation writes down: every metric of every person, by segment, and which titles were ever shown. */
import { topK } from '../lib/math/top-k.ts';
import type { Case } from './dataset.ts';
import { METRICS, type Metric, measure, type RecallOver } from './metrics.ts';

export type PerPerson = Record<Metric, number[]>;

export type Tally = {
  readonly segments: ReadonlyMap<string, PerPerson>;
  readonly shown: Set<number>;
};

export function emptyTally(segments: readonly string[]): Tally {
  const empty = () => Object.fromEntries(METRICS.map((metric) => [metric, [] as number[]])) as PerPerson;
  return { segments: new Map(segments.map((segment) => [segment, empty()])), shown: new Set() };
}

/** `scores` may be written to afterwards. */
export function countResult(
  tally: Tally,
  segments: readonly string[],
  scores: Float32Array,
  one: Case,
  how: { readonly recallOver: RecallOver; readonly shown: boolean },
): void {
  const measured = measure(scores, one.known, one.targets, how.recallOver);
  for (const segment of segments) {
    for (const metric of METRICS) tally.segments.get(segment)![metric].push(measured[metric]);
  }
  if (!how.shown) return;
  for (const column of one.known) scores[column] = Number.NEGATIVE_INFINITY;
  for (const column of topK(scores, 20)) tally.shown.add(column);
}
