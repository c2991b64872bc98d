/** Cleora (Rychalska et al. 2021): vectors from nothing but random numbers and repeated averaging over the graph. */
import { normal, seededRandom } from '../../lib/math/random.ts';
import {
  columnSums,
  mapValues,
  rowSums,
  type Sparse,
  times,
  transposedTimes,
} from '../../lib/math/sparse.ts';
import { addScaled, norm, timesVector } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import { chooseInTurn, validate, validationParts } from '../evaluation/tuning.ts';
import { type Grade, gradeChoices, gradeRatings } from '../graph/grading.ts';
import type { Model, ModelKind } from '../model.ts';

const DIMENSIONS = 256;
const GRADE_CHOICES: readonly Grade[] = ['line', 'likes'];
const ROUND_CHOICES = [1, 2, 3];
const POPULARITY_CHOICES = [0.1, 0, 0.03, 0.3, 1, 3];

export type CleoraParameters = {
  readonly grade: Grade;
  /** Each round reaches one title further; too many make all titles alike. */
  readonly rounds: number;
  /** Weight of being well known. */
  readonly popularity: number;
  readonly dimensions: number;
};

export const cleora: ModelKind = {
  name: 'cleora',
  fit(training, { seed }, progress) {
    const parts = validationParts(training, seed).slice(0, 1);
    const grades = gradeChoices(training.ratings, GRADE_CHOICES);
    const best = chooseInTurn<CleoraParameters>(
      {
        grade: grades[0]!,
        rounds: ROUND_CHOICES[0]!,
        popularity: POPULARITY_CHOICES[0]!,
        dimensions: DIMENSIONS,
      },
      [
        ROUND_CHOICES.map((rounds) => ({ rounds })),
        grades.map((grade) => ({ grade })),
        POPULARITY_CHOICES.map((popularity) => ({ popularity })),
      ],
      (parameters) => validate(parts, (part) => fitCleora(part.training, parameters, seed)),
      progress,
    );
    return fitCleora(training, best, seed);
  },
};

/** score_i = cos(mean of own titles, t_i) + β log(1 + likes_i) / log(1 + most likes). */
export function fitCleora(training: Dataset, parameters: CleoraParameters, seed: number): Model {
  const { dimensions } = parameters;
  const titles = Float32Array.from(
    propagate(gradeRatings(training.ratings, parameters.grade), parameters, seed),
  );
  const counts = columnSums(gradeRatings(training.ratings, 'likes')).map(Math.log1p);
  const most = Math.max(
    counts.reduce((high, count) => Math.max(high, count), 0),
    1e-9,
  );
  return {
    hyperParameters: parameters,
    score: ({ rows, weights }) => {
      const person = new Float64Array(dimensions);
      rows.forEach((row, index) => {
        addScaled(person, weights[index]!, titles, row * dimensions);
      });
      const length = norm(person) || 1;
      return timesVector(titles, person).map(
        (value, item) => value / length + (parameters.popularity * counts[item]!) / most,
      );
    },
  };
}

/** T ← rows of D_i⁻¹ Xᵀ (D_u⁻¹ X T) at length 1, from random T [items × dimensions], its column means taken out each time. */
function propagate(x: Sparse, { rounds, dimensions }: CleoraParameters, seed: number): Float64Array {
  const [people, titles] = [rowSums(x), columnSums(x)];
  const toPeople = mapValues(x, (value, person) => value / people[person]!);
  const toTitles = mapValues(x, (value, _person, title) => value / titles[title]!);
  const random = seededRandom(seed);
  let vectors: Float64Array = Float64Array.from({ length: x.columns * dimensions }, () => normal(random));
  normaliseRows(vectors, dimensions);
  for (let round = 0; round < rounds; round++) {
    vectors = transposedTimes(toTitles, times(toPeople, vectors, dimensions), dimensions);
    centreColumns(vectors, titles, dimensions);
    normaliseRows(vectors, dimensions);
  }
  return vectors;
}

/** What all titles share tells nobody apart. Titles without a like stay at zero. */
function centreColumns(vectors: Float64Array, likes: Float32Array, width: number): void {
  const centre = new Float64Array(width);
  const total = likes.reduce((sum, value) => sum + value, 0) || 1;
  likes.forEach((value, row) => {
    addScaled(centre, value / total, vectors, row * width);
  });
  likes.forEach((value, row) => {
    if (value > 0) addScaled(vectors.subarray(row * width, (row + 1) * width), -1, centre);
  });
}

function normaliseRows(vectors: Float64Array, width: number): void {
  for (let start = 0; start < vectors.length; start += width) {
    const row = vectors.subarray(start, start + width);
    const length = norm(row);
    if (length > 0) for (let index = 0; index < width; index++) row[index]! /= length;
  }
}
