import { expect, it } from 'vitest';
import { seededRandom } from './random.ts';
import { createProductMatrix } from './row-products.ts';
import { dot } from './vector.ts';

it.each([1, 3, 4, 10, 64])('multiplies every row of %i columns with a vector', (width) => {
  const random = seededRandom(width);
  const matrix = createProductMatrix(50, width);
  for (let place = 0; place < matrix.data.length; place++) matrix.data[place] = random() - 0.5;
  const vector = Float32Array.from({ length: width }, () => random() - 0.5);
  const products = matrix.times(vector);
  expect(products).toHaveLength(50);
  for (const [row, product] of products.entries()) {
    expect(product).toBeCloseTo(dot(vector, matrix.data, 0, row * width), 5);
  }
});

it('holds no row at all', () => {
  expect(createProductMatrix(0, 8).times(new Float32Array(8))).toEqual(new Float32Array(0));
});
