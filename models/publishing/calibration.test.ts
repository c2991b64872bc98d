import { expect, it } from 'vitest';
import { seededRandom } from '../../lib/math/random.ts';
import { fitLogistic, judgeProbabilities, sigmoid } from './calibration.ts';

it('finds the scale and bias that made the answers', () => {
  const random = seededRandom(1);
  const scores = Float32Array.from({ length: 20_000 }, () => random() * 4 - 2);
  const liked = Uint8Array.from(scores, (score) => (random() < sigmoid(1.5 * score - 0.5) ? 1 : 0));
  const { scale, bias } = fitLogistic(scores, liked);
  expect(scale).toBeCloseTo(1.5, 1);
  expect(bias).toBeCloseTo(-0.5, 1);
  expect(
    judgeProbabilities(
      scores.map((score) => sigmoid(scale * score + bias)),
      liked,
    ).calibrationError,
  ).toBeLessThan(0.02);
});

it('judges probabilities by hand-worked figures', () => {
  const { likedShare, brier, auc, logLoss } = judgeProbabilities(
    Float32Array.of(0.25, 0.5, 0.5, 1),
    Uint8Array.of(0, 0, 1, 1),
  );
  expect(likedShare).toBe(0.5);
  expect(brier).toBeCloseTo((0.0625 + 0.25 + 0.25) / 4, 6);
  expect(auc).toBe(3.5 / 4);
  expect(logLoss).toBeCloseTo((-Math.log(0.75) - 2 * Math.log(0.5)) / 4, 6);
});
