/** Large symmetric systems, by Cholesky in blocks: nearly all of the work is matrix products, which ONNX Runtime does. */
import { choleskyFactor, solveLower } from '../../lib/math/cholesky.ts';
import { writeOnnx } from '../publishing/onnx.ts';
import { type GraphSession, openGraph } from './graph-session.ts';

const BLOCK = 512;

/** One diagonal block of the factor: its place, its size and its inverse [size × size]. */
type Corner = { readonly start: number; readonly size: number; readonly inverse: Float32Array };

/**
 * A [n × n] positive definite, of which only the lower triangle is read and which is overwritten; B [n × columns], which
 * becomes A⁻¹ B. In 32 bits: about n² columns + n³ / 3 products, 100 of them a nanosecond. Throws when A is not positive definite.
 */
export function solveLarge(a: Float32Array, b: Float32Array, n: number, columns: number): void {
  const gemm = openGemm();
  const corners = factorInPlace(a, n, gemm);
  for (const { start, size, inverse } of corners) {
    const known = gemm.plain(
      slab(a, n, start, size, 0, start),
      b.subarray(0, start * columns),
      size,
      start,
      columns,
    );
    const rows = b.subarray(start * columns, (start + size) * columns);
    rows.set(gemm.plain(inverse, minus(rows, known), size, size, columns));
  }
  for (const { start, size, inverse } of corners.toReversed()) {
    const end = start + size;
    const below = slab(a, n, end, n - end, start, size);
    const known = gemm.left(below, b.subarray(end * columns), size, n - end, columns);
    const rows = b.subarray(start * columns, end * columns);
    rows.set(gemm.left(inverse, minus(rows, known), size, size, columns));
  }
}

/** A's lower triangle becomes L, A = L Lᵀ, one block of columns after another: what the earlier ones say is taken off first. */
function factorInPlace(a: Float32Array, n: number, gemm: Gemm): Corner[] {
  const corners: Corner[] = [];
  for (let start = 0; start < n; start += BLOCK) {
    const size = Math.min(BLOCK, n - start);
    const rows = n - start;
    const earlier = slab(a, n, start, rows, 0, start);
    const known = gemm.right(earlier, earlier.subarray(0, size * start), rows, start, size);
    const panel = minus(slab(a, n, start, rows, start, size), known);
    const corner = choleskyFactor(Float64Array.from(panel.subarray(0, size * size)), size);
    const inverse = inverseOfLower(corner, size);
    const rest = gemm.right(panel.subarray(size * size), inverse, rows - size, size, size);
    for (let row = 0; row < size; row++)
      a.set(corner.subarray(row * size, (row + 1) * size), (start + row) * n + start);
    for (let row = size; row < rows; row++)
      a.set(rest.subarray((row - size) * size, (row - size + 1) * size), (start + row) * n + start);
    corners.push({ start, size, inverse });
  }
  return corners;
}

/** A piece of a matrix, copied into a matrix of its own. */
function slab(
  a: Float32Array,
  n: number,
  row: number,
  rows: number,
  column: number,
  columns: number,
): Float32Array {
  const piece = new Float32Array(rows * columns);
  for (let index = 0; index < rows; index++)
    piece.set(a.subarray((row + index) * n + column, (row + index) * n + column + columns), index * columns);
  return piece;
}

function minus(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, index) => value - b[index]!);
}

function inverseOfLower(factor: Float64Array, size: number): Float32Array {
  const inverse = new Float32Array(size * size);
  for (let column = 0; column < size; column++) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    solveLower(factor, unit).forEach((value, row) => {
      inverse[row * size + column] = value;
    });
  }
  return inverse;
}

/** [rows × columns] from an inner dimension: A B, Aᵀ B (A [inner × rows]), A Bᵀ (B [columns × inner]). */
type Product = (
  a: Float32Array,
  b: Float32Array,
  rows: number,
  inner: number,
  columns: number,
) => Float32Array;
export type Gemm = { readonly plain: Product; readonly left: Product; readonly right: Product };

export function openGemm(): Gemm {
  const product =
    (session: GraphSession): Product =>
    (a, b, rows, inner, columns) =>
      rows * inner * columns === 0
        ? new Float32Array(rows * columns)
        : session.run({ a, b }, { rows, inner, columns }).product!;
  return {
    plain: product(openGraph(gemmGraph(['rows', 'inner'], ['inner', 'columns'], {}))),
    left: product(openGraph(gemmGraph(['inner', 'rows'], ['inner', 'columns'], { transA: 1 }))),
    right: product(openGraph(gemmGraph(['rows', 'inner'], ['columns', 'inner'], { transB: 1 }))),
  };
}

function gemmGraph(a: string[], b: string[], attributes: Record<string, number>): Uint8Array {
  return writeOnnx({
    name: 'product',
    inputs: [
      { name: 'a', dims: a },
      { name: 'b', dims: b },
    ],
    outputs: [{ name: 'product', dims: ['rows', 'columns'] }],
    constants: [],
    nodes: [{ op: 'Gemm', inputs: ['a', 'b'], outputs: ['product'], attributes }],
  });
}
