/** The least-squares problems of iALS, many rows at a time: their common part is one matrix product. */
import type { Sparse } from '../../lib/math/sparse.ts';
import type { Gemm } from '../sequences/large-cholesky.ts';

/** Steps towards each row's solution, from where it stood the round before. */
const STEPS = 3;
/** Rows at a time: what stays in the processor's caches. */
const CHUNK = 128;
/** A residual as small as this is none. */
const SOLVED = 1e-20;

export type AlsSystem = {
  /** α₀ */
  readonly unobserved: number;
  readonly regularisation: number;
  readonly dimensions: number;
};

/**
 * A few steps of conjugate gradients (Hestenes and Stiefel 1952) of every row p of `vectors` [rows × dimensions] towards
 * A p = b, A = α₀ QᵀQ + Σ |c| q qᵀ + λ (Σ|c| + α₀ n) I, b = Σ c q over the entries c of the row of X and the rows q of
 * `fixed`, Q [n × dimensions]. A is never made. A row without entries becomes 0.
 */
export function improveRows(
  vectors: Float32Array,
  x: Sparse,
  fixed: Float32Array,
  { unobserved, regularisation, dimensions }: AlsSystem,
  gemm: Gemm,
): void {
  const gram = gemm.left(fixed, fixed, dimensions, x.columns, dimensions).map((value) => value * unobserved);
  for (let first = 0; first < x.rows; first += CHUNK) {
    const count = Math.min(CHUNK, x.rows - first);
    const known = knownWeights(x, first, count);
    const p = vectors.subarray(first * dimensions, (first + count) * dimensions);
    known.forEach((weight, row) => {
      if (weight === 0) p.fill(0, row * dimensions, (row + 1) * dimensions);
    });
    const ridges = known.map((weight) => regularisation * (weight + unobserved * x.columns));
    const turn = (v: Float32Array) => {
      const turned = gemm.plain(v, gram, count, dimensions, dimensions);
      addOwnPart(turned, v, x, first, fixed, ridges, dimensions);
      return turned;
    };
    descend(p, rightSides(x, first, count, fixed, dimensions), turn, dimensions);
  }
}

/** Σ|c| of each row. */
function knownWeights({ offsets, values }: Sparse, first: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let place = offsets[first + row]!; place < offsets[first + row + 1]!; place++)
      sum += Math.abs(values[place]!);
    return sum;
  });
}

/** b, row after row. */
function rightSides(
  { offsets, indices, values }: Sparse,
  first: number,
  count: number,
  fixed: Float32Array,
  width: number,
): Float32Array {
  const right = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    for (let place = offsets[first + row]!; place < offsets[first + row + 1]!; place++)
      addRow(right, row * width, values[place]!, fixed, indices[place]! * width, width);
  }
  return right;
}

/** What A does beside the common part: (Σ |c| q qᵀ + ridge I) v. */
function addOwnPart(
  turned: Float32Array,
  v: Float32Array,
  { offsets, indices, values }: Sparse,
  first: number,
  fixed: Float32Array,
  ridges: Float64Array,
  width: number,
): void {
  for (let row = 0; row < ridges.length; row++) {
    const to = row * width;
    addRow(turned, to, ridges[row]!, v, to, width);
    for (let place = offsets[first + row]!; place < offsets[first + row + 1]!; place++) {
      const from = indices[place]! * width;
      addRow(turned, to, Math.abs(values[place]!) * product(fixed, from, v, to, width), fixed, from, width);
    }
  }
}

function descend(
  p: Float32Array,
  residual: Float32Array,
  turn: (v: Float32Array) => Float32Array,
  width: number,
): void {
  turn(p).forEach((value, place) => {
    residual[place]! -= value;
  });
  const direction = residual.slice();
  const squares = new Float64Array(p.length / width).map((_, row) =>
    product(residual, row * width, residual, row * width, width),
  );
  for (let step = 0; step < STEPS; step++) {
    const turned = turn(direction);
    squares.forEach((square, row) => {
      if (square < SOLVED) return;
      const at = row * width;
      const length = square / product(direction, at, turned, at, width);
      addRow(p, at, length, direction, at, width);
      addRow(residual, at, -length, turned, at, width);
      const next = product(residual, at, residual, at, width);
      for (let index = at; index < at + width; index++)
        direction[index] = residual[index]! + (next / square) * direction[index]!;
      squares[row] = next;
    });
  }
}

function addRow(
  to: Float32Array,
  at: number,
  factor: number,
  from: Float32Array,
  start: number,
  width: number,
): void {
  for (let index = 0; index < width; index++) to[at + index]! += factor * from[start + index]!;
}

/** Four sums at a time: one chain of additions would wait for itself. */
function product(a: Float32Array, aStart: number, b: Float32Array, bStart: number, width: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let index = 0;
  for (; index + 4 <= width; index += 4) {
    first += a[aStart + index]! * b[bStart + index]!;
    second += a[aStart + index + 1]! * b[bStart + index + 1]!;
    third += a[aStart + index + 2]! * b[bStart + index + 2]!;
    fourth += a[aStart + index + 3]! * b[bStart + index + 3]!;
  }
  for (; index < width; index++) first += a[aStart + index]! * b[bStart + index]!;
  return first + second + third + fourth;
}
