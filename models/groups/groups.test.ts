import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mean } from '../../lib/math/statistics.ts';
import { defaultGroupPolicy } from '../../lib/recommender/policy.ts';
import { makeWorldFacts } from '../../lib/recommender/testing/world.ts';
import { smallWorld, timed } from '../testing/worlds.ts';
import { bootstrapMean } from './bootstrap.ts';
import { evaluateGroups } from './evaluate-groups.ts';
import { measureGroup } from './group-metrics.ts';
import { formatGroups, groupRows } from './groups-report.ts';
import type { ScoredGroup } from './scored-groups.ts';
import { byRule, waysOf } from './ways.ts';

const PATIENCE = 240_000;
const bundles = mkdtempSync(path.join(tmpdir(), 'matinee-groups-'));
afterAll(() => rmSync(bundles, { recursive: true }));

/** Forty titles; two people, of whom one wants the first of them and the other the last. */
function makeGroup(change: Partial<ScoredGroup> = {}): ScoredGroup {
  const titles = Array.from({ length: 40 }, (_, row) => ({ ...makeWorldFacts(row), makers: [] }));
  const rising = Float32Array.from(titles, (_, index) => index / 39);
  return {
    kind: 'divergent',
    titles,
    priors: rising,
    fits: [rising, rising.toReversed()],
    fitsWithWatchlists: [rising, rising.toReversed()],
    targets: [new Set([39, 38, 37]), new Set([0, 1])],
    watchlists: [new Set([5]), new Set([5, 6])],
    seed: 1,
    ...change,
  };
}
const firstNight = { gone: new Uint8Array(40), weights: [], number: 0 };

describe('the study of groups', { timeout: PATIENCE }, () => {
  it('beats chance and popularity where tastes differ, and says all of it', async () => {
    const world = timed(smallWorld(100, 80));
    const options = { seed: 1, stock: 'all', bundles, folds: [0], groups: 2 } as const;
    const result = await evaluateGroups(world, options);
    const served = (way: string) => mean(result.measured.get(way)!['ndcg mean']);
    expect(served('average')).toBeGreaterThan(served('random'));
    expect(served('average')).toBeGreaterThan(served('popularity'));
    expect(result.kinds.length).toBeGreaterThan(3);
    const text = formatGroups(result);
    for (const name of waysOf().keys()) expect(text).toContain(`| ${name} |`);
    expect(groupRows(result)[0]).toMatchObject({
      model: 'average',
      metrics: { 'ndcg mean': { value: expect.any(Number) } },
      segments: { similar: { 'nights least': { value: expect.any(Number) } } },
    });
    expect((await evaluateGroups(world, options)).measured).toEqual(result.measured);
  });
});

describe('what a group has of its nights', () => {
  it('counts a watched title once, and knows the least served member', () => {
    const both = measureGroup(makeGroup(), byRule('taking-turns', defaultGroupPolicy), defaultGroupPolicy);
    expect(both['nights mean']).toBeCloseTo((3 + 2) / 10 / 2);
    expect(both['nights least']).toBeCloseTo(0.2);
    expect(both['nights least/most']).toBeCloseTo(2 / 3);
    expect(both['all find something']).toBe(1);
    const one = { deal: () => [39, 38], weighsPast: false };
    expect(measureGroup(makeGroup(), one, defaultGroupPolicy)).toMatchObject({
      'ndcg least': 0,
      'ndcg least/most': 0,
      'all find something': 0,
      'first mean': 0.5,
      'vote mean': 0.5,
    });
  });

  it('tells whoever gave in that they count more now', () => {
    const heard: (readonly number[])[] = [];
    const way = {
      weighsPast: true,
      deal: (_: ScoredGroup, { weights, number }: { weights: readonly number[]; number: number }) => {
        heard.push(weights);
        return [39 - number, 1];
      },
    };
    measureGroup(makeGroup({ targets: [new Set([39]), new Set()] }), way, defaultGroupPolicy);
    expect(heard[0]).toEqual([1, 1]);
    expect(heard[1]![1]).toBeGreaterThan(heard[1]![0]!);
  });
});

describe('what a rule has to beat', () => {
  const deal = (name: string, change: Partial<ScoredGroup> = {}, gone = new Uint8Array(40)) =>
    waysOf()
      .get(name)!
      .deal(makeGroup(change), { ...firstNight, gone });

  it('is what stands on most watchlists, then what is best known', () => {
    expect(deal('watchlist overlap').slice(0, 4)).toEqual([5, 6, 39, 38]);
  });

  it('is what is best known, and by chance', () => {
    expect(deal('popularity').slice(0, 3)).toEqual([39, 38, 37]);
    expect(deal('random')).not.toEqual(deal('random', { seed: 2 }));
  });

  it('is everybody’s own list, joined', () => {
    expect(deal('average of single lists').slice(0, 4)).toEqual([0, 39, 1, 38]);
  });

  it('deals nothing that is gone', () => {
    const gone = new Uint8Array(40).fill(1, 30);
    for (const name of waysOf().keys()) expect(Math.max(...deal(name, {}, gone))).toBeLessThan(30);
  });
});

describe('a bootstrap interval', () => {
  it('holds the mean, and is nothing where all are the same', () => {
    const { value, low, high } = bootstrapMean([0, 1, 0, 1, 1, 0, 1, 1]);
    expect(value).toBe(0.625);
    expect(low).toBeLessThan(0.625);
    expect(high).toBeGreaterThan(0.625);
    expect(bootstrapMean([0.3, 0.3])).toEqual({ value: 0.3, low: 0.3, high: 0.3 });
  });
});
