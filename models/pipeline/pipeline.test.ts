import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mean } from '../../lib/math/statistics.ts';
import type { DescribedItem } from '../baselines/features.ts';
import { smallWorld, timed } from '../testing/worlds.ts';
import { catalogueOf } from './catalogue.ts';
import { evaluatePipeline } from './evaluate-pipeline.ts';
import { fitPolicy, TRIALS } from './fit-policy.ts';
import { formatPipeline, pipelineRows } from './pipeline-report.ts';
import { formatFittedPolicy } from './policy-report.ts';

const PATIENCE = 120_000;
const bundles = mkdtempSync(path.join(tmpdir(), 'matinee-bundles-'));
afterAll(() => rmSync(bundles, { recursive: true }));

/** Four tastes, and genres that say which title is for which. */
const GENRES = ['Comedy', 'Drama', 'Horror', 'War'];
const plain = timed(smallWorld(80, 80));
const world = {
  ...plain,
  items: plain.items.map((item, column) => ({
    ...item,
    features: [{ name: `genre:${GENRES[column % 4]}` }],
  })),
};
const options = { seed: 1, stock: 'all', bundles, folds: [0] } as const;

describe('the study of the pipeline', { timeout: PATIENCE }, () => {
  it('serves held-out people through the published bundle, and beats popularity where tastes differ', async () => {
    const result = await evaluatePipeline(world, options);
    const ndcg = (name: string) => mean(result.segments.get('all')!.get(name)!.metrics['ndcg@10']);
    expect(ndcg('pipeline')).toBeGreaterThan(ndcg('popularity'));
    expect(ndcg('graph alone')).toBeGreaterThan(ndcg('popularity'));
    const text = formatPipeline(result);
    expect(text).toContain('known 3 (16 people)');
    expect(text).toMatch(/pipeline − graph alone: ndcg@10 /);
    const [first] = pipelineRows(result);
    expect(first).toMatchObject({
      model: 'pipeline',
      metrics: { 'ndcg@10': { value: expect.any(Number) }, 'coverage@20': { value: expect.any(Number) } },
      segments: { 'known 0': { novelty: { value: expect.any(Number) } } },
    });
  });

  it('uses a kept bundle again, and gives the same lists with it', async () => {
    const before = readdirSync(bundles);
    const [one, other] = [await evaluatePipeline(world, options), await evaluatePipeline(world, options)];
    expect(readdirSync(bundles)).toEqual(before);
    const lists = (result: typeof one) =>
      [...result.segments].map(([, listed]) =>
        [...listed].map(([, { metrics, counts }]) => [metrics, counts]),
      );
    expect(lists(one)).toEqual(lists(other));
  });

  it('fits the policy by what it tries, within the floors, and says all of it', async () => {
    const trials = TRIALS.filter(({ of }) => of === 'ranker.novelty').map((trial) => ({
      ...trial,
      values: [0, 9],
    }));
    const fitted = await fitPolicy(world, options, trials);
    expect(fitted.best.quality).toBeGreaterThanOrEqual(fitted.start.quality);
    expect(fitted.tried.map(({ value }) => value).slice(0, 2)).toEqual([0, 9]);
    const taken = fitted.tried.filter(({ judged }) => judged === fitted.best);
    expect(taken.every(({ below }) => below.length === 0)).toBe(true);
    expect(formatFittedPolicy(fitted)).toContain('| ranker.novelty 9 |');
  });
});

describe('the catalogue of a data set', () => {
  it('takes what ours knows of a title, and else genres and year from the data', () => {
    const features = [{ name: 'genre:Sci-Fi' }, { name: 'genre:Film-Noir' }, { name: 'tag:slow', person: 3 }];
    const unknown: DescribedItem = { movieId: 7, title: 'Unheard-of, The (1931)', features };
    const items = [unknown, { movieId: 6, title: 'Heat (1995)' }];
    const [other, heat] = catalogueOf(items, 'all');
    expect(heat).toMatchObject({ slug: 'heat-1995', makers: ['Michael Mann'], language: 'en', id: 2 });
    expect(other).toMatchObject({
      name: 'The Unheard-of',
      year: 1931,
      genres: ['science-fiction'],
      keywords: ['noir'],
      makers: [],
      id: 1,
    });
    expect(catalogueOf(items, 'described')).toEqual([heat]);
  });
});
