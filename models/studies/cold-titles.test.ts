import { describe, expect, it } from 'vitest';
import { mean } from '../../lib/math/statistics.ts';
import { checkerboard } from '../testing/worlds.ts';
import { describeBeforeRelease } from './cold-features.ts';
import { formatColdTitles } from './cold-report.ts';
import { evaluateColdTitles } from './cold-titles.ts';

describe('cold titles', () => {
  it('find their people by their features alone, and are counted person by person', () => {
    const result = evaluateColdTitles(checkerboard(40, 40), 1);
    const quality = (model: 'content + graph' | 'popularity by features') =>
      mean(result.people.cold[model].map((metrics) => metrics['ndcg@10']));
    expect(quality('content + graph')).toBeGreaterThan(0.85);
    expect(quality('popularity by features')).toBeLessThan(0.75);
    expect(result.people.cold.content).toHaveLength(result.people.cold['content + graph'].length);
    expect(result.chosen).toHaveLength(5);
    expect(formatColdTitles(result)).toContain('cold, 5 known');
  });

  it('know nothing that somebody who saw them wrote', () => {
    const world = checkerboard();
    const tagged = world.items.map((item) => ({ ...item, features: [{ name: 'tag:great', person: 1 }] }));
    const { features } = describeBeforeRelease({ ...world, items: tagged });
    expect(features.flat().filter((name) => name.startsWith('tag:'))).toEqual([]);
  });

  it('are refused where nothing is known of them', () => {
    const world = checkerboard();
    const bare = world.items.map(({ movieId }) => ({ movieId, title: 'Untitled' }));
    expect(() => describeBeforeRelease({ ...world, items: bare })).toThrow(
      /nothing is known of these titles/,
    );
  });
});
