/** EASE, the strongest simple model on films: a linear item–item model without self-loops. Steck 2019. */
import { type Sparse, transpose } from '../../lib/math/sparse.ts';
import { addScaled } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import { chooseInTurn, validate, validationParts } from '../evaluation/tuning.ts';
import { type Grade, gradeChoices, gradeRatings } from '../graph/grading.ts';
import type { History, Model, ModelKind } from '../model.ts';
import { invertRowGram } from './gram-inverse.ts';
import { solveRidge } from './ridge.ts';

const GRADE_CHOICES: readonly Grade[] = ['steps', 'line', 'likes'];
const LAMBDA_CHOICES = [100, 50, 200, 400, 1000];

/** Rows of the inverse, among people or titles, whichever are fewer; their number to the third is the time. */
const MOST_ROWS = 12_000;

export type EaseParameters = { readonly grade: Grade; readonly lambda: number };

export const ease: ModelKind = {
  name: 'ease',
  refuses: ({ people, items }) => {
    const rows = Math.min(people.length, items.length);
    if (rows <= MOST_ROWS) return undefined;
    const gigabytes = (count: number) => ((4 * count ** 2) / 1e9).toFixed(1);
    return `the inverse among ${rows} ${rows === items.length ? 'titles' : 'people'} is ${gigabytes(rows)} GB; ${MOST_ROWS} rows (${gigabytes(MOST_ROWS)} GB) are the most`;
  },
  fit(training, { seed }, progress) {
    const parts = validationParts(training, seed);
    const grades = gradeChoices(training.ratings, GRADE_CHOICES);
    const best = chooseInTurn<EaseParameters>(
      { grade: grades[0]!, lambda: LAMBDA_CHOICES[0]! },
      [grades.map((grade) => ({ grade })), LAMBDA_CHOICES.map((lambda) => ({ lambda }))],
      ({ grade, lambda }) => validate(parts, (part) => fitEase(part.training, grade, lambda)),
      progress,
    );
    return fitEase(training, best.grade, best.lambda);
  },
};

/** score_j = Σ_i x_i B_ij with B = I − P diag(P)⁻¹, P = (XᵀX + λI)⁻¹: inverted among whichever are fewer. */
export function fitEase(training: Dataset, grade: Grade, lambda: number): Model {
  const x = gradeRatings(training.ratings, grade);
  return {
    hyperParameters: { grade, lambda },
    score: x.columns < x.rows ? byTitles(x, lambda) : byPeople(x, lambda),
  };
}

function byTitles(x: Sparse, lambda: number): (history: History) => Float32Array {
  const titles = x.columns;
  const inverse = invertRowGram(transpose(x), lambda);
  return ({ rows, weights }) => {
    const sums = new Float64Array(titles);
    rows.forEach((row, index) => {
      addScaled(sums, -weights[index]!, inverse, row * titles);
    });
    return Float32Array.from(sums, (sum, title) => sum / inverse[title * titles + title]!);
  };
}

/** Off the diagonal, B_ij is W_ij / (1 − W_jj) with the W of the dual problem. */
function byPeople(x: Sparse, lambda: number): (history: History) => Float32Array {
  const ridge = solveRidge(x, lambda);
  return (history) => ridge.apply(history).map((value, item) => value / (1 - ridge.selfShare[item]!));
}
