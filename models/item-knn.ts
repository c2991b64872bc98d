/** Item-based collaborative filtering: titles liked by the same people, the nearest ones only. Deshpande and Karypis 2004. */
import { type Sparse, transpose, transposedTimes } from '../lib/math/sparse.ts';
import { topK } from '../lib/math/top-k.ts';
import type { Dataset } from './dataset.ts';
import { type Grade, gradeRatings } from './grading.ts';
import type { History, Model, ModelKind } from './model.ts';
import { bestOf, validate, validationParts } from './tuning.ts';

const GRADE_CHOICES: readonly Grade[] = ['line', 'likes'];
const NEIGHBOUR_CHOICES = [100, 200];
const SHRINK_CHOICES = [10, 0, 50];

export const itemKnn: ModelKind = {
  name: 'item-knn',
  fit(training, config, progress) {
    const parts = validationParts(training, config.seed);
    const steps = GRADE_CHOICES.length + NEIGHBOUR_CHOICES.length + SHRINK_CHOICES.length;
    let done = 0;
    const quality = (grade: Grade, neighbours: number, shrink: number) => {
      progress(++done / steps);
      return validate(parts, (part) => fitItemKnn(part.training, grade, neighbours, shrink));
    };
    const grade = bestOf(GRADE_CHOICES, (one) => quality(one, NEIGHBOUR_CHOICES[0]!, SHRINK_CHOICES[0]!));
    const shrink = bestOf(SHRINK_CHOICES, (one) => quality(grade, NEIGHBOUR_CHOICES[0]!, one));
    const neighbours = bestOf(NEIGHBOUR_CHOICES, (one) => quality(grade, one, shrink));
    return fitItemKnn(training, grade, neighbours, shrink);
  },
};

/** score_i = Σ_j x_j s_ij over the `neighbours` most similar j, s_ij = x_i·x_j / (‖x_i‖ ‖x_j‖ + shrink). */
export function fitItemKnn(training: Dataset, grade: Grade, neighbours: number, shrink: number): Model {
  const x = gradeRatings(training.ratings, grade);
  const byItem = transpose(x);
  const lengths = lengthsOf(byItem);
  const ids = new Int32Array(byItem.rows * neighbours).fill(-1);
  const weights = new Float32Array(byItem.rows * neighbours);
  for (let item = 0; item < byItem.rows; item++) {
    if (lengths[item] === 0) continue;
    const similar = coOccurrence(x, byItem, item);
    similar.forEach((value, other) => {
      similar[other] =
        value === 0 || other === item
          ? Number.NEGATIVE_INFINITY
          : value / (lengths[item]! * lengths[other]! + shrink);
    });
    topK(similar, neighbours).forEach((other, place) => {
      ids[item * neighbours + place] = other;
      weights[item * neighbours + place] = similar[other]!;
    });
  }
  return {
    hyperParameters: { grade, neighbours, shrink },
    score: (history) => scoreBy(ids, weights, neighbours, history),
  };
}

function scoreBy(ids: Int32Array, weights: Float32Array, neighbours: number, history: History): Float32Array {
  const signal = new Float32Array(ids.length / neighbours);
  history.rows.forEach((row, index) => {
    signal[row]! += history.weights[index]!;
  });
  return signal.map((_, item) => {
    let sum = 0;
    for (let place = item * neighbours; place < (item + 1) * neighbours && ids[place] !== -1; place++) {
      sum += signal[ids[place]!]! * weights[place]!;
    }
    return sum;
  });
}

function lengthsOf(byItem: Sparse): Float64Array {
  const squares = { ...byItem, values: byItem.values.map((value) => value * value) };
  return transposedTimes(transpose(squares), new Float64Array(byItem.columns).fill(1), 1).map(Math.sqrt);
}

/** Row `item` of XᵀX → [items]. */
function coOccurrence(x: Sparse, byItem: Sparse, item: number): Float32Array {
  const shared = new Float32Array(x.columns);
  for (let place = byItem.offsets[item]!; place < byItem.offsets[item + 1]!; place++) {
    const person = byItem.indices[place]!;
    for (let other = x.offsets[person]!; other < x.offsets[person + 1]!; other++) {
      shared[x.indices[other]!]! += byItem.values[place]! * x.values[other]!;
    }
  }
  return shared;
}
