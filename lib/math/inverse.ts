/** The inverse of a large symmetric matrix in its own memory, block by block. */
import { choleskyFactor, choleskyInverse } from './cholesky.ts';

/** Rows that are eliminated at a time: so many fit into the processor's nearest cache. */
const BLOCK = 48;

/**
 * A⁻¹ of a symmetric positive definite A [n × n] in A's place; only the lower triangle is read, all of it is written.
 * Gauss and Jordan's elimination ("sweeping", Goodnight 1979): for the block K of rows, D = A_KK,
 * A_ij ← A_ij − A_iK D⁻¹ A_Kj, A_iK ← A_iK D⁻¹, A_KK ← −D⁻¹. After all blocks A holds −A⁻¹. n³ / 2 products.
 * Throws when A is not positive definite.
 */
export function invertInPlace(a: Float64Array, n: number, progress: (done: number) => void = () => {}): void {
  for (let start = 0; start < n; start += BLOCK) {
    sweep(a, n, start, Math.min(BLOCK, n - start));
    progress(Math.min(1, (start + BLOCK) / n));
  }
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      const value = -a[row * n + column]!;
      a[row * n + column] = value;
      a[column * n + row] = value;
    }
  }
}

function sweep(a: Float64Array, n: number, start: number, width: number): void {
  const pivot = inverseOfBlock(a, n, start, width);
  const panel = panelOf(a, n, start, width);
  const solved = timesBlock(panel, pivot, width);
  for (let row = 0; row < n; row += 2) {
    for (let column = 0; column <= row + 1; column += 4)
      subtractTile(a, n, solved, panel, width, row, column);
  }
  for (let row = 0; row < n; row++) {
    for (let inner = 0; inner < width; inner++) {
      const column = start + inner;
      if (row >= start + width) a[row * n + column] = solved[row * width + inner]!;
      else if (row < start) a[column * n + row] = solved[row * width + inner]!;
      else if (column <= row) a[row * n + column] = -pivot[(row - start) * width + inner]!;
    }
  }
}

/** D⁻¹ [width × width] */
function inverseOfBlock(a: Float64Array, n: number, start: number, width: number): Float64Array {
  const block = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++)
      block[row * width + column] = a[(start + row) * n + start + column]!;
  }
  return choleskyInverse(choleskyFactor(block, width), width);
}

/** A_:K [n × width] from the lower triangle, with rows of zeros for the last tile to run into. */
function panelOf(a: Float64Array, n: number, start: number, width: number): Float64Array {
  const panel = new Float64Array((n + 4) * width);
  for (let row = 0; row < n; row++) {
    for (let inner = 0; inner < width; inner++) {
      const column = start + inner;
      panel[row * width + inner] = row >= column ? a[row * n + column]! : a[column * n + row]!;
    }
  }
  return panel;
}

/** P [rows × width] · S [width × width], S symmetric. */
function timesBlock(panel: Float64Array, square: Float64Array, width: number): Float64Array {
  const product = new Float64Array(panel.length);
  for (let to = 0; to < panel.length; to += width) {
    for (let index = 0; index < width; index++) {
      const factor = panel[to + index]!;
      if (factor === 0) continue;
      for (let column = 0; column < width; column++)
        product[to + column]! += factor * square[index * width + column]!;
    }
  }
  return product;
}

/** A_ij −= L_i · R_j for two rows i and four columns j: eight sums have room in the registers. */
function subtractTile(
  a: Float64Array,
  n: number,
  left: Float64Array,
  right: Float64Array,
  width: number,
  row: number,
  column: number,
): void {
  let [l0, l1] = [row * width, (row + 1) * width];
  let [r0, r1, r2, r3] = [column * width, (column + 1) * width, (column + 2) * width, (column + 3) * width];
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (let index = 0; index < width; index++) {
    const x = left[l0++]!;
    const y = left[l1++]!;
    const p = right[r0++]!;
    const q = right[r1++]!;
    const r = right[r2++]!;
    const s = right[r3++]!;
    s00 += x * p;
    s01 += x * q;
    s02 += x * r;
    s03 += x * s;
    s10 += y * p;
    s11 += y * q;
    s12 += y * r;
    s13 += y * s;
  }
  const to = row * n + column;
  const room = n - column;
  a[to]! -= s00;
  if (room > 1) a[to + 1]! -= s01;
  if (room > 2) a[to + 2]! -= s02;
  if (room > 3) a[to + 3]! -= s03;
  if (row + 1 >= n) return;
  const below = to + n;
  a[below]! -= s10;
  if (room > 1) a[below + 1]! -= s11;
  if (room > 2) a[below + 2]! -= s12;
  if (room > 3) a[below + 3]! -= s13;
}
