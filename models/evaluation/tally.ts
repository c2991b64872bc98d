/** What an evaluation writes down: every metric of every person, by segment, and which titles were ever shown. */
import { topK } from '../../lib/math/top-k.ts';
import type { Case } from '../dataset.ts';
import { METRICS, type Metric, measureSpans, type RecallOver, spansOf } from './metrics.ts';
import type { TitleSegments } from './segments.ts';

export type PerPerson = Record<Metric, number[]>;

export type Tally = {
  /** Segments of people, then segments of titles. Where nobody belongs to one it is empty. */
  readonly segments: ReadonlyMap<string, PerPerson>;
  readonly shown: Set<number>;
};

export function emptyTally(segments: readonly string[]): Tally {
  const empty = () => Object.fromEntries(METRICS.map((metric) => [metric, [] as number[]])) as PerPerson;
  return { segments: new Map(segments.map((segment) => [segment, empty()])), shown: new Set() };
}

export type HowToCount = {
  readonly recallOver: RecallOver;
  /** Whether what this person would be shown counts for coverage. */
  readonly shown: boolean;
  /** Targets that are counted once more by themselves; all other titles stay in the ranking. */
  readonly titles?: TitleSegments;
};

/** `scores` may be written to afterwards. Throws when a model scores a title with what is not a number. */
export function countResult(
  tally: Tally,
  segments: readonly string[],
  scores: Float32Array,
  one: Case,
  { recallOver, shown, titles }: HowToCount,
): void {
  const leftOut = one.seen ? Int32Array.of(...one.known, ...one.seen) : one.known;
  const spans = spansOf(scores, leftOut, one.targets);
  const measured = measureSpans(spans, recallOver);
  for (const segment of segments) add(tally, segment, measured);
  for (const [segment, members] of titles ?? []) {
    const within = spans.filter((_, place) => members[one.targets[place]!] === 1);
    if (within.length > 0) add(tally, segment, measureSpans(within, recallOver));
  }
  if (!shown) return;
  for (const column of leftOut) scores[column] = Number.NEGATIVE_INFINITY;
  for (const column of topK(scores, 20)) tally.shown.add(column);
}

function add(tally: Tally, segment: string, measured: Readonly<Record<Metric, number>>): void {
  for (const metric of METRICS) tally.segments.get(segment)![metric].push(measured[metric]);
}
