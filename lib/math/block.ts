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

/** Bᵀ B [width × width], four rows at a time: one store for four products. */
export function gramOfBlock(block: Float32Array, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  const whole = block.length - (block.length % (4 * width));
  for (let a = 0; a < whole; a += 4 * width) addFourRows(gram, block, width, a);
  for (let a = whole; a < block.length; a += width) {
    for (let first = 0; first < width; first++) {
      const value = block[a + first]!;
      for (let second = first; second < width; second++) {
        gram[first * width + second]! += value * block[a + second]!;
      }
    }
  }
  for (let first = 0; first < width; first++) {
    for (let second = 0; second < first; second++)
      gram[first * width + second] = gram[second * width + first]!;
  }
  return gram;
}

function addFourRows(gram: Float64Array, block: Float32Array, width: number, a: number): void {
  const [b, c, d] = [a + width, a + 2 * width, a + 3 * width];
  for (let first = 0; first < width; first++) {
    const va = block[a + first]!;
    const vb = block[b + first]!;
    const vc = block[c + first]!;
    const vd = block[d + first]!;
    const to = first * width;
    for (let second = first; second < width; second++) {
      gram[to + second]! +=
        va * block[a + second]! + vb * block[b + second]! + vc * block[c + second]! + vd * block[d + second]!;
    }
  }
}

/** B [rows × width] · Mᵀ, with M [kept × width] → [rows × kept], which may be B itself; four columns at a time. */
export function rotateBlock(
  block: Float32Array,
  width: number,
  rotation: Float64Array,
  kept: number,
  rotated: Float32Array = new Float32Array((block.length / width) * kept),
): Float32Array {
  const row = new Float64Array(width);
  for (let index = 0; index * width < block.length; index++) {
    for (let inner = 0; inner < width; inner++) row[inner] = block[index * width + inner]!;
    let column = 0;
    for (; column + 4 <= kept; column += 4)
      rotateFour(rotated, index * kept + column, row, rotation, column * width);
    for (; column < kept; column++) {
      let sum = 0;
      for (let inner = 0; inner < width; inner++) sum += row[inner]! * rotation[column * width + inner]!;
      rotated[index * kept + column] = sum;
    }
  }
  return rotated;
}

function rotateFour(
  to: Float32Array,
  place: number,
  row: Float64Array,
  rotation: Float64Array,
  a: number,
): void {
  const width = row.length;
  const [b, c, d] = [a + width, a + 2 * width, a + 3 * width];
  let [sa, sb, sc, sd] = [0, 0, 0, 0];
  for (let inner = 0; inner < width; inner++) {
    const value = row[inner]!;
    sa += value * rotation[a + inner]!;
    sb += value * rotation[b + inner]!;
    sc += value * rotation[c + inner]!;
    sd += value * rotation[d + inner]!;
  }
  to[place] = sa;
  to[place + 1] = sb;
  to[place + 2] = sc;
  to[place + 3] = sd;
}
