/** The mean with its percentile bootstrap interval (Efron 1979): how it would vary if the groups had been drawn again. */
import { seededRandom } from '../../lib/math/random.ts';
import { type Estimate, mean } from '../../lib/math/statistics.ts';

const DRAWS = 1000;
const SEED = 5;

export function bootstrapMean(values: readonly number[]): Estimate {
  const random = seededRandom(SEED);
  const means = Float64Array.from({ length: DRAWS }, () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw++) sum += values[Math.floor(random() * values.length)]!;
    return sum / Math.max(1, values.length);
  }).sort();
  return {
    value: mean(values),
    low: means[Math.floor(0.025 * DRAWS)]!,
    high: means[Math.ceil(0.975 * DRAWS) - 1]!,
  };
}
