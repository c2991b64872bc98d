import { describe, expect, it } from 'vitest';
import { fitEase } from './baselines/ease.ts';
import { casesOf, type Dataset, splitPeople, takePeople } from './dataset.ts';
import { measure } from './evaluation/metrics.ts';
import { fitGraphFilter } from './graph/graph-filter.ts';
import { historyOf } from './model.ts';
import { MODELS } from './registry.ts';
import { checkerboard, smallWorld } from './testing/worlds.ts';

const quiet = () => {};
const world = checkerboard();
const [fold] = splitPeople(world.people.length, 4, 1);
const training = takePeople(world, fold!.training);
const cases = casesOf(world, fold!.heldOut, 1);

const named = MODELS.filter((kind) => kind.refuses?.(world) === undefined).map(
  (kind) => [kind.name, kind] as const,
);

// Popularity knows no taste: it is there to be beaten.
describe.each(named.filter(([name]) => name !== 'popularity'))('%s', (_, kind) => {
  it('solves the checkerboard for people it has never seen', () => {
    const model = kind.fit(training, { seed: 1 }, quiet);
    for (const one of cases) {
      const parity = one.known[0]! % 2;
      const scores = model.score(historyOf(one.known));
      const own = scores.filter((_, item) => item % 2 === parity && !one.known.includes(item));
      const other = scores.filter((_, item) => item % 2 !== parity);
      expect(Math.min(...own)).toBeGreaterThan(Math.max(...other));
    }
  });
});

describe.each(named)('%s', (_, kind) => {
  it('scores every title and repeats itself', () => {
    const scored = () => kind.fit(smallWorld(), { seed: 1 }, quiet).score(historyOf(Int32Array.of(0, 4, 8)));
    expect(scored()).toHaveLength(80);
    expect(scored()).toEqual(scored());
  });

  it('learns nothing about held-out people', () => {
    const changed: Dataset = {
      ...world,
      ratings: { ...world.ratings, values: world.ratings.values.slice() },
    };
    for (const row of fold!.heldOut) {
      changed.ratings.values.fill(0.5, world.ratings.offsets[row], world.ratings.offsets[row + 1]);
    }
    const history = historyOf(cases[0]!.known);
    const scored = (dataset: Dataset) =>
      kind.fit(takePeople(dataset, fold!.training), { seed: 1 }, quiet).score(history);
    expect(scored(changed)).toEqual(scored(world));
  });
});

describe('popularity', () => {
  it('cannot solve the checkerboard, which is why it is the floor', () => {
    const model = MODELS.find(({ name }) => name === 'popularity')!.fit(training, { seed: 1 }, quiet);
    const hits = cases.map(
      (one) => measure(model.score(historyOf(one.known)), one.known, one.targets)['recall@10'],
    );
    expect(Math.min(...hits)).toBeLessThan(1);
  });
});

describe('the graph filter', () => {
  const parameters = {
    grade: 'likes',
    ridge: 1,
    encodeExponent: 0,
    decodeExponent: 0,
    rank: 1024,
    neighbours: 5,
    leastRatings: 1,
    coWatch: 1,
    prior: 0,
    population: 0,
  } as const;

  it('is EASE when nothing is cut away', () => {
    const data = smallWorld();
    const filter = fitGraphFilter(data, parameters, 1);
    const lambda = data.ratings.values.filter((stars) => stars >= 4).length / data.people.length;
    const known = Int32Array.of(1, 5, 9);
    const ease = fitEase(data, 'likes', lambda).score(historyOf(known));
    const scores = filter.score(historyOf(known));
    const factor = scores[20]! / ease[20]!;
    ease.forEach((value, item) => {
      if (!known.includes(item)) expect(scores[item]).toBeCloseTo(value * factor, 4);
    });
  });

  it('keeps for the neighbours exactly the positive part of what a low rank leaves out', () => {
    const data = smallWorld();
    const affinityOf = (change: object) =>
      fitGraphFilter(data, { ...parameters, ...change }, 1).encode(historyOf(Int32Array.of(5)));
    const whole = affinityOf({});
    const cut = affinityOf({ rank: 8, neighbours: 80 });
    cut.coWatch.forEach((value, item) => {
      if (item !== 5) expect(value).toBeCloseTo(Math.max(0, whole.affinity[item]! - cut.affinity[item]!), 4);
    });
    expect(affinityOf({ rank: 8, neighbours: 3 }).coWatch.filter((value) => value > 0)).toHaveLength(3);
  });

  it('has no score for a title that too few people rated', () => {
    const data = smallWorld();
    const filter = fitGraphFilter(data, { ...parameters, leastRatings: 1000 }, 1);
    expect(filter.rows).toHaveLength(0);
    expect(filter.score(historyOf(Int32Array.of(1)))[5]).toBe(Number.NEGATIVE_INFINITY);
  });
});
