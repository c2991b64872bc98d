/** Adam: gradient steps whose size adapts to each parameter's own history of gradients. Kingma and Ba 2015. */

const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const SMALLEST = 1e-8;

/** parameters −= rate · m̂ / (√v̂ + ε), both averages corrected for their start at zero. */
export type Adam = { step(parameters: Float64Array, gradient: Float64Array): void };

/** One optimiser for one array of parameters; it keeps two numbers for each of them. */
export function createAdam(size: number, rate: number): Adam {
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  let steps = 0;
  return {
    step(parameters, gradient) {
      steps++;
      const meanScale = rate / (1 - MEAN_DECAY ** steps);
      const squareScale = 1 / (1 - SQUARE_DECAY ** steps);
      for (let index = 0; index < size; index++) {
        const slope = gradient[index]!;
        const mean = MEAN_DECAY * means[index]! + (1 - MEAN_DECAY) * slope;
        const square = SQUARE_DECAY * squares[index]! + (1 - SQUARE_DECAY) * slope * slope;
        means[index] = mean;
        squares[index] = square;
        parameters[index]! -= (meanScale * mean) / (Math.sqrt(square * squareScale) + SMALLEST);
      }
    },
  };
}
