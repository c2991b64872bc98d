/** Item-based collaborative filtering: titles liked by the same people, the nearest ones only. Deshpande and Karypis 2004. */
import { type Sparse, transpose } from '../../lib/math/sparse.ts';
import { topK } from '../../lib/math/top-k.ts';
import type { Dataset } from '../dataset.ts';
import { chooseInTurn, validate, validationParts } from '../evaluation/tuning.ts';
import { type Grade, gradeChoices, gradeRatings } from '../graph/grading.ts';
import type { History, Model, ModelKind } from '../model.ts';

const GRADE_CHOICES: readonly Grade[] = ['line', 'likes'];
const NEIGHBOUR_CHOICES = [100, 200];
const SHRINK_CHOICES = [10, 0, 50, 200];

export type KnnParameters = {
  readonly grade: Grade;
  /** How many titles speak for one. */
  readonly neighbours: number;
  /** Makes light of what few people share. */
  readonly shrink: number;
};

export const itemKnn: ModelKind = {
  name: 'item-knn',
  fit(training, { seed }, progress) {
    const parts = validationParts(training, seed);
    const grades = gradeChoices(training.ratings, GRADE_CHOICES);
    const best = chooseInTurn<KnnParameters>(
      { grade: grades[0]!, neighbours: NEIGHBOUR_CHOICES[0]!, shrink: SHRINK_CHOICES[0]! },
      [
        grades.map((grade) => ({ grade })),
        SHRINK_CHOICES.map((shrink) => ({ shrink })),
        NEIGHBOUR_CHOICES.map((neighbours) => ({ neighbours })),
      ],
      (parameters) => validate(parts, (part) => fitItemKnn(part.training, parameters)),
      progress,
    );
    return fitItemKnn(training, best);
  },
};

/** score_i = Σ_j x_j s_ij over the `neighbours` most similar j, s_ij = x_i·x_j / (‖x_i‖ ‖x_j‖ + shrink). */
export function fitItemKnn(training: Dataset, parameters: KnnParameters): Model {
  const similar = nearest(gradeRatings(training.ratings, parameters.grade), parameters);
  const speaksFor = transpose(similar);
  return { hyperParameters: parameters, score: (history) => scoreBy(speaksFor, history) };
}

function scoreBy({ offsets, indices, values, columns }: Sparse, history: History): Float32Array {
  const scores = new Float32Array(columns);
  history.rows.forEach((row, index) => {
    const weight = history.weights[index]!;
    for (let place = offsets[row]!; place < offsets[row + 1]!; place++)
      scores[indices[place]!]! += weight * values[place]!;
  });
  return scores;
}

/** S [items × items] with the highest `neighbours` of each row. Cost: Σ over people of (titles of that person)². */
function nearest(x: Sparse, { neighbours, shrink }: KnnParameters): Sparse {
  const byItem = transpose(x);
  const lengths = lengthsOf(byItem);
  const shared = new Float32Array(x.columns);
  const found = new Int32Array(x.columns);
  const offsets = new Int32Array(x.columns + 1);
  const rows: { readonly ids: Int32Array; readonly values: Float32Array }[] = [];
  for (let item = 0; item < x.columns; item++) {
    const others = found.subarray(0, coOccurrence(x, byItem, item, shared, found));
    const similarities = Float32Array.from(others, (other) =>
      other === item
        ? Number.NEGATIVE_INFINITY
        : shared[other]! / (lengths[item]! * lengths[other]! + shrink),
    );
    for (const other of others) shared[other] = 0;
    const best = topK(similarities, neighbours);
    rows.push({
      ids: best.map((place) => others[place]!),
      values: Float32Array.from(best, (place) => similarities[place]!),
    });
    offsets[item + 1] = offsets[item]! + best.length;
  }
  const indices = new Int32Array(offsets[x.columns]!);
  const values = new Float32Array(indices.length);
  rows.forEach((row, item) => {
    indices.set(row.ids, offsets[item]!);
    values.set(row.values, offsets[item]!);
  });
  return { rows: x.columns, columns: x.columns, offsets, indices, values };
}

function lengthsOf(byItem: Sparse): Float64Array {
  return Float64Array.from({ length: byItem.rows }, (_, item) => {
    let sum = 0;
    for (let place = byItem.offsets[item]!; place < byItem.offsets[item + 1]!; place++)
      sum += byItem.values[place]! ** 2;
    return Math.sqrt(sum);
  });
}

/** Adds row `item` of XᵀX to `shared`, which is zero before; → how many titles stand in `found` as not zero any more. */
function coOccurrence(
  x: Sparse,
  byItem: Sparse,
  item: number,
  shared: Float32Array,
  found: Int32Array,
): number {
  let count = 0;
  for (let place = byItem.offsets[item]!; place < byItem.offsets[item + 1]!; place++) {
    const person = byItem.indices[place]!;
    const value = byItem.values[place]!;
    for (let other = x.offsets[person]!; other < x.offsets[person + 1]!; other++) {
      const column = x.indices[other]!;
      if (shared[column] === 0) found[count++] = column;
      shared[column]! += value * x.values[other]!;
    }
  }
  return count;
}
