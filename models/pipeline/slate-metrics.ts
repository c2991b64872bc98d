/** What a list is worth beside its order: how varied, how unfamiliar, how new, what it costs; and what all lists together are. */
import { dot, norm } from '../../lib/math/vector.ts';
import type { Engine } from '../../lib/recommender/engine.ts';
import { featureNamesOf } from '../../lib/recommender/titles/feature-regression.ts';
import { hitRate, ndcg, recall } from '../evaluation/metrics.ts';

export const ACCURACY = ['ndcg@10', 'ndcg@60', 'recall@20', 'hr@10'] as const;
export const BEYOND = ['novelty', 'featureVariety', 'vectorVariety', 'licence', 'recent', 'outside'] as const;
export type SlateMetric = (typeof ACCURACY)[number] | (typeof BEYOND)[number];

/** All but accuracy looks at so many titles of a list. */
export const LOOKED_AT = 20;
/** A title is recent when it came out in the viewer's year or so many before. */
const RECENT_YEARS = 2;
const NOWHERE = 1e9;
const LICENCE_COST = { low: 0, medium: 1, high: 2 } as const;

export function accuracyOf(
  columns: readonly number[],
  targets: Int32Array,
): Record<(typeof ACCURACY)[number], number> {
  const spans = placesOf(columns, targets);
  return {
    'ndcg@10': ndcg(spans, 10),
    'ndcg@60': ndcg(spans, 60),
    'recall@20': recall(spans, 20),
    'hr@10': hitRate(spans, 10),
  };
}

/** Where the targets stand in a list; one that is not in it stands behind everything. */
export function placesOf(columns: readonly number[], targets: Int32Array) {
  const places = new Map(columns.map((column, place) => [column, place]));
  return Array.from(targets, (column) => {
    const first = places.get(column) ?? NOWHERE;
    return { first, last: first + 1 };
  });
}

/** `shares` [columns]: the share of the training people who rated a title. */
export function beyondOf(
  columns: readonly number[],
  engine: Engine,
  shares: Float64Array,
  year: number,
): Record<(typeof BEYOND)[number], number> {
  const looked = columns.slice(0, LOOKED_AT);
  const rows = looked.map((column) => engine.rowOf(column + 1)!);
  const facts = rows.map((row) => engine.facts(row));
  const meanOf = <T>(values: readonly T[], of: (value: T) => number) =>
    values.reduce((sum, value) => sum + of(value), 0) / Math.max(values.length, 1);
  const features = facts.map((one) => new Set(featureNamesOf(one)));
  const vectors = rows.map((row) => engine.titleVector(row));
  return {
    novelty: meanOf(looked, (column) => -Math.log2(shares[column]!)),
    featureVariety: variety(features, overlap),
    vectorVariety: variety(vectors, cosine),
    licence: meanOf(facts, ({ licence }) => LICENCE_COST[licence]),
    recent: meanOf(facts, (one) => Number(one.year >= year - RECENT_YEARS)),
    outside: meanOf(rows, (row) => Number(!engine.inGraph(row))),
  };
}

/** 1 − the mean similarity of all pairs of a list (Ziegler et al. 2005). A list of one is not varied. */
export function variety<T>(list: readonly T[], similarity: (a: T, b: T) => number): number {
  let [sum, pairs] = [0, 0];
  for (let one = 0; one < list.length; one++) {
    for (let other = 0; other < one; other++) {
      sum += similarity(list[one]!, list[other]!);
      pairs++;
    }
  }
  return pairs === 0 ? 0 : 1 - sum / pairs;
}

/** The cosine of two sets of features. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const name of a) if (b.has(name)) shared++;
  return shared / Math.sqrt(a.size * b.size);
}

export function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / (norm(a) * norm(b) || 1);
}

/**
 * How unevenly counts are shared out: 0 all the same, 1 − 1/n one has all.
 * G = Σ_i (2 i − n − 1) x_(i) / (n Σ x), x ascending, i from 1.
 */
export function gini(counts: ArrayLike<number>): number {
  const sorted = Float64Array.from(counts).sort();
  const total = sorted.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const n = sorted.length;
  return sorted.reduce((sum, count, place) => sum + (2 * (place + 1) - n - 1) * count, 0) / (n * total);
}

/** 1 − the mean share of titles that two people's lists have in common; `counts` [titles] says in how many lists a title stands. */
export function differenceBetween(counts: ArrayLike<number>, lists: number, length: number): number {
  if (lists < 2) return 0;
  let shared = 0;
  for (let title = 0; title < counts.length; title++) shared += (counts[title]! * (counts[title]! - 1)) / 2;
  return 1 - shared / ((lists * (lists - 1)) / 2) / length;
}

/** Share of all titles that stand in somebody's list. */
export function coverageOf(counts: ArrayLike<number>): number {
  let covered = 0;
  for (let title = 0; title < counts.length; title++) if (counts[title]! > 0) covered++;
  return covered / counts.length;
}

/** log₂ popularity needs a share above 0: one person more is thought of, who rated everything. */
export function popularityShares(ratings: {
  readonly columns: number;
  readonly rows: number;
  readonly indices: Int32Array;
}): Float64Array {
  const counts = new Float64Array(ratings.columns).fill(1);
  for (const column of ratings.indices) counts[column]! += 1;
  return counts.map((count) => count / (ratings.rows + 1));
}
