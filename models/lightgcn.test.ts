import { expect, it } from 'vitest';
import { normal, seededRandom } from '../lib/math/random.ts';
import { columnSums } from '../lib/math/sparse.ts';
import { gradeRatings } from './grading.ts';
import { lightGcnLoss, normaliseGraph, startLightGcn } from './lightgcn.ts';
import { drawExamples, negativeSampler } from './sampled-softmax.ts';
import { smallWorld } from './testing/worlds.ts';

const world = smallWorld(12, 10);

it('has the gradient that finite differences have', () => {
  const random = seededRandom(4);
  const likes = gradeRatings(world.ratings, 'likes');
  const graph = normaliseGraph(gradeRatings(world.ratings, 'line'));
  const parameters = { layers: 2, dimensions: 3 };
  const base = Float64Array.from({ length: 30 }, () => normal(random));
  const examples = drawExamples(likes, 1, random);
  const negatives = negativeSampler(columnSums(likes), random)(5);
  const { gradient } = lightGcnLoss(graph, base, examples, negatives, parameters);
  const lossAt = () => lightGcnLoss(graph, base, examples, negatives, parameters).loss;
  base.forEach((value, index) => {
    base[index] = value + 1e-5;
    const above = lossAt();
    base[index] = value - 1e-5;
    expect(gradient[index]).toBeCloseTo((above - lossAt()) / 2e-5, 6);
    base[index] = value;
  });
});

it('learns: the loss falls', () => {
  const trainer = startLightGcn(smallWorld(), { layers: 1, dimensions: 16 }, 1);
  const losses = Array.from({ length: 60 }, () => trainer.step());
  const meanOf = (part: number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
  expect(meanOf(losses.slice(-10))).toBeLessThan(0.9 * meanOf(losses.slice(0, 3)));
});
