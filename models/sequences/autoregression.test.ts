import { describe, expect, it } from 'vitest';
import { checkerboardSequences } from '../testing/sequences.ts';
import { checkerboard } from '../testing/worlds.ts';
import { autoregression, fitAutoregression } from './autoregression.ts';
import { overSequences } from './sequence-model.ts';

/** The same regression by gradient descent on Σ (e(x_t) − Wᵀ h)² + λ W², nothing clever about it. */
function regressSlowly(
  sequences: readonly Int32Array[],
  items: number,
  memories: readonly number[],
  lambda: number,
) {
  const weights = new Float64Array(2 * items * items);
  for (let round = 0; round < 3000; round++) {
    const slope = weights.map((weight) => lambda * weight);
    for (const sequence of sequences) {
      const memory = new Float64Array(2 * items);
      sequence.forEach((item, place) => {
        if (place > 0)
          for (let next = 0; next < items; next++) {
            let miss = next === item ? -1 : 0;
            memory.forEach((weight, row) => {
              miss += weight * weights[row * items + next]!;
            });
            memory.forEach((weight, row) => {
              slope[row * items + next]! += miss * weight;
            });
          }
        memory.forEach((weight, row) => {
          memory[row] = weight * memories[row < items ? 0 : 1]!;
        });
        memory[item]! += 1;
        memory[items + item]! += 1;
      });
    }
    slope.forEach((value, place) => {
      weights[place]! -= 0.02 * value;
    });
  }
  return weights;
}

describe('the autoregression', () => {
  it('is the ridge regression of what comes next on both memories', () => {
    const sequences = [Int32Array.of(0, 1, 2, 3), Int32Array.of(2, 1, 3), Int32Array.of(1, 0, 3, 2)];
    const slow = regressSlowly(sequences, 4, [0.5, 0.9], 1);
    const { score } = fitAutoregression(sequences, 4, { memories: [0.5, 0.9], ridge: 4 / 11 });
    for (let item = 0; item < 4; item++) {
      score(Int32Array.of(item)).forEach((value, next) => {
        expect(value).toBeCloseTo(slow[item * 4 + next]! + slow[(4 + item) * 4 + next]!, 4);
      });
      score(Int32Array.of(item, 0)).forEach((value, next) => {
        const [short, long] = [0, 4].map((memory) => slow[(memory + item) * 4 + next]!) as [number, number];
        const newest = slow[next]! + slow[16 + next]!;
        expect(value).toBeCloseTo(0.5 * short + 0.9 * long + newest, 4);
      });
    }
  });

  it('solves the checkerboard: the right next item first, its colour above the other', () => {
    const model = autoregression.fit(checkerboardSequences(2000, 0.5), 20, { seed: 1 }, () => {});
    for (let item = 0; item < 20; item++) {
      const scores = model.score(Int32Array.of((item + 18) % 20, item));
      expect(scores.indexOf(Math.max(...scores))).toBe((item + 2) % 20);
      const others = [...scores.keys()].filter((other) => other !== item && other !== (item + 18) % 20);
      const ofColour = (colour: number) =>
        others.filter((other) => other % 2 === colour).map((other) => scores[other]!);
      expect(Math.min(...ofColour(item % 2))).toBeGreaterThan(Math.max(...ofColour(1 - (item % 2))));
    }
  });

  it('has nothing to say without a history', () => {
    const model = fitAutoregression([Int32Array.of(0, 1)], 3, { memories: [0.5, 0.9], ridge: 1 });
    expect(Array.from(model.score(new Int32Array()))).toEqual([0, 0, 0]);
  });

  it('refuses more titles than its equations can hold', () => {
    const world = checkerboard(2, 20);
    const items = Array.from({ length: 5001 }, () => world.items[0]!);
    expect(overSequences(autoregression).refuses!({ ...world, items, sequences: [] })).toContain(
      '5000 are the most',
    );
  });
});
