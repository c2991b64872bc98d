import { expect, it } from 'vitest';
import { normal, seededRandom } from '../lib/math/random.ts';
import { attend, normaliseLayer } from './layers.ts';

const random = seededRandom(1);
const rows = (length: number, width: number) =>
  Float64Array.from({ length: length * width }, () => normal(random));

it('never looks ahead: what comes later changes nothing before', () => {
  const [q, k, v] = [rows(5, 3), rows(5, 3), rows(5, 3)] as const;
  const before = attend(q, k, v, 3).out.slice(0, 9);
  for (const matrix of [q, k, v]) matrix.fill(7, 9);
  expect(attend(q, k, v, 3).out.slice(0, 9)).toEqual(before);
});

it('listens in shares that sum to one', () => {
  const { shares } = attend(rows(4, 2), rows(4, 2), rows(4, 2), 2);
  for (let row = 0; row < 4; row++)
    expect(shares.subarray(row * 4, row * 4 + 4).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

it('brings every row to the given mean and deviation', () => {
  const { out } = normaliseLayer(rows(3, 64), new Float64Array(64).fill(2), new Float64Array(64).fill(5));
  for (let row = 0; row < 3; row++) {
    const values = out.subarray(row * 64, (row + 1) * 64);
    const mean = values.reduce((sum, value) => sum + value, 0) / 64;
    expect(mean).toBeCloseTo(5, 9);
    expect(Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 64)).toBeCloseTo(2, 4);
  }
});
