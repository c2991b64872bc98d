import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { norm } from '../../lib/math/vector.ts';
import { checkerboardSequences } from '../testing/sequences.ts';
import { openSasRecLoss, sasRec } from './sasrec.ts';
import { startNetwork } from './sasrec-network.ts';

const SMALL = { dimensions: 4, heads: 2, blocks: 2, window: 5, widening: 2, rows: 2, dropout: 0.3 };
const SEQUENCES = [Int32Array.of(0, 3, 5, 1, 2), Int32Array.of(4, 0, 2, 6, 1, 3, 5)];

it.each([7, 5])(
  'has the gradient that finite differences have, with %i candidates of 7 titles',
  (candidates) => {
    const settings = { ...SMALL, candidates };
    const random = seededRandom(2);
    const weights = startNetwork(settings, 7, random);
    for (const values of Object.values(weights))
      values.forEach((value, index) => {
        values[index] = value + 0.3 * normal(random);
      });
    const lossOf = openSasRecLoss(SEQUENCES, 7, settings);
    const { slopes } = lossOf(weights, seededRandom(3));
    const lossAt = () => lossOf(weights, seededRandom(3)).loss;
    for (const [name, values] of Object.entries(weights)) {
      const measured = values.map((value, index) => {
        values[index] = value + 5e-4;
        const above = lossAt();
        values[index] = value - 5e-4;
        const below = lossAt();
        values[index] = value;
        return (above - below) / 1e-3;
      });
      // Of a whole array: single numbers may sit at the bend of a relu.
      const missed = measured.map((value, index) => value - slopes[name]![index]!);
      expect(norm(missed), name).toBeLessThan(0.01 * norm(measured) + 5e-4);
    }
  },
);

describe('SASRec', () => {
  const model = sasRec.fit(checkerboardSequences(300, 0.5), 20, { seed: 1 }, () => {});

  it('solves the checkerboard: the right next item first, its colour above the other', () => {
    for (let item = 0; item < 20; item++) {
      const scores = model.score(Int32Array.of((item + 16) % 20, (item + 18) % 20, item));
      expect(scores.indexOf(Math.max(...scores))).toBe((item + 2) % 20);
      const ofColour = (colour: number) => scores.filter((_, other) => other % 2 === colour);
      expect(Math.min(...ofColour(item % 2))).toBeGreaterThan(Math.max(...ofColour(1 - (item % 2))));
    }
  });

  it('reads no more than its window, and what came first only after what came last', () => {
    const long = Int32Array.from({ length: 40 }, (_, place) => (place * 2) % 20);
    expect(model.score(long)).toEqual(model.score(long.slice(-10)));
    expect(model.score(Int32Array.of(4, 8))).not.toEqual(model.score(Int32Array.of(8, 4)));
  });

  it('has nothing to say without a history, or without sequences', () => {
    expect(Math.max(...model.score(new Int32Array()).map(Math.abs))).toBe(0);
    expect(sasRec.fit([Int32Array.of(1)], 3, { seed: 1 }, () => {}).score(Int32Array.of(1))).toHaveLength(3);
  });
});
