import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse, choleskySolve, choleskySolveMany } from './cholesky.ts';
import { symmetricEigen } from './eigen.ts';
import { panelSvd } from './panel-svd.ts';
import { normal, seededRandom } from './random.ts';
import { type Entry, rowGram, sparseOf } from './sparse.ts';
import { exactSvd } from './svd.ts';

const random = seededRandom(5);

function randomSymmetric(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      matrix[row * n + column] = normal(random);
      matrix[column * n + row] = matrix[row * n + column]!;
    }
  }
  return matrix;
}

function randomSparse(rows: number, columns: number) {
  const entries: Entry[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      if (random() < 0.3) entries.push([row, column, normal(random)]);
  }
  return sparseOf(rows, columns, entries);
}

describe('cholesky', () => {
  it('solves and inverts a known system', () => {
    const factor = choleskyFactor(Float64Array.of(4, 2, 2, 3), 2);
    const solution = choleskySolve(factor, Float64Array.of(8, 8));
    expect(solution[0]).toBeCloseTo(1);
    expect(solution[1]).toBeCloseTo(2);
    expect(Array.from(choleskyInverse(factor, 2), (value) => value * 8).map(Math.round)).toEqual([
      3, -2, -2, 4,
    ]);
  });

  it('solves many right-hand sides at once as it solves each', () => {
    const factor = choleskyFactor(Float64Array.of(4, 2, 2, 3), 2);
    const both = choleskySolveMany(factor, Float64Array.of(8, 4, 8, 2), 2);
    const each = [Float64Array.of(8, 8), Float64Array.of(4, 2)].map((b) => choleskySolve(factor, b));
    expect(Array.from(both)).toEqual([each[0]![0], each[1]![0], each[0]![1], each[1]![1]]);
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toThrow('not positive definite: pivot 1');
  });
});

describe('symmetric eigenvalues', () => {
  it.each([1, 2, 7, 40])('rebuild a %i × %i matrix', (n) => {
    const matrix = randomSymmetric(n);
    const { values, vectors } = symmetricEigen(matrix, n);
    for (let row = 0; row < n; row++) {
      for (let column = 0; column < n; column++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += values[j]! * vectors[j * n + row]! * vectors[j * n + column]!;
        expect(sum).toBeCloseTo(matrix[row * n + column]!, 9);
      }
    }
    expect(values).toEqual(values.slice().sort().reverse());
  });

  it('keep a diagonal matrix with equal values', () => {
    expect(Array.from(symmetricEigen(Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 5), 3).values)).toEqual([
      5, 2, 2,
    ]);
  });
});

describe('truncated singular values', () => {
  it('are the roots of the eigenvalues of A Aᵀ', () => {
    const matrix = randomSparse(12, 30);
    const { values } = symmetricEigen(rowGram(matrix), 12);
    exactSvd(matrix, 5).sigma.forEach((sigma, index) => {
      expect(sigma).toBeCloseTo(Math.sqrt(values[index]!), 9);
    });
  });

  it('come out the same by iteration, vectors too, and repeat by seed', () => {
    const matrix = randomSparse(60, 90);
    const exact = exactSvd(matrix, 3);
    const iterated = panelSvd(matrix, 3, seededRandom(1), { rounds: 60 });
    expect(iterated).toEqual(panelSvd(matrix, 3, seededRandom(1), { rounds: 60 }));
    exact.sigma.forEach((sigma, index) => {
      expect(iterated.sigma[index]).toBeCloseTo(sigma, 4);
    });
    exact.right.forEach((value, index) => {
      expect(iterated.right[index]).toBeCloseTo(value, 3);
    });
  });

  it('stop at the rank of a tall matrix, whose rows depend on each other', () => {
    expect(exactSvd(randomSparse(200, 30), 200).rank).toBe(30);
  });

  it('stop at the rank of the matrix', () => {
    const matrix = sparseOf(3, 4, [
      [0, 0, 2],
      [0, 1, 1],
      [1, 0, 4],
      [1, 1, 2],
      [2, 3, 3],
    ]);
    expect(exactSvd(matrix, 3).rank).toBe(2);
  });
});
