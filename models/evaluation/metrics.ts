/** Ranking quality for one held-out person over the whole catalogue, known titles left out, ties as an expectation. */
import { topK } from '../../lib/math/top-k.ts';

export const METRICS = [
  'recall@10',
  'recall@20',
  'recall@50',
  'ndcg@10',
  'ndcg@20',
  'ndcg@100',
  'hr@10',
] as const;
export type Metric = (typeof METRICS)[number];

/** What recall@k divides by: the targets that fit into k, or all of them. */
export type RecallOver = 'possible' | 'all';

/** Ranks [first, last) that one target shares with every title of the same score. */
type Span = { readonly first: number; readonly last: number };

/** scores [items] → each metric for this person. */
export function measure(
  scores: Float32Array,
  known: Int32Array,
  targets: Int32Array,
  recallOver: RecallOver = 'possible',
): Record<Metric, number> {
  return measureSpans(spansOf(scores, known, targets), recallOver);
}

/** Where the targets stand → each metric, as if there were no targets but these. */
export function measureSpans(spans: readonly Span[], recallOver: RecallOver): Record<Metric, number> {
  return {
    'recall@10': recall(spans, 10, recallOver),
    'recall@20': recall(spans, 20, recallOver),
    'recall@50': recall(spans, 50, recallOver),
    'ndcg@10': ndcg(spans, 10),
    'ndcg@20': ndcg(spans, 20),
    'ndcg@100': ndcg(spans, 100),
    'hr@10': hitRate(spans, 10),
  };
}

/** No metric looks further down than this. */
const DEEPEST = 100;

/**
 * Where each target stands among all titles but the known ones. A target beyond the first hundred stands at the very
 * end: that is as much as the metrics ask. Throws when a target's score is not a number.
 */
export function spansOf(scores: Float32Array, known: Int32Array, targets: Int32Array): Span[] {
  const ranked = scores.slice();
  for (const column of known) ranked[column] = Number.NEGATIVE_INFINITY;
  for (const column of targets) ranked[column] = scores[column]!;
  const lowest = lowestOf(topK(ranked, DEEPEST), ranked);
  // NaN is neither above nor equal to anything: titles that are left out are not counted.
  for (const column of known) ranked[column] = Number.NaN;
  for (const column of targets) ranked[column] = scores[column]!;
  return Array.from(targets, (column) => spanOf(ranked, scores[column]!, lowest));
}

/** The score of the hundredth title, or of none that counts when there are fewer. */
function lowestOf(best: Int32Array, scores: Float32Array): number {
  return best.length < DEEPEST ? Number.NEGATIVE_INFINITY : scores[best.at(-1)!]!;
}

function spanOf(ranked: Float32Array, score: number, lowest: number): Span {
  if (Number.isNaN(score)) throw new Error('the model gives a title a score that is not a number');
  if (score < lowest) return { first: ranked.length, last: ranked.length + 1 };
  let [above, equal] = [0, 0];
  for (let index = 0; index < ranked.length; index++) {
    if (ranked[index]! > score) above++;
    else if (ranked[index]! === score) equal++;
  }
  return { first: above, last: above + equal };
}

/** |targets in the first k| / min(k, |targets|) as Liang et al. 2018 define it, or / |targets| as He et al. 2020 do. */
export function recall(spans: readonly Span[], k: number, over: RecallOver = 'possible'): number {
  let found = 0;
  for (const { first, last } of spans) found += Math.max(0, Math.min(last, k) - first) / (last - first);
  return found / (over === 'possible' ? Math.min(k, spans.length) : spans.length);
}

/** Σ 1/log₂(rank + 2) over targets in the first k, divided by the best possible. */
export function ndcg(spans: readonly Span[], k: number): number {
  let gain = 0;
  for (const { first, last } of spans) {
    if (first < k) gain += (discountSum(Math.min(last, k)) - discountSum(first)) / (last - first);
  }
  return gain / discountSum(Math.min(k, spans.length));
}

const discounts: number[] = [0];

/** Σ_{rank < end} 1 / log₂(rank + 2) */
function discountSum(end: number): number {
  while (discounts.length <= end) discounts.push(discounts.at(-1)! + 1 / Math.log2(discounts.length + 1));
  return discounts[end]!;
}

/** The chance that at least one target is among the first k, when titles of one score come in random order. */
export function hitRate(spans: readonly Span[], k: number): number {
  if (spans.some(({ last }) => last <= k)) return 1;
  const straddling = spans.filter(({ first }) => first < k);
  if (straddling.length === 0) return 0;
  const { first, last } = straddling[0]!;
  let none = 1;
  for (let slot = 0; slot < k - first; slot++)
    none *= Math.max(0, 1 - straddling.length / (last - first - slot));
  return 1 - none;
}
