import { expect, it } from 'vitest';
import { adamStep } from './adam.ts';

const memoryOf = (size: number) => ({ means: new Float64Array(size), squares: new Float64Array(size) });

it('takes a first step of the rate against the slope, whatever its size', () => {
  const parameters = Float64Array.of(1, 1, 1);
  adamStep(parameters, Float64Array.of(1000, -0.001, 0), memoryOf(3), 1, 0.1);
  expect(parameters[0]).toBeCloseTo(0.9, 6);
  expect(parameters[1]).toBeCloseTo(1.1, 4);
  expect(parameters[2]).toBe(1);
});

it('finds the bottom of a bowl', () => {
  const parameters = Float64Array.of(3, -2);
  const memory = memoryOf(2);
  for (let step = 1; step <= 2000; step++)
    adamStep(parameters, Float64Array.of(2 * (parameters[0]! - 1), 20 * parameters[1]!), memory, step, 0.05);
  expect(parameters[0]).toBeCloseTo(1, 3);
  expect(parameters[1]).toBeCloseTo(0, 3);
});
