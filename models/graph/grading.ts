/** Stars → how much a rating counts as a like when a model learns; every model may choose among these on validation. */
import { mapValues, type Sparse } from '../../lib/math/sparse.ts';
import { LIKED } from '../dataset.ts';

export const GRADES = {
  /** Only likes. */
  likes: (stars: number) => (stars >= LIKED ? 1 : 0),
  /** A like, a shrug and a dislike: having watched it at all says something. */
  steps: (stars: number) => (stars >= LIKED ? 1 : stars >= 3 ? 0.5 : 0.2),
  /** A straight line through 4 stars = 1. */
  line: (stars: number) => Math.max(0, (stars - 1.5) / 2.5),
} as const;

export type Grade = keyof typeof GRADES;

export function gradeRatings(ratings: Sparse, grade: Grade): Sparse {
  return mapValues(ratings, GRADES[grade]);
}

/** The choices that differ on these data: where every interaction is a plain like there is nothing to grade. */
export function gradeChoices({ values }: Sparse, choices: readonly Grade[]): readonly Grade[] {
  return values.every((stars) => stars === LIKED) ? ['likes'] : choices;
}
