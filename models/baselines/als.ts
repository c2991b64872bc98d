/** iALS, matrix factorisation for implicit feedback (Hu, Koren and Volinsky 2008), set up as Rendle et al. 2021 advise. */
import { choleskyFactor, choleskySolve } from '../../lib/math/cholesky.ts';
import { normal, type Random, seededRandom } from '../../lib/math/random.ts';
import { type Sparse, transpose } from '../../lib/math/sparse.ts';
import { addScaled, timesVector } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import { chooseInTurn, validate, validationParts } from '../evaluation/tuning.ts';
import { type Grade, gradeChoices, gradeRatings } from '../graph/grading.ts';
import type { Model, ModelKind, Progress } from '../model.ts';
import { openGemm } from '../sequences/large-cholesky.ts';
import { type AlsSystem, improveRows } from './als-rows.ts';

const DIMENSION_CHOICES = [64, 128];
const ROUNDS = 8;
const GRADE_CHOICES: readonly Grade[] = ['line', 'likes'];
const UNOBSERVED_CHOICES = [8, 3, 20];
const REGULARISATION_CHOICES = [0.01, 0.003, 0.03, 0.1];

export type AlsParameters = {
  readonly grade: Grade;
  /** How much all titles count together as a 0 for each like that counts as a 1: α₀ · people · titles / Σ c. */
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
    const grades = gradeChoices(training.ratings, GRADE_CHOICES);
    const most = Math.min(training.people.length, training.items.length);
    const sizes = DIMENSION_CHOICES.map((size) => Math.min(size, most));
    const best = chooseInTurn<AlsParameters>(
      {
        grade: grades[0]!,
        unobserved: UNOBSERVED_CHOICES[0]!,
        regularisation: REGULARISATION_CHOICES[0]!,
        dimensions: sizes[0]!,
        rounds: ROUNDS,
      },
      [
        REGULARISATION_CHOICES.map((regularisation) => ({ regularisation })),
        UNOBSERVED_CHOICES.map((unobserved) => ({ unobserved })),
        grades.map((grade) => ({ grade })),
        sizes.map((dimensions) => ({ dimensions })),
      ],
      (parameters) => validate(parts, (part) => fitAls(part.training, parameters, seed)),
      (done) => progress(0.9 * done),
    );
    return fitAls(training, best, seed, (done) => progress(0.9 + 0.1 * done));
  },
};

/**
 * min Σ_liked c (p·q − 1)² + α₀ Σ_all (p·q)² + λ Σ_rows (Σc + α₀ n) ‖row‖², in turns: with the titles Q fixed each person
 * is one regularised least-squares problem, and the other way round. Training only goes some steps of conjugate
 * gradients towards each solution (Takács et al. 2011), which the next round goes on from; a history is folded in exactly.
 */
export function fitAls(
  training: Dataset,
  parameters: AlsParameters,
  seed: number,
  progress: Progress = () => {},
): Model {
  const { dimensions, rounds } = parameters;
  const byPerson = gradeRatings(training.ratings, parameters.grade);
  const byTitle = transpose(byPerson);
  const titles = startVectors(byPerson.columns, dimensions, seededRandom(seed));
  const people = new Float32Array(byPerson.rows * dimensions);
  const gemm = openGemm();
  const system = { ...parameters, unobserved: weightOfUnobserved(byPerson, parameters) };
  for (let round = 0; round < rounds; round++) {
    improveRows(people, byPerson, titles, system, gemm);
    improveRows(titles, byTitle, people, system, gemm);
    progress((round + 1) / rounds);
  }
  const gram = gramOf(titles, dimensions);
  return {
    hyperParameters: parameters,
    score: ({ rows, weights }) =>
      timesVector(titles, solveRow(rows, weights, titles, gram, byPerson.columns, system)),
  };
}

/** α₀ */
function weightOfUnobserved(x: Sparse, { unobserved }: AlsParameters): number {
  const known = x.values.reduce((sum, value) => sum + value, 0);
  return (unobserved * known) / (x.rows * x.columns);
}

/** Entries of deviation 0.1 / √dimensions: every start score is near 0. */
function startVectors(rows: number, dimensions: number, random: Random): Float32Array {
  return Float32Array.from(
    { length: rows * dimensions },
    () => (0.1 / Math.sqrt(dimensions)) * normal(random),
  );
}

/** p = (α₀ QᵀQ + Σ c q qᵀ + λ (Σc + α₀ n) I)⁻¹ Σ c q over the n rows q of `fixed`. Only the lower triangle is filled. */
function solveRow(
  indices: Int32Array,
  weights: Float32Array,
  fixed: Float32Array,
  gram: Float64Array,
  n: number,
  { unobserved, regularisation, dimensions }: AlsSystem,
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
function gramOf(vectors: Float32Array, dimensions: number): Float64Array {
  const gram = new Float64Array(dimensions * dimensions);
  for (let start = 0; start < vectors.length; start += dimensions)
    addOuter(gram, vectors, start, 1, dimensions);
  return gram;
}

function addOuter(
  matrix: Float64Array,
  vectors: Float32Array,
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
