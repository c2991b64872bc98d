import { describe, expect, it } from 'vitest';
import { dot, norm } from '../../lib/math/vector.ts';
import {
  RANKER_FEATURES,
  type RankerFeature,
  rankerRow,
  readRankerViewer,
} from '../../lib/recommender/ranking/ranker-features.ts';
import type { Events } from '../as-of.ts';
import { type Diary, takePeople } from '../dataset.ts';
import { fitGraphFilter } from '../graph/graph-filter.ts';
import { findLeak } from '../testing/plant-leak.ts';
import { smallWorld, timed } from '../testing/worlds.ts';
import { evaluateRanker, formatRanker } from './evaluate-ranker.ts';
import { rankingCases, seeCase } from './ranker-cases.ts';
import { fitScorers, type RankerParameters, type Scorers } from './ranker-scorers.ts';
import { viewFit } from './ranker-view.ts';

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
  link: { vector: 20, coWatch: 20, prior: 0, bias: 0 },
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

const allOf = (graph: Scorers) => graph.see(oneCase!, 500)!;
const [oneCase] = rankingCases(asked, 5);

describe('what the ranker learns from', () => {
  it('is what came before: nothing a person has to be found by is in their history or among what is left out', () => {
    for (const { interactions, targets, moment } of rankingCases(asked)) {
      expect(interactions.filter(({ titleId }) => targets.includes(titleId))).toEqual([]);
      expect(interactions.every(({ at }) => at < moment)).toBe(true);
    }
    expect(oneCase!.interactions.filter(({ rating }) => rating! >= 4)).toHaveLength(5);
    const [seen] = seeCase(fitScorers(others, parameters, 1), oneCase!);
    const done = oneCase!.interactions.map(({ titleId }) => titleId);
    expect(Array.from(seen!.columns).filter((column) => done.includes(column))).toEqual([]);
    expect(seen!.features[0]).toHaveLength(RANKER_FEATURES.length);
  });

  it('does not see what others do at the moment or later', () => {
    const timeless: readonly RankerFeature[] = ['popularity', 'quality', 'age', 'era', 'history'];
    const graph = fitGraphFilter(others, parameters.graph, 1);
    const rows = graph.rows.length;
    const none = { perRow: 1, ids: new Int32Array(rows).fill(-1), weights: new Float32Array(rows) };
    const featuresOf = (events: Events, { title, moment }: { title: number; moment: number }) => {
      const view = viewFit({ ...others, diaries: diariesOf(events) }, graph, none, 1, parameters.link);
      const viewer = readRankerViewer(oneCase!.interactions, 1000 * moment, view, view.knowledge)!;
      const read = rankerRow(viewer, view.rowOf(title)!, view, view.knowledge);
      return timeless.map((name) => read[RANKER_FEATURES.indexOf(name)]!);
    };
    const events = eventsOf(others.diaries!);
    const moment = Math.max(...events.times) - 3 * 24 * 3600;
    expect(findLeak(featuresOf, events, [{ person: 0, title: 3, moment }])).toBeUndefined();
  });

  it('means the same whichever people the graph was fitted on: its vectors are turned alike', () => {
    const whole = fitScorers(world, parameters, 1);
    const part = fitScorers(others, parameters, 1, whole.graph);
    const [a, b] = [allOf(whole), allOf(part)].map(({ user }) => user);
    expect(dot(a!, b!) / norm(a!) / norm(b!)).toBeGreaterThan(0.8);
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

function eventsOf(diaries: readonly Diary[]): Events {
  const each = diaries.flatMap(({ columns, stars, moments }, person) =>
    Array.from(columns, (title, place) => ({ person, title, value: stars[place]!, time: moments[place]! })),
  );
  return {
    people: Int32Array.from(each, ({ person }) => person),
    titles: Int32Array.from(each, ({ title }) => title),
    values: Float32Array.from(each, ({ value }) => value),
    times: Float64Array.from(each, ({ time }) => time),
  };
}

function diariesOf({ people, titles, values, times }: Events): Diary[] {
  return Array.from({ length: 1 + Math.max(...people) }, (_, person) => {
    const places = Int32Array.from(people.keys()).filter((place) => people[place] === person);
    return {
      columns: places.map((place) => titles[place]!),
      stars: Float32Array.from(places, (place) => values[place]!),
      moments: Float64Array.from(places, (place) => times[place]!),
    };
  });
}
