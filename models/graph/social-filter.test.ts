import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../lib/math/random.ts';
import { dot } from '../../lib/math/vector.ts';
import { historyOf } from '../model.ts';
import { checkerboardOfFriends, smallWorld } from '../testing/worlds.ts';
import { bestShares, PARTS } from './blend-shares.ts';
import { sharesAt } from './friend-blend.ts';
import { buildTasteGraph, lowPass } from './low-pass.ts';
import { blendFriends, fitSocialFilter } from './social-filter.ts';
import { likesOf } from './spectral-filter.ts';
import { friendWeights } from './taste-parts.ts';

const curve = {
  lengths: [0, 3],
  shares: [
    { own: 0, friends: 0.8, crowd: 0.2 },
    { own: 0.6, friends: 0.4, crowd: 0 },
  ],
};
const filter = lowPass(buildTasteGraph(likesOf(smallWorld()), 0.25, 12, seededRandom(1)), {
  title: 0.25,
  cut: 2,
  order: 2,
  shown: 0.5,
});

describe('friends', () => {
  const friends = [Int32Array.of(0, 4, 8), Int32Array.of(1, 5)];

  it('count alike for a newcomer and by agreement for someone known', () => {
    const own = Float64Array.of(1, 0);
    const tastes = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
    expect(friendWeights(own, tastes, 0)).toEqual([1, 1]);
    expect(friendWeights(own, tastes, 1)).toEqual([2, 0]);
  });

  it('have shares that move from one length to the next and stay after the last', () => {
    expect(sharesAt(curve, 0)).toEqual(curve.shares[0]);
    expect(sharesAt(curve, 1).friends).toBeCloseTo(0.6);
    expect(sharesAt(curve, 50)).toEqual(curve.shares[1]);
  });

  it('and own titles have parts in a score that sum to it', () => {
    const model = blendFriends(filter, { befriended: curve, alone: curve, agreement: 1 });
    const history = historyOf(Int32Array.of(12, 13), friends);
    const taste = model.tasteOf(history);
    const { own, friends: fromFriends, crowd } = model.evidenceFor(history, 7);
    const sum = [...own, ...fromFriends, crowd].reduce((total, part) => total + part, 0);
    expect(own).toHaveLength(2);
    expect(sum).toBeCloseTo(dot(taste, model.titleVectors(), 0, 7 * taste.length), 4);
    expect(sum).toBeCloseTo(model.score(history)[7]!, 4);
  });

  it('speak for someone without a history, and everybody speaks for someone without both', () => {
    const world = checkerboardOfFriends();
    const model = fitSocialFilter(world, { seed: 1 }, () => {});
    const even = Int32Array.of(0, 2, 4, 6, 8);
    const scores = model.score(historyOf(new Int32Array(), [even]));
    const colour = (parity: number) => scores.filter((_, title) => title % 2 === parity && title > 8);
    expect(Math.min(...colour(0))).toBeGreaterThan(Math.max(...colour(1)));
    expect(model.score(historyOf(new Int32Array())).some((score) => score > 0)).toBe(true);
  });
});

describe('shares', () => {
  const field = (own: number[], friends: number[], crowd: number[]) => ({
    parts: {
      own: Float32Array.from(own),
      friends: Float32Array.from(friends),
      crowd: Float32Array.from(crowd),
    },
    targets: Int32Array.of(0),
  });
  const misled = Array.from({ length: 25 }, () => 1);

  it('go to the part that knows, and only to parts that may speak', () => {
    const fields = Array.from({ length: 10 }, () =>
      field([0, ...misled], [1, ...misled.map(() => 0)], [0, ...misled]),
    );
    const { friends } = bestShares(fields, PARTS).shares;
    expect(friends).toBeGreaterThan(0.5);
    expect(bestShares(fields, ['crowd']).shares).toEqual({ own: 0, friends: 0, crowd: 1 });
  });
});
