import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { columnSums } from '../../lib/math/sparse.ts';
import { tabulateFeatures } from '../baselines/features.ts';
import { gradeRatings } from '../graph/grading.ts';
import { historyOf } from '../model.ts';
import { checkerboard, checkerboardWithNewTitles, smallWorld } from '../testing/worlds.ts';
import { trainByGradient } from './gradient-training.ts';
import { drawExamples, negativeSampler } from './sampled-softmax.ts';
import { shareRows, startTwoTower, twoTowerLoss } from './two-tower.ts';

const nobody = historyOf(new Int32Array());

it('has the gradient that finite differences have', () => {
  const random = seededRandom(4);
  const world = smallWorld(12, 10);
  const likes = gradeRatings(world.ratings, 'likes');
  const features = shareRows(tabulateFeatures({ ...world, items: [...checkerboard(12, 10).items] }).table);
  const parameters = { scale: 3, dimensions: 3, window: 5 };
  const draw = (rows: number) => Float64Array.from({ length: rows * 3 }, () => normal(random));
  const weights = { ids: draw(10), features: draw(features.columns), anyone: draw(1), traits: draw(2) };
  const examples = drawExamples(likes, 0, random).map((one) => ({ ...one, traits: [one.person % 2] }));
  const negatives = negativeSampler(columnSums(likes), random)(5);
  const { slopes } = twoTowerLoss(weights, features, examples, negatives, parameters);
  const lossAt = () => twoTowerLoss(weights, features, examples, negatives, parameters).loss;
  for (const name of ['ids', 'features', 'anyone', 'traits'] as const) {
    const values = weights[name];
    expect(slopes[name].some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
    values.forEach((value, index) => {
      values[index] = value + 1e-5;
      const above = lossAt();
      values[index] = value - 1e-5;
      expect(slopes[name][index]).toBeCloseTo((above - lossAt()) / 2e-5, 6);
      values[index] = value;
    });
  }
});

function learn(world: Parameters<typeof startTwoTower>[0]) {
  const learner = startTwoTower(world, { scale: 10, dimensions: 16, window: 100 }, 1);
  const training = { name: 'test', identity: {}, learner, rate: 0.03, mostSteps: 100 };
  return learner.scorer(trainByGradient(training, { seed: 1 }, () => {}).weights);
}

describe('someone without a history', () => {
  it('is shown what most people like', () => {
    const world = smallWorld();
    const half = { ...world, ratings: { ...world.ratings, values: world.ratings.values.slice() } };
    half.ratings.indices.forEach((item, place) => {
      if (item < 40) half.ratings.values[place] = 1;
    });
    const scores = learn(half).score(nobody);
    const meanOf = (part: Float32Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
    expect(meanOf(scores.subarray(40))).toBeGreaterThan(meanOf(scores.subarray(0, 40)) + 0.2);
  });

  it('is shown what people of their kind like, as far as they describe themselves', () => {
    const world = checkerboard();
    const of = new Map(Array.from(world.people, (person, row) => [person, [row % 2]]));
    const learned = learn({ ...world, traits: { count: 2, of } });
    for (const trait of [0, 1]) {
      const scores = learned.scorePerson(nobody, [trait]);
      const own = scores.filter((_, item) => item % 2 === trait);
      expect(Math.min(...own)).toBeGreaterThan(Math.max(...scores.filter((_, item) => item % 2 !== trait)));
    }
  });
});

it('places a title that nobody has seen by its features', () => {
  const scores = learn(checkerboardWithNewTitles()).score(historyOf(Int32Array.of(0, 2, 4)));
  expect(scores[20]).toBeGreaterThan(scores[21]! + 0.2);
});
