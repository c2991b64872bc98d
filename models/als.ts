/** iALS, matrix factorisation for implicit feedback (Hu, Koren and Volinsky 2008), set up as Rendle et al. 2021 advise. */
import { choleskyFactor, choleskySolve } from '../lib/math/cholesky.ts';
import { normal, type Random, seededRandom } from '../lib/math/random.ts';
import { type Sparse, transpose } from '../lib/math/sparse.ts';
import { addScaled, dot, timesVector } from '../lib/math/vector.ts';
import type { Dataset } from './dataset.ts';
import { type Grade, gradeChoices, gradeRatings } from './grading.ts';
import type { Model, ModelKind, Progress } from './model.ts';
import { chooseInTurn, validate, validationParts } from './tuning.ts';

const DIMENSIONS = 64;
const ROUNDS = 10;
/** Steps towards each row's solution, from where it stood the round before. */
const STEPS = 3;
const GRADE_CHOICES: readonly Grade[] = ['line', 'likes'];
const UNOBSERVED_CHOICES = [8, 3, 20];
const REGULARISATION_CHOICES = [0.01, 0.003, 0.03];

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
    const best = chooseInTurn<AlsParameters>(
      {
        grade: grades[0]!,
        unobserved: UNOBSERVED_CHOICES[0]!,
        regularisation: REGULARISATION_CHOICES[0]!,
        dimensions: Math.min(DIMENSIONS, training.people.length, training.items.length),
        rounds: ROUNDS,
      },
      [
        REGULARISATION_CHOICES.map((regularisation) => ({ regularisation })),
        UNOBSERVED_CHOICES.map((unobserved) => ({ unobserved })),
        grades.map((grade) => ({ grade })),
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
  const people = new Float64Array(byPerson.rows * dimensions);
  const system = { ...parameters, unobserved: weightOfUnobserved(byPerson, parameters) };
  for (let round = 0; round < rounds; round++) {
    improveRows(people, byPerson, titles, system);
    improveRows(titles, byTitle, people, system);
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

/** The same numbers with α₀ for `unobserved`. */
type AlsSystem = Pick<AlsParameters, 'unobserved' | 'regularisation' | 'dimensions'>;

/** Entries of deviation 0.1 / √dimensions: every start score is near 0. */
function startVectors(rows: number, dimensions: number, random: Random): Float64Array {
  return Float64Array.from(
    { length: rows * dimensions },
    () => (0.1 / Math.sqrt(dimensions)) * normal(random),
  );
}

/** A few steps of every row of `vectors` towards its solution, the rows of `fixed` standing still. */
function improveRows(
  vectors: Float64Array,
  x: Sparse,
  fixed: Float64Array,
  { dimensions, unobserved, regularisation }: AlsSystem,
): void {
  const gram = mirrored(gramOf(fixed, dimensions), dimensions).map((value) => value * unobserved);
  for (let row = 0; row < x.rows; row++) {
    const [start, end] = [x.offsets[row]!, x.offsets[row + 1]!];
    const own = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    if (start === end) own.fill(0);
    else {
      const [indices, weights] = [x.indices.subarray(start, end), x.values.subarray(start, end)];
      const known = weights.reduce((sum, weight) => sum + Math.abs(weight), unobserved * x.columns);
      descend(own, { indices, weights, fixed, gram, ridge: regularisation * known });
    }
  }
}

/** One row's normal equations: A = gram + Σ |c| q qᵀ + ridge I, b = Σ c q. */
type Equations = {
  readonly indices: Int32Array;
  readonly weights: Float32Array;
  readonly fixed: Float64Array;
  readonly gram: Float64Array;
  readonly ridge: number;
};

/** Conjugate gradients (Hestenes and Stiefel 1952) for A p = b, from p as it stands; A is never made. */
function descend(p: Float64Array, equations: Equations): void {
  const { indices, weights, fixed } = equations;
  const residual = timesSystem(p, equations).map((value) => -value);
  for (let place = 0; place < indices.length; place++)
    addScaled(residual, weights[place]!, fixed, indices[place]! * p.length);
  const direction = residual.slice();
  let square = dot(residual, residual);
  for (let step = 0; step < STEPS && square > 1e-20; step++) {
    const turned = timesSystem(direction, equations);
    const length = square / dot(direction, turned);
    addScaled(p, length, direction);
    addScaled(residual, -length, turned);
    const next = dot(residual, residual);
    for (let index = 0; index < p.length; index++)
      direction[index] = residual[index]! + (next / square) * direction[index]!;
    square = next;
  }
}

/** A v, with four sums at a time: one chain of additions would wait for itself. */
function timesSystem(v: Float64Array, { indices, weights, fixed, gram, ridge }: Equations): Float64Array {
  const product = v.map((value) => value * ridge);
  for (let row = 0; row < v.length; row++) addScaled(product, v[row]!, gram, row * v.length);
  for (let place = 0; place < indices.length; place++) {
    const start = indices[place]! * v.length;
    addScaled(product, Math.abs(weights[place]!) * dotInFour(fixed, start, v), fixed, start);
  }
  return product;
}

function dotInFour(matrix: Float64Array, start: number, v: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let index = 0;
  for (; index + 4 <= v.length; index += 4) {
    a += matrix[start + index]! * v[index]!;
    b += matrix[start + index + 1]! * v[index + 1]!;
    c += matrix[start + index + 2]! * v[index + 2]!;
    d += matrix[start + index + 3]! * v[index + 3]!;
  }
  for (; index < v.length; index++) a += matrix[start + index]! * v[index]!;
  return a + b + c + d;
}

/** p = (α₀ QᵀQ + Σ c q qᵀ + λ (Σc + α₀ n) I)⁻¹ Σ c q over the n rows q of `fixed`. Only the lower triangle is filled. */
function solveRow(
  indices: Int32Array,
  weights: Float32Array,
  fixed: Float64Array,
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
function gramOf(vectors: Float64Array, dimensions: number): Float64Array {
  const gram = new Float64Array(dimensions * dimensions);
  for (let start = 0; start < vectors.length; start += dimensions)
    addOuter(gram, vectors, start, 1, dimensions);
  return gram;
}

function mirrored(lower: Float64Array, n: number): Float64Array {
  return lower.map((value, place) => {
    const [row, column] = [Math.floor(place / n), place % n];
    return column <= row ? value : lower[column * n + row]!;
  });
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
