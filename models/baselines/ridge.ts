/** Ridge regression of every title on all others, solved among people: cheap when people are few. */
import { type Sparse, times, transpose, transposedTimes } from '../../lib/math/sparse.ts';
import { addScaled, type Dense } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import type { History } from '../model.ts';
import { invertRowGram } from './gram-inverse.ts';

/** The inverse is people × people: 5,000 are 200 MB and minutes. */
export const MOST_PEOPLE = 5000;

export function refuseMany(training: Dataset): string | undefined {
  const people = training.people.length;
  if (people > MOST_PEOPLE)
    return `${people} people are too many for its people × people inverse; ${MOST_PEOPLE} are the most`;
}

export type Ridge = {
  /** W_jj of W = Xᵀ (X Xᵀ + λI)⁻¹ X → [items]: how much of itself each title explains. */
  readonly selfShare: Float32Array;
  /** W x for a history → [items]. */
  apply(history: History): Float32Array;
};

/**
 * X [people × items]. Woodbury: (XᵀX + λI)⁻¹ = (I − Xᵀ (X Xᵀ + λI)⁻¹ X) / λ, so one people × people inverse is
 * enough and no items × items matrix is ever made.
 */
export function solveRidge(x: Sparse, lambda: number): Ridge {
  const inverse = invertRowGram(x, lambda);
  const byItem = transpose(x);
  return {
    selfShare: Float32Array.from({ length: x.columns }, (_, item) => quadraticForm(byItem, item, inverse)),
    apply: (history) => {
      const signal = new Float64Array(x.columns);
      history.rows.forEach((row, index) => {
        signal[row]! += history.weights[index]!;
      });
      return Float32Array.from(transposedTimes(x, timesInverse(inverse, times(x, signal, 1)), 1));
    },
  };
}

/** x_jᵀ K x_j for one sparse column x_j, stored as a row of Xᵀ. */
function quadraticForm(byItem: Sparse, item: number, inverse: Dense): number {
  const [start, end] = [byItem.offsets[item]!, byItem.offsets[item + 1]!];
  let sum = 0;
  for (let first = start; first < end; first++) {
    const row = byItem.indices[first]! * byItem.columns;
    let inner = 0;
    for (let second = start; second < end; second++)
      inner += inverse[row + byItem.indices[second]!]! * byItem.values[second]!;
    sum += byItem.values[first]! * inner;
  }
  return sum;
}

/** K b, K symmetric: only the rows that b has something for are read. */
function timesInverse(inverse: Dense, b: Float64Array): Float64Array {
  const product = new Float64Array(b.length);
  b.forEach((value, row) => {
    if (value !== 0) addScaled(product, value, inverse, row * b.length);
  });
  return product;
}
