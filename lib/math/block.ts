/** Blocks of vectors: tall dense matrices [rows × width], row after row, in 32 bits; sums inside in 64. */
import type { Sparse } from './sparse.ts';
import { addScaled } from './vector.ts';

/** A [rows × columns] · B [columns × width] → [rows × width], four entries of a row at a time. Aᵀ B: give A's transpose. */
export function timesBlock(matrix: Sparse, block: Float32Array, width: number): Float32Array {
  const product = new Float32Array(matrix.rows * width);
  const { offsets, indices, values } = matrix;
  const sums = new Float64Array(width);
  for (let row = 0; row < matrix.rows; row++) {
    const end = offsets[row + 1]!;
    let place = offsets[row]!;
    sums.fill(0);
    for (; place + 4 <= end; place += 4) addFourEntries(sums, values, indices, place, block);
    for (; place < end; place++) addScaled(sums, values[place]!, block, indices[place]! * width);
    product.set(sums, row * width);
  }
  return product;
}

function addFourEntries(
  sums: Float64Array,
  values: Float32Array,
  indices: Int32Array,
  place: number,
  block: Float32Array,
): void {
  const width = sums.length;
  const [va, vb, vc, vd] = [values[place]!, values[place + 1]!, values[place + 2]!, values[place + 3]!];
  const a = indices[place]! * width;
  const b = indices[place + 1]! * width;
  const c = indices[place + 2]! * width;
  const d = indices[place + 3]! * width;
  for (let index = 0; index < width; index++) {
    sums[index]! +=
      va * block[a + index]! + vb * block[b + index]! + vc * block[c + index]! + vd * block[d + index]!;
  }
}
