import { expect, it } from 'vitest';
import { addTransposedProduct, multiply, multiplyByTransposed } from './dense.ts';

const a = Float64Array.of(1, 2, 3, 4, 5, 6);
const b = Float64Array.of(1, 0, 2, 1, 0, 3);

it('multiplies', () => {
  expect(Array.from(multiply(a, b, 2, 3, 2))).toEqual([5, 11, 14, 23]);
  expect(Array.from(multiplyByTransposed(a, b, 2, 3, 2))).toEqual([7, 10, 16, 22]);
  const sum = new Float64Array(9).fill(1);
  addTransposedProduct(sum, a, b, 3, 3);
  expect(Array.from(sum)).toEqual([6, 1, 15, 8, 1, 20, 10, 1, 25]);
});
