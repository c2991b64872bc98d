import { describe, expect, it } from 'vitest';
import { seededRandom } from '../lib/math/random.ts';
import { sparseOfRows } from '../lib/math/sparse.ts';
import { casesOf, splitPeople, takePeople } from './dataset.ts';
import { historyOf } from './model.ts';
import { broadScores, buildTitleGraph, likesOf, prepareHop } from './spectral-filter.ts';
import { hideLikes, spectralModel } from './spectral-tuning.ts';
import { checkerboard, smallWorld } from './testing/worlds.ts';

const quiet = () => {};

describe('the spectral filter', () => {
  it('solves the checkerboard for people it has never seen, and repeats itself', () => {
    const world = checkerboard();
    const [fold] = splitPeople(world.people.length, 4, 1);
    const training = takePeople(world, fold!.training);
    const learn = () => spectralModel.fit(training, { seed: 1 }, quiet);
    const [model, again] = [learn(), learn()];
    for (const { known } of casesOf(world, fold!.heldOut, 1)) {
      const scores = model.score(historyOf(known));
      const parity = known[0]! % 2;
      const own = scores.filter((_, item) => item % 2 === parity && !known.includes(item));
      expect(Math.min(...own)).toBeGreaterThan(Math.max(...scores.filter((_, item) => item % 2 !== parity)));
      expect(again.score(historyOf(known))).toEqual(scores);
    }
  });

  it('hops as worked out by hand', () => {
    const likes = sparseOfRows(3, [Int32Array.of(0, 1), Int32Array.of(0, 2), Int32Array.of(2)], 1);
    const graph = buildTitleGraph(likes, 1, seededRandom(1));
    const hop = prepareHop(graph, { itemIn: 1, person: 0.5, sharpness: 2, itemOut: 0 });
    const attention = (0.5 / Math.sqrt(2)) ** 2 / Math.sqrt(2);
    const expected = [2 * attention, attention, attention];
    hop(historyOf(Int32Array.of(0))).forEach((score, item) => {
      expect(score).toBeCloseTo(expected[item]!, 6);
    });
  });

  it('sends a history through the broad tastes as D^½ V Vᵀ D^-½ says', () => {
    const graph = buildTitleGraph(likesOf(smallWorld()), 8, seededRandom(1));
    const { titleVectors, itemDegrees, rank } = graph;
    const scores = broadScores(graph, historyOf(Int32Array.of(3)), 5);
    let sum = 0;
    for (let k = 0; k < 5; k++) sum += titleVectors[3 * rank + k]! * titleVectors[7 * rank + k]!;
    expect(scores[7]).toBeCloseTo(sum * Math.sqrt(itemDegrees[7]! / itemDegrees[3]!), 5);
  });

  it('tunes on likes that its draft does not hold', () => {
    const likes = likesOf(smallWorld());
    const { training, cases } = hideLikes(likes, 1);
    expect(training.indices.length + cases.reduce((sum, one) => sum + one.targets.length, 0)).toBe(
      likes.indices.length,
    );
    for (const { person, targets } of cases) {
      const row = training.indices.subarray(training.offsets[person], training.offsets[person + 1]);
      expect(targets.some((item) => row.includes(item))).toBe(false);
    }
  });
});
