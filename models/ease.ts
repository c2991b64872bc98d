/** EASE, the strongest simple model on films: a linear item–item model without self-loops. Steck 2019. */
import type { Dataset } from './dataset.ts';
import { type Grade, gradeRatings } from './grading.ts';
import type { Model, ModelKind } from './model.ts';
import { refuseMany, solveRidge } from './ridge.ts';
import { bestOf, validate, validationParts } from './tuning.ts';

const GRADE_CHOICES: readonly Grade[] = ['steps', 'line', 'likes'];
const LAMBDA_CHOICES = [100, 50, 200, 400];

export const ease: ModelKind = {
  name: 'ease',
  refuses: refuseMany,
  fit(training, config, progress) {
    const parts = validationParts(training, config.seed);
    const steps = GRADE_CHOICES.length + LAMBDA_CHOICES.length;
    let done = 0;
    const quality = (grade: Grade, lambda: number) => {
      progress(++done / steps);
      return validate(parts, (part) => fitEase(part.training, grade, lambda));
    };
    const grade = bestOf(GRADE_CHOICES, (choice) => quality(choice, LAMBDA_CHOICES[0]!));
    return fitEase(
      training,
      grade,
      bestOf(LAMBDA_CHOICES, (choice) => quality(grade, choice)),
    );
  },
};

/** score_j = Σ_i x_i B_ij with B = I − P diag(P)⁻¹, P = (XᵀX + λI)⁻¹. Off the diagonal that is W_ij / (1 − W_jj). */
export function fitEase(training: Dataset, grade: Grade, lambda: number): Model {
  const ridge = solveRidge(gradeRatings(training.ratings, grade), lambda);
  return {
    hyperParameters: { grade, lambda },
    score: (history) => ridge.apply(history).map((value, item) => value / (1 - ridge.selfShare[item]!)),
  };
}
