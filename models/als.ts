/** iALS, matrix factorisation for implicit feedback (Hu, Koren and Volinsky 2008), set up as Rendle et al. 2021 advise. */
import { choleskyFactor, choleskySolve } from '../lib/math/cholesky.ts';
import { normal, type Random, seededRandom } from '../lib/math/random.ts';
import { type Sparse, transpose } from '../lib/math/sparse.ts';
import { addScaled, timesVector } from '../lib/math/vector.ts';
import type { Dataset } from './dataset.ts';
import { type Grade, gradeRatings } from './grading.ts';
import type { Model, ModelKind } from './model.ts';
import { bestOf, validate, validationParts } from './tuning.ts';

const DIMENSIONS = 64;
const ROUNDS = 8;
const GRADE_CHOICES: readonly Grade[] = ['line', 'likes'];
const UNOBSERVED_CHOICES = [0.1, 0.03, 0.3];
const REGULARISATION_CHOICES = [0.03, 0.01, 0.1, 0.3];

export type AlsParameters = {
  readonly grade: Grade;
  /** α₀: how much a title not watched counts as a 0, where a like counts 1 as a 1. */
  readonly unobserved: number;
  /** λ, times the weight of all that is known of the row, so that one value fits people and titles alike. */
  readonly regularisation: number;
  readonly dimensions: number;
  readonly rounds: number;
};

export const als: ModelKind = {
  name: 'als',
  fit(training, { seed }, progress) {
    const parts = validationParts(training, seed).slice(0, 1);
    const steps = GRADE_CHOICES.length + UNOBSERVED_CHOICES.length + REGULARISATION_CHOICES.length + 1;
    let done = 0;
    let best: AlsParameters = {
      grade: GRADE_CHOICES[0]!,
      unobserved: UNOBSERVED_CHOICES[0]!,
      regularisation: REGULARISATION_CHOICES[0]!,
      dimensions: Math.min(DIMENSIONS, training.people.length, training.items.length),
      rounds: ROUNDS,
    };
    const choose = (candidates: AlsParameters[]) => {
      best = bestOf(candidates, (parameters) => {
        progress(++done / steps);
        return validate(parts, (part) => fitAls(part.training, parameters, seed));
      });
    };
    choose(REGULARISATION_CHOICES.map((regularisation) => ({ ...best, regularisation })));
    choose(UNOBSERVED_CHOICES.map((unobserved) => ({ ...best, unobserved })));
    choose(GRADE_CHOICES.map((grade) => ({ ...best, grade })));
    return fitAls(training, best, seed);
  },
};

/**
 * min Σ_liked c (p·q − 1)² + α₀ Σ_all (p·q)² + λ Σ_rows (Σc + α₀ n) ‖row‖², in turns: with the titles Q fixed each person
 * is one regularised least-squares problem, and the other way round. A history is folded in by the same solve.
 */
export function fitAls(training: Dataset, parameters: AlsParameters, seed: number): Model {
  const { dimensions } = parameters;
  const byPerson = gradeRatings(training.ratings, parameters.grade);
  const byTitle = transpose(byPerson);
  let titles: Float64Array = startVectors(byPerson.columns, dimensions, seededRandom(seed));
  for (let round = 0; round < parameters.rounds; round++) {
    const people = solveRows(byPerson, titles, parameters);
    titles = solveRows(byTitle, people, parameters);
  }
  const gram = gramOf(titles, dimensions);
  return {
    hyperParameters: parameters,
    score: ({ rows, weights }) =>
      timesVector(titles, solveRow(rows, weights, titles, gram, byPerson.columns, parameters)),
  };
}

/** Entries of deviation 0.1 / √dimensions: every start score is near 0. */
function startVectors(rows: number, dimensions: number, random: Random): Float64Array {
  return Float64Array.from(
    { length: rows * dimensions },
    () => (0.1 / Math.sqrt(dimensions)) * normal(random),
  );
}

function solveRows(x: Sparse, fixed: Float64Array, parameters: AlsParameters): Float64Array {
  const { dimensions } = parameters;
  const gram = gramOf(fixed, dimensions);
  const solved = new Float64Array(x.rows * dimensions);
  for (let row = 0; row < x.rows; row++) {
    const [start, end] = [x.offsets[row]!, x.offsets[row + 1]!];
    const [indices, weights] = [x.indices.subarray(start, end), x.values.subarray(start, end)];
    solved.set(solveRow(indices, weights, fixed, gram, x.columns, parameters), row * dimensions);
  }
  return solved;
}

/** p = (α₀ QᵀQ + Σ c q qᵀ + λ (Σc + α₀ n) I)⁻¹ Σ c q over the n rows q of `fixed`. Only the lower triangle is filled. */
function solveRow(
  indices: Int32Array,
  weights: Float32Array,
  fixed: Float64Array,
  gram: Float64Array,
  n: number,
  { unobserved, regularisation, dimensions }: AlsParameters,
): Float64Array {
  const right = new Float64Array(dimensions);
  if (indices.length === 0) return right;
  const matrix = gram.map((value) => value * unobserved);
  let known = unobserved * n;
  indices.forEach((index, place) => {
    const weight = weights[place]!;
    known += Math.abs(weight);
    addOuter(matrix, fixed, index * dimensions, Math.abs(weight), dimensions);
    addScaled(right, weight, fixed, index * dimensions);
  });
  for (let row = 0; row < dimensions; row++) matrix[row * dimensions + row]! += regularisation * known;
  return choleskySolve(choleskyFactor(matrix, dimensions), right);
}

/** Σ_rows q qᵀ, lower triangle. */
function gramOf(vectors: Float64Array, dimensions: number): Float64Array {
  const gram = new Float64Array(dimensions * dimensions);
  for (let start = 0; start < vectors.length; start += dimensions)
    addOuter(gram, vectors, start, 1, dimensions);
  return gram;
}

function addOuter(
  matrix: Float64Array,
  vectors: Float64Array,
  start: number,
  weight: number,
  n: number,
): void {
  for (let row = 0; row < n; row++) {
    const factor = weight * vectors[start + row]!;
    const to = row * n;
    for (let column = 0; column <= row; column++) matrix[to + column]! += factor * vectors[start + column]!;
  }
}
