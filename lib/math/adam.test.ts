import { expect, it } from 'vitest';
import { createAdam } from './adam.ts';

it('takes a first step of the rate against the slope, whatever its size', () => {
  const parameters = Float64Array.of(1, 1, 1);
  createAdam(3, 0.1).step(parameters, Float64Array.of(1000, -0.001, 0));
  expect(parameters[0]).toBeCloseTo(0.9, 6);
  expect(parameters[1]).toBeCloseTo(1.1, 4);
  expect(parameters[2]).toBe(1);
});

it('finds the bottom of a bowl', () => {
  const parameters = Float64Array.of(3, -2);
  const adam = createAdam(2, 0.05);
  for (let step = 0; step < 2000; step++)
    adam.step(parameters, Float64Array.of(2 * (parameters[0]! - 1), 20 * parameters[1]!));
  expect(parameters[0]).toBeCloseTo(1, 3);
  expect(parameters[1]).toBeCloseTo(0, 3);
});
