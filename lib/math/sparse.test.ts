import { expect, it } from 'vitest';
import {
  columnSums,
  mapValues,
  rowGram,
  rowSums,
  sparseOf,
  takeRows,
  times,
  transpose,
  transposedTimes,
} from './sparse.ts';
import { topK } from './top-k.ts';
import { addScaled, dot, norm, timesVector } from './vector.ts';

/** [[1 0 2], [0 3 0]] */
const matrix = sparseOf(2, 3, [
  [1, 1, 3],
  [0, 2, 2],
  [0, 0, 1],
]);

it('keeps rows in order with ascending columns', () => {
  expect(Array.from(matrix.offsets)).toEqual([0, 2, 3]);
  expect(Array.from(matrix.indices)).toEqual([0, 2, 1]);
});

it('turns, takes and maps', () => {
  expect(transpose(transpose(matrix))).toEqual(matrix);
  expect(Array.from(takeRows(matrix, Int32Array.of(1, 1)).values)).toEqual([3, 3]);
  expect(Array.from(mapValues(matrix, (value) => value - 1).values)).toEqual([1, 2]);
  expect(Array.from(columnSums(matrix))).toEqual([1, 3, 2]);
  expect(Array.from(rowSums(matrix))).toEqual([3, 3]);
});

it('multiplies both ways and with itself', () => {
  expect(Array.from(times(matrix, Float32Array.of(1, 10, 100), 1))).toEqual([201, 30]);
  expect(Array.from(transposedTimes(matrix, Float32Array.of(1, 10), 1))).toEqual([1, 30, 2]);
  expect(Array.from(rowGram(matrix))).toEqual([5, 0, 0, 9]);
});

it('works on dense vectors', () => {
  expect(dot(Float32Array.of(1, 2), Float32Array.of(3, 4))).toBe(11);
  expect(norm(Float32Array.of(3, 4))).toBe(5);
  const target = Float32Array.of(1, 1);
  addScaled(target, 2, Float32Array.of(1, 2));
  expect(Array.from(target)).toEqual([3, 5]);
  expect(Array.from(timesVector(Float32Array.of(1, 2, 3, 4), Float32Array.of(1, 1)))).toEqual([3, 7]);
});

it('finds the highest scores, best first, ties by index, never −Infinity', () => {
  expect(Array.from(topK(Float32Array.of(1, 5, 3, 5, Number.NEGATIVE_INFINITY), 3))).toEqual([1, 3, 2]);
  expect(Array.from(topK(Float32Array.of(Number.NEGATIVE_INFINITY, 2), 5))).toEqual([1]);
  expect(topK(Float32Array.of(1), 0)).toHaveLength(0);
});
