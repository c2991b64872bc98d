/** Means and how far to trust them. */

/** A mean with its 95 % interval. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Sample standard deviation, with n − 1. */
export function standardDeviation(values: ArrayLike<number>): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index]! - centre) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}

/** mean ± 1.96 · s / √n: the normal interval, each value one independent person. */
export function estimateMean(values: ArrayLike<number>): Estimate {
  const value = mean(values);
  const reach = values.length === 0 ? 0 : (1.96 * standardDeviation(values)) / Math.sqrt(values.length);
  return { value, low: value - reach, high: value + reach };
}
