import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { sparseOf } from '../../lib/math/sparse.ts';
import { addSoftmaxLoss, drawExamples, negativeSampler } from './sampled-softmax.ts';

const random = seededRandom(3);

it('draws by popularity to the power of ¾ and never what nobody liked', () => {
  const { items, logExpected } = negativeSampler(Float32Array.of(16, 0, 1), random)(9000);
  const first = items.filter((item) => item === 0).length;
  expect(first / 9000).toBeCloseTo(8 / 9, 1);
  expect(items.includes(1)).toBe(false);
  expect(Math.exp(logExpected[items.indexOf(0)]!)).toBeCloseTo(8000, 0);
});

it('cuts every history into inputs and targets that share nothing', () => {
  const likes = sparseOf(
    2,
    30,
    Array.from({ length: 30 }, (_, item) => [item === 0 ? 1 : 0, item, 1] as const),
  );
  const lengths = new Set<number>();
  for (let round = 0; round < 200; round++) {
    const [example, ...others] = drawExamples(likes, 0, random);
    expect(others).toHaveLength(0);
    expect(example!.targets).toHaveLength(8);
    expect(example!.inputs.some((item) => example!.targets.includes(item))).toBe(false);
    lengths.add(example!.inputs.length);
  }
  expect(lengths.has(0) && lengths.has(1) && lengths.has(21)).toBe(true);
});

it('estimates the whole softmax, and its gradient is that of the loss', () => {
  const [width, count] = [4, 12];
  const person = Float64Array.from({ length: width }, () => normal(random));
  const titles = Float64Array.from({ length: count * width }, () => normal(random));
  const draw = negativeSampler(new Float64Array(count).fill(3), random);
  const many = draw(40_000);
  const lossOf = (negatives = many, into = emptyGradients(width, count)) =>
    addSoftmaxLoss(person, titles, Int32Array.of(2, 5), negatives, 0.7, 0.5, into);
  const scores = Array.from({ length: count }, (_, item) =>
    person.reduce((sum, value, index) => sum + 0.7 * value * titles[item * width + index]!, 0),
  );
  const z = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  const exact = [2, 5].map((target) => Math.log(z + Math.exp(scores[target]!)) - scores[target]!);
  expect(lossOf()).toBeCloseTo((0.5 * (exact[0]! + exact[1]!)) / 2, 1);

  const few = draw(6);
  const gradients = emptyGradients(width, count);
  lossOf(few, gradients);
  for (const [values, slopes] of [
    [person, gradients.person],
    [titles, gradients.titles],
  ] as const) {
    values.forEach((value, index) => {
      values[index] = value + 1e-5;
      const above = lossOf(few);
      values[index] = value - 1e-5;
      expect(slopes[index]).toBeCloseTo((above - lossOf(few)) / 2e-5, 6);
      values[index] = value;
    });
  }
});

function emptyGradients(width: number, count: number) {
  return { person: new Float64Array(width), titles: new Float64Array(width * count) };
}

it('draws a batch of people by chance, each once', () => {
  const likes = sparseOf(
    9,
    30,
    Array.from({ length: 27 }, (_, place) => [place % 9, place, 1] as const),
  );
  const batches = Array.from({ length: 20 }, () =>
    drawExamples(likes, 1, random, 4).map(({ person }) => person),
  );
  for (const people of batches) expect(new Set(people).size).toBe(4);
  expect(new Set(batches.flat()).size).toBe(9);
});
