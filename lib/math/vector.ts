/** Dense vectors; a matrix is one Float32Array or Float64Array, row after row. */
export type Dense = Float32Array | Float64Array;

/** Σ a_i b_i over `length` numbers, from the given places on. */
export function dot(a: Dense, b: Dense, aStart = 0, bStart = 0, length = a.length): number {
  let sum = 0;
  for (let index = 0; index < length; index++) sum += a[aStart + index]! * b[bStart + index]!;
  return sum;
}

/** ‖a‖₂ */
export function norm(a: Dense): number {
  return Math.sqrt(dot(a, a));
}

/** target += factor · source, where source is `length` numbers from `start` on. */
export function addScaled(
  target: Dense,
  factor: number,
  source: Dense,
  start = 0,
  length = target.length,
): void {
  for (let index = 0; index < length; index++) target[index]! += factor * source[start + index]!;
}

/**
 * Inner products of every row of a matrix with a vector → [rows]; four rows at a time. With a stride, rows are that
 * wide and only their beginning is multiplied.
 */
export function timesVector(matrix: Dense, vector: Dense, stride = vector.length): Float32Array {
  const rows = stride === 0 ? 0 : matrix.length / stride;
  const product = new Float32Array(rows);
  let row = 0;
  for (; row + 4 <= rows; row += 4) timesFour(product, row, matrix, vector, stride);
  for (; row < rows; row++) product[row] = dot(matrix, vector, row * stride, 0, vector.length);
  return product;
}

function timesFour(product: Float32Array, row: number, matrix: Dense, vector: Dense, stride: number): void {
  const a = row * stride;
  const [b, c, d] = [a + stride, a + 2 * stride, a + 3 * stride];
  let [sa, sb, sc, sd] = [0, 0, 0, 0];
  for (let index = 0; index < vector.length; index++) {
    const value = vector[index]!;
    sa += matrix[a + index]! * value;
    sb += matrix[b + index]! * value;
    sc += matrix[c + index]! * value;
    sd += matrix[d + index]! * value;
  }
  product[row] = sa;
  product[row + 1] = sb;
  product[row + 2] = sc;
  product[row + 3] = sd;
}
