/** Products of dense matrices, row after row in one Float64Array each. */

/** A [rows × inner] · B [inner × columns] → [rows × columns]. */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const to = row * columns;
    for (let index = 0; index < inner; index++) {
      const factor = a[row * inner + index]!;
      if (factor === 0) continue;
      const from = index * columns;
      for (let column = 0; column < columns; column++) product[to + column]! += factor * b[from + column]!;
    }
  }
  return product;
}

/** A [rows × inner] · Bᵀ, B [columns × inner] → [rows × columns]. */
export function multiplyByTransposed(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let index = 0; index < inner; index++) sum += a[row * inner + index]! * b[column * inner + index]!;
      product[row * columns + column] = sum;
    }
  }
  return product;
}

/** target [aWidth × bWidth] += Aᵀ B, A [rows × aWidth], B [rows × bWidth]. */
export function addTransposedProduct(
  target: Float64Array,
  a: Float64Array,
  b: Float64Array,
  aWidth: number,
  bWidth: number,
): void {
  const rows = a.length / aWidth;
  for (let row = 0; row < rows; row++) {
    for (let index = 0; index < aWidth; index++) {
      const factor = a[row * aWidth + index]!;
      if (factor === 0) continue;
      const to = index * bWidth;
      const from = row * bWidth;
      for (let column = 0; column < bWidth; column++) target[to + column]! += factor * b[from + column]!;
    }
  }
}
