import { expect, it } from 'vitest';
import { normal, seededRandom } from '../lib/math/random.ts';
import { negativeSampler } from './sampled-softmax.ts';
import { sasRec, sasRecLoss, startSasRec } from './sasrec.ts';
import { checkerboardSequences } from './testing/sequences.ts';

it('has the gradient that finite differences have, for every kind of weight', () => {
  const random = seededRandom(2);
  const settings = { dimensions: 4, window: 6 };
  const batch = [Int32Array.of(0, 3, 5, 1, 2), Int32Array.of(4, 0, 0, 2, 6, 1, 3)];
  const { weights } = startSasRec(batch, 7, settings, random);
  for (const values of Object.values(weights))
    values.forEach((value, index) => {
      values[index] = value + 0.3 * normal(random);
    });
  const negatives = negativeSampler(new Float64Array(7).fill(1), random)(5);
  const { slopes } = sasRecLoss(weights, batch, negatives, settings);
  const lossAt = () => sasRecLoss(weights, batch, negatives, settings).loss;
  for (const name of Object.keys(weights) as (keyof typeof weights)[]) {
    const values = weights[name];
    expect(slopes[name].some((slope) => Math.abs(slope) > 1e-4)).toBe(true);
    values.forEach((value, index) => {
      values[index] = value + 1e-5;
      const above = lossAt();
      values[index] = value - 1e-5;
      expect(slopes[name][index]).toBeCloseTo((above - lossAt()) / 2e-5, 6);
      values[index] = value;
    });
  }
});

it('solves the checkerboard: the right next item first, its colour above the other', () => {
  const model = sasRec.fit(checkerboardSequences(400, 0.5), 20, { seed: 1 }, () => {});
  for (let item = 0; item < 20; item++) {
    const scores = model.score(Int32Array.of((item + 16) % 20, (item + 18) % 20, item));
    expect(scores.indexOf(Math.max(...scores))).toBe((item + 2) % 20);
    const ofColour = (colour: number) => scores.filter((_, other) => other % 2 === colour);
    expect(Math.min(...ofColour(item % 2))).toBeGreaterThan(Math.max(...ofColour(1 - (item % 2))));
  }
});

it('repeats itself by seed and has nothing to say without a history', () => {
  const started = () =>
    startSasRec(checkerboardSequences(), 20, { dimensions: 8, window: 5 }, seededRandom(3));
  expect(started().epoch()).toBe(started().epoch());
  const model = sasRec.fit([Int32Array.of(0, 1)], 3, { seed: 1 }, () => {});
  expect(Array.from(model.score(new Int32Array()))).toEqual([0, 0, 0]);
});
