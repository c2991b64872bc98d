import { describe, expect, it } from 'vitest';
import { RANKER_FEATURES, type RankerFeature } from '../../lib/recommender/ranker-features.ts';
import type { Events } from '../as-of.ts';
import { takePeople } from '../dataset.ts';
import { findLeak } from '../testing/plant-leak.ts';
import { smallWorld, timed } from '../testing/worlds.ts';
import { evaluateRanker, formatRanker } from './evaluate-ranker.ts';
import { rankingCases, seeCase } from './ranker-cases.ts';
import { eventsOf, fitScorers, type RankerParameters } from './ranker-scorers.ts';

const parameters: RankerParameters = {
  graph: {
    grade: 'line',
    ridge: 2,
    encodeExponent: 0.2,
    decodeExponent: -0.1,
    rank: 12,
    neighbours: 8,
    leastRatings: 3,
    coWatch: 1,
    prior: 0,
    population: 4,
  },
  markov: { decay: 0.85, source: 0.5, target: 0.5 },
};
const world = timed(smallWorld());
const others = takePeople(
  world,
  Int32Array.from({ length: 40 }, (_, row) => row),
);
const asked = takePeople(
  world,
  Int32Array.from({ length: 20 }, (_, row) => 40 + row),
);

describe('what the ranker learns from', () => {
  it('is what came before: nothing a person has to be found by is in their history or among what is left out', () => {
    for (const { history, targets } of rankingCases(asked)) {
      expect(Array.from(history).filter((column) => targets.includes(column))).toEqual([]);
    }
    const [one] = rankingCases(asked, 5);
    expect(one!.history).toHaveLength(5);
    const seen = seeCase(fitScorers(others, parameters, 1), one!);
    expect(Array.from(seen.candidates).filter((column) => one!.history.includes(column))).toEqual([]);
    expect(seen.features[0]).toHaveLength(RANKER_FEATURES.length);
  });

  it('does not see what others do at the moment or later', () => {
    const timeless: readonly RankerFeature[] = ['popularity', 'trending', 'age', 'era', 'history'];
    const featuresOf = (events: Events, { title, moment }: { title: number; moment: number }) => {
      const planted = { ...others, ...sequencesOf(events) };
      const { features } = fitScorers(planted, parameters, 1).see(
        { history: Int32Array.of(1, 2), moment },
        Int32Array.of(title),
      );
      return timeless.map((name) => features[0]![RANKER_FEATURES.indexOf(name)]!);
    };
    const moment = Math.max(...eventsOf(others).times) - 3 * 24 * 3600;
    expect(findLeak(featuresOf, eventsOf(others), [{ person: 0, title: 3, moment }])).toBeUndefined();
  });

  it('means the same whichever people the graph was fitted on: its vectors are turned alike', () => {
    const whole = fitScorers(world, parameters, 1);
    const part = fitScorers(others, parameters, 1, whole.graph);
    const viewing = { history: Int32Array.of(0, 4, 8), moment: 0 };
    const [a, b] = [whole, part].map((scorers) => scorers.see(viewing, Int32Array.of(12)).user);
    expect(a!.reduce((sum, value, d) => sum + value * b![d]!, 0)).toBeGreaterThan(0.8);
  });
});

describe('the evaluation of the ranker', () => {
  it('counts the same people for the ranker, the link predictor and every feature', () => {
    const result = evaluateRanker(timed(smallWorld(24, 30)), 1, { mostSteps: 4, lookEvery: 2 });
    const table = result.segments['all known'];
    expect([...table.keys()]).toEqual([
      'ranker',
      'ranker without order',
      'logistic regression',
      ...RANKER_FEATURES,
    ]);
    expect(new Set([...table.values()].map(({ metrics }) => metrics.length)).size).toBe(1);
    const report = formatRanker(result);
    expect(report).toContain('ranker − graph, ndcg@100');
  });

  it('refuses data without times', () => {
    expect(() => evaluateRanker(smallWorld(), 1)).toThrow(/needs the time of every rating/);
  });
});

function sequencesOf({ people, titles, times }: Events) {
  const rows = Array.from({ length: 1 + Math.max(...people) }, (_, person) =>
    Array.from(people.keys()).filter((place) => people[place] === person),
  );
  return {
    sequences: rows.map((places) => Int32Array.from(places, (place) => titles[place]!)),
    moments: rows.map((places) => Float64Array.from(places, (place) => times[place]!)),
  };
}
