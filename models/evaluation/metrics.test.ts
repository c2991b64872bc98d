import { expect, it } from 'vitest';
import { hitRate, measure, ndcg, recall, spansOf } from './metrics.ts';

const none = Int32Array.of();

it('gives the values worked out by hand', () => {
  const scores = Float32Array.of(9, 8, 7, 6, 5, 4);
  const spans = spansOf(scores, none, Int32Array.of(1, 3));
  expect(spans).toEqual([
    { first: 1, last: 2 },
    { first: 3, last: 4 },
  ]);
  expect(recall(spans, 2)).toBe(0.5);
  expect(recall(spans, 4)).toBe(1);
  const best = 1 + 1 / Math.log2(3);
  expect(ndcg(spans, 2)).toBeCloseTo(1 / Math.log2(3) / best, 12);
  expect(ndcg(spans, 100)).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / best, 12);
  expect(hitRate(spans, 1)).toBe(0);
  expect(hitRate(spans, 2)).toBe(1);
});

it('leaves known titles out of the ranking', () => {
  const scores = Float32Array.of(9, 8, 7);
  expect(measure(scores, Int32Array.of(0, 1), Int32Array.of(2))['ndcg@10']).toBe(1);
});

it('counts ties as an expectation', () => {
  const spans = spansOf(Float32Array.of(1, 1, 1, 1), none, Int32Array.of(2));
  expect(spans).toEqual([{ first: 0, last: 4 }]);
  expect(recall(spans, 1)).toBe(0.25);
  expect(hitRate(spans, 2)).toBeCloseTo(0.5, 12);
  expect(ndcg(spans, 1)).toBeCloseTo(0.25, 12);
});

it('knows the chance of a hit when several targets share a score', () => {
  const spans = spansOf(Float32Array.of(1, 1, 1, 1), none, Int32Array.of(0, 1));
  expect(hitRate(spans, 2)).toBeCloseTo(1 - (2 / 4) * (1 / 3), 12);
});

it('counts a title without a score as found by nobody', () => {
  const scores = new Float32Array(1000).fill(Number.NEGATIVE_INFINITY);
  scores.fill(1, 0, 200);
  expect(measure(scores, none, Int32Array.of(900))['ndcg@100']).toBe(0);
});
