import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { solveLarge } from './large-cholesky.ts';

/** Gᵀ G + I of a random G, n × n. */
function positiveDefinite(n: number): Float32Array {
  const random = seededRandom(1);
  const g = Float32Array.from({ length: 8 * n }, () => normal(random));
  return Float32Array.from({ length: n * n }, (_, place) => {
    const [row, column] = [Math.floor(place / n), place % n];
    let sum = row === column ? 1 : 0;
    for (let inner = 0; inner < 8; inner++) sum += g[inner * n + row]! * g[inner * n + column]!;
    return sum;
  });
}

// One block, one block and a piece, and just two blocks.
it.each([5, 600, 1024])('solves %i equations, reading the lower triangle only', (n) => {
  const a = positiveDefinite(n);
  const wanted = Float32Array.from({ length: 2 * n }, (_, place) => (place % 7) - 3);
  const b = new Float32Array(2 * n);
  for (let row = 0; row < n; row++)
    for (let inner = 0; inner < n; inner++)
      for (let column = 0; column < 2; column++)
        b[2 * row + column]! += a[row * n + inner]! * wanted[2 * inner + column]!;
  for (let row = 0; row < n; row++) a.fill(Number.NaN, row * n + row + 1, (row + 1) * n);
  solveLarge(a, b, n, 2);
  expect(Math.max(...b.map((value, place) => Math.abs(value - wanted[place]!)))).toBeLessThan(2e-2);
});

it('says that a matrix is not positive definite', () => {
  expect(() => solveLarge(Float32Array.of(1, 0, 2, 1), new Float32Array(2), 2, 1)).toThrow(
    'not positive definite',
  );
});
