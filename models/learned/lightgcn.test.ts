import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { columnSums } from '../../lib/math/sparse.ts';
import { dot } from '../../lib/math/vector.ts';
import { gradeRatings } from '../graph/grading.ts';
import { smallWorld } from '../testing/worlds.ts';
import { lightGcnLoss } from './lightgcn.ts';
import { createPropagation, normaliseGraph } from './propagation.ts';
import { drawExamples, negativeSampler } from './sampled-softmax.ts';

const world = smallWorld(12, 10);
const random = seededRandom(4);
const likes = gradeRatings(world.ratings, 'likes');
const propagate = createPropagation(normaliseGraph(gradeRatings(world.ratings, 'line')), 3);
const vectors = () => Float32Array.from({ length: 30 }, () => normal(random));

describe('LightGCN', () => {
  it('passes slopes back as it passes vectors along', () => {
    const [one, other] = [vectors(), vectors()];
    const along = dot(propagate(one, 2), other);
    expect(along).toBeCloseTo(dot(one, propagate(other, 2)), 4);
  });

  it('has the slope that finite differences have', () => {
    const parameters = { layers: 2, dimensions: 3, scale: 2 };
    const base = vectors();
    const examples = drawExamples(likes, 1, random);
    const negatives = negativeSampler(columnSums(likes), random)(5);
    const lossAt = () => lightGcnLoss(propagate, base, examples, negatives, parameters).loss;
    const { slopes } = lightGcnLoss(propagate, base, examples, negatives, parameters);
    expect(Math.max(...slopes)).toBeGreaterThan(0.01);
    base.forEach((value, index) => {
      base[index] = value + 1e-2;
      const above = lossAt();
      base[index] = value - 1e-2;
      expect(slopes[index]).toBeCloseTo((above - lossAt()) / 2e-2, 3);
      base[index] = value;
    });
  });
});
