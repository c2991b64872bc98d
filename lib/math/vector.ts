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

/** Inner products of every row of a matrix [rows × width] with a vector [width] → [rows]. */
export function timesVector(matrix: Dense, vector: Dense): Float32Array {
  const width = vector.length;
  const product = new Float32Array(width === 0 ? 0 : matrix.length / width);
  for (let row = 0; row < product.length; row++) product[row] = dot(matrix, vector, row * width, 0, width);
  return product;
}
