import { describe, expect, it } from 'vitest';
import { sparseOfRows } from '../../lib/math/sparse.ts';
import { casesOf, splitPeople, takePeople } from '../dataset.ts';
import { historyOf } from '../model.ts';
import { checkerboard, smallWorld } from '../testing/worlds.ts';
import { buildLikeGraph, likesOf, prepareBroad, prepareHop, seededTastes } from './spectral-filter.ts';
import { hideSome, spectralModel } from './spectral-tuning.ts';

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
    const hop = prepareHop(buildLikeGraph(likes), { itemIn: 1, sharpness: 2, itemOut: 0 });
    const attention = (0.5 / Math.sqrt(2)) ** 2 / Math.sqrt(2);
    const expected = [2 * attention, attention, attention];
    hop(historyOf(Int32Array.of(0))).forEach((score, item) => {
      expect(score).toBeCloseTo(expected[item]!, 6);
    });
  });

  it('weighs the broad tastes and takes out what everybody shares, as its formula says', () => {
    const graph = buildLikeGraph(likesOf(smallWorld()));
    const tastes = seededTastes(graph, 0.3, 8, 1);
    const { titleVectors, strengths, rank } = tastes;
    const degree = (item: number) => graph.itemDegrees[item]!;
    const place = Array.from({ length: rank }, (_, k) => degree(3) ** -0.3 * titleVectors[3 * rank + k]!);
    const shared = place.map((value, k) => value * strengths[k]! ** 2);
    const wanted = place.map(
      (value, k) => (2 * value) / Math.hypot(...place) - shared[k]! / Math.hypot(...shared),
    );
    const expected = wanted.reduce((sum, value, k) => sum + value * titleVectors[7 * rank + k]!, 0);
    const scores = prepareBroad(graph, tastes)(historyOf(Int32Array.of(3)), { broad: 2, common: 1 });
    expect(scores[7]).toBeCloseTo(expected * degree(7) ** 0.15, 5);
  });

  it('tunes on likes that its draft does not hold', () => {
    const likes = likesOf(smallWorld());
    const { training, cases } = hideSome({ ...smallWorld(), cut: 'likes' }, 1);
    expect(training.indices.length + cases.reduce((sum, one) => sum + one.targets.length, 0)).toBe(
      likes.indices.length,
    );
    for (const { person, targets } of cases) {
      const row = training.indices.subarray(training.offsets[person], training.offsets[person + 1]);
      expect(targets.some((item) => row.includes(item))).toBe(false);
    }
  });
});
