/** Symmetric positive definite systems by Cholesky's factor: A = L Lᵀ. */
import { finish, type Steps } from './steps.ts';
import type { Dense } from './vector.ts';

/**
 * A [n × n] → L [n × n], lower triangle. A pivot that is not above `floor` becomes it; without a floor, throws when A is
 * not positive definite.
 */
export function choleskyFactor(matrix: Float64Array, n: number, floor = 0): Float64Array {
  return finish(choleskyFactorSteps(matrix, n, floor));
}

/** The same, pausing after every row. */
export function* choleskyFactorSteps(matrix: Float64Array, n: number, floor = 0): Steps<Float64Array> {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    factorRow(matrix, factor, n, row, floor);
    yield;
  }
  return factor;
}

function factorRow(matrix: Float64Array, factor: Float64Array, n: number, row: number, floor: number): void {
  for (let column = 0; column <= row; column++) {
    let sum = matrix[row * n + column]!;
    for (let inner = 0; inner < column; inner++) {
      sum -= factor[row * n + inner]! * factor[column * n + inner]!;
    }
    if (row !== column) factor[row * n + column] = sum / factor[column * n + column]!;
    else if (Math.max(sum, floor) > 0) factor[row * n + row] = Math.sqrt(Math.max(sum, floor));
    else throw new Error(`not positive definite: pivot ${row} is ${sum}`);
  }
}

/** L⁻¹ b [n]: forward substitution. */
export function solveLower(factor: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const solution = Float64Array.from(b);
  for (let row = 0; row < n; row++) {
    let sum = solution[row]!;
    for (let inner = 0; inner < row; inner++) sum -= factor[row * n + inner]! * solution[inner]!;
    solution[row] = sum / factor[row * n + row]!;
  }
  return solution;
}

/** A⁻¹ b [n] from A's factor: forward, then backward substitution. */
export function choleskySolve(factor: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const solution = solveLower(factor, b);
  for (let row = n - 1; row >= 0; row--) {
    const value = solution[row]! / factor[row * n + row]!;
    solution[row] = value;
    for (let inner = 0; inner < row; inner++) solution[inner]! -= factor[row * n + inner]! * value;
  }
  return solution;
}

/** A⁻¹ B [n × width] from A's factor: all columns at once, row after row of B. */
export function choleskySolveMany(factor: Float64Array, b: Dense, width: number): Float64Array {
  return finish(choleskySolveManySteps(factor, b, width));
}

/** The same, pausing after every row. */
export function* choleskySolveManySteps(factor: Float64Array, b: Dense, width: number): Steps<Float64Array> {
  const n = b.length / width;
  const solution = Float64Array.from(b);
  const subtract = (to: number, factorAt: number, from: number) => {
    const share = factor[factorAt]!;
    for (let c = 0; c < width; c++) solution[to * width + c]! -= share * solution[from * width + c]!;
  };
  const divide = (row: number) => {
    const pivot = factor[row * n + row]!;
    for (let c = row * width; c < (row + 1) * width; c++) solution[c]! /= pivot;
  };
  for (let row = 0; row < n; row++) {
    for (let inner = 0; inner < row; inner++) subtract(row, row * n + inner, inner);
    divide(row);
    yield;
  }
  for (let row = n - 1; row >= 0; row--) {
    divide(row);
    for (let inner = 0; inner < row; inner++) subtract(inner, row * n + inner, row);
    yield;
  }
  return solution;
}

/** A⁻¹ [n × n] from A's factor. */
export function choleskyInverse(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const unit = new Float64Array(n);
    unit[row] = 1;
    inverse.set(choleskySolve(factor, unit), row * n);
  }
  return inverse;
}

/** L⁻¹ [n × n], lower triangle. */
export function invertLower(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const to = row * n;
    inverse[to + row] = 1;
    for (let inner = 0; inner < row; inner++) {
      const value = factor[to + inner]!;
      for (let column = 0; column <= inner; column++)
        inverse[to + column]! -= value * inverse[inner * n + column]!;
    }
    for (let column = 0; column <= row; column++) inverse[to + column]! /= factor[to + row]!;
  }
  return inverse;
}
