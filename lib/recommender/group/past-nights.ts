/** Whoever gave in last time counts more now: weights of members from what past nights gave them. */
import type { GroupPolicy } from '../policy.ts';

/**
 * `past`: for every member what each night they were at gave them, 0 to 1, the latest last. A night weighs `fade` of the
 * one after it. weight_m = max(least, usual + mean r − r_m) / usual, r_m = Σ fade^age · satisfaction less what a night
 * usually gives: who got as much as all others weighs 1. Who was at no night yet is owed nothing, and owes nothing.
 */
export function weighByPast(
  past: readonly (readonly number[])[],
  { fade, usual, least }: GroupPolicy['past'],
): number[] {
  const given = past.map((nights) =>
    nights.reduce(
      (sum, satisfaction, night) => sum + (satisfaction - usual) * fade ** (nights.length - 1 - night),
      0,
    ),
  );
  const mean = given.reduce((sum, one) => sum + one, 0) / Math.max(1, given.length);
  return given.map((one) => Math.max(least, (usual + mean - one) / usual));
}
