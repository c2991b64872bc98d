import { expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse } from './cholesky.ts';
import { invertInPlace } from './inverse.ts';
import { seededRandom } from './random.ts';

/** X Xᵀ + I, whose upper triangle is left at zero. */
function lowerOf(n: number): Float64Array {
  const random = seededRandom(n);
  const x = Float64Array.from({ length: n * n }, () => random() - 0.5);
  const a = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = row === column ? 1 : 0;
      for (let inner = 0; inner < n; inner++) sum += x[row * n + inner]! * x[column * n + inner]!;
      a[row * n + column] = sum;
    }
  }
  return a;
}

it.each([1, 2, 3, 5, 47, 48, 49, 131])('inverts %i × %i as Cholesky does', (n) => {
  const a = lowerOf(n);
  const expected = choleskyInverse(choleskyFactor(a, n), n);
  invertInPlace(a, n);
  a.forEach((value, place) => {
    expect(value).toBeCloseTo(expected[place]!, 10);
  });
});

it('refuses what is not positive definite', () => {
  expect(() => invertInPlace(Float64Array.of(1, 0, 0, -1), 2)).toThrow('not positive definite');
});
