/** Adam: gradient steps whose size adapts to each parameter's own history of gradients. Kingma and Ba 2015. */
import type { Dense } from './vector.ts';

const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const SMALLEST = 1e-8;

/** The decayed means of the gradients and of their squares so far, as many as parameters; zeros before the first step. */
export type AdamMemory = { readonly means: Dense; readonly squares: Dense };

/** parameters −= rate · m̂ / (√v̂ + ε), both means corrected for their start at zero; steps count from 1. */
export function adamStep(
  parameters: Dense,
  gradient: Dense,
  { means, squares }: AdamMemory,
  step: number,
  rate: number,
): void {
  const meanScale = rate / (1 - MEAN_DECAY ** step);
  const squareScale = 1 / (1 - SQUARE_DECAY ** step);
  for (let index = 0; index < parameters.length; index++) {
    const slope = gradient[index]!;
    const mean = MEAN_DECAY * means[index]! + (1 - MEAN_DECAY) * slope;
    const square = SQUARE_DECAY * squares[index]! + (1 - SQUARE_DECAY) * slope * slope;
    means[index] = mean;
    squares[index] = square;
    parameters[index]! -= (meanScale * mean) / (Math.sqrt(square * squareScale) + SMALLEST);
  }
}
