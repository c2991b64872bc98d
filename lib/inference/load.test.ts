import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { addScaled, dot, norm } from '../math/vector.ts';
import { listBundleFolders } from '../model-registry/bundles.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { RANKER_FEATURES, rankerRow, readRankerViewer } from '../recommender/ranking/ranker-features.ts';
import { recommend } from '../recommender/recommend.ts';
import { loved, makeContext } from '../recommender/testing/world.ts';
import { readList } from '../recommender/titles/near-lists.ts';
import type { LoadedEngine } from './assemble.ts';
import { readBundle } from './bundle.ts';
import { loadEngine } from './load.ts';

let engine: LoadedEngine;
const titles = readCatalogue().map(({ title, ...facts }, index) => ({
  ...facts,
  id: 5000 + index,
  name: title,
  flagged: false,
}));
const rowOf = (slug: string) => titles.findIndex((title) => title.slug === slug);

beforeAll(async () => {
  const [folder] = listBundleFolders('models/bundles');
  engine = await loadEngine(readBundle(folder!), titles);
});
afterAll(() => engine.close());

describe('the shipped engine', () => {
  it('covers at least 700 catalogue titles by the graph, and gives every other one a vector too', () => {
    const inGraph = titles.filter((_, row) => engine.inGraph(row)).length;
    expect(inGraph).toBeGreaterThanOrEqual(700);
    for (const [row, title] of titles.entries()) {
      expect(Number.isFinite(engine.prior(row)), title.slug).toBe(true);
      expect(norm(engine.titleVector(row)), title.slug).toBeGreaterThan(0);
    }
  });

  it('places a title outside the graph nearer to what it shares features with than to other titles', () => {
    const inGraph = [...titles.keys()].filter((row) => engine.inGraph(row));
    const outside = [...titles.keys()].filter((row) => !engine.inGraph(row));
    const cosine = (a: Float32Array, b: Float32Array) => dot(a, b) / norm(a) / norm(b);
    const mean = (rows: readonly number[], row: number) =>
      rows.reduce((sum, other) => sum + cosine(engine.titleVector(row), engine.titleVector(other)), 0) /
      rows.length;
    const nearer = outside.filter((row) => {
      const alike = readList(engine.alikeLists, row).map((one) => one.row);
      return mean(alike.filter((other) => engine.inGraph(other)).slice(0, 10), row) > mean(inGraph, row);
    });
    expect(nearer.length / outside.length).toBeGreaterThan(0.9);
  });

  it('encodes by ONNX as the formula says, to 1e-5', async () => {
    const histories = [
      [{ row: rowOf('heat-1995'), weight: 1 }],
      [
        { row: rowOf('toy-story-1995'), weight: 1.3 },
        { row: rowOf('parasite-2019'), weight: -0.4 },
        { row: rowOf('the-matrix-1999'), weight: 0.6 },
      ],
    ];
    const encoded = await engine.encode(histories, 0.5);
    for (const [index, history] of histories.entries()) {
      const sum = new Float32Array(engine.dimensions);
      for (const { row, weight } of history) addScaled(sum, weight, engine.encoderVector(row));
      addScaled(sum, encoded[index]!.populationWeight, engine.populationVector);
      const length = norm(sum);
      expect(encoded[index]!.norm).toBeCloseTo(length, 4);
      for (let d = 0; d < engine.dimensions; d++) {
        expect(Math.abs(encoded[index]!.vector[d]! - sum[d]! / length)).toBeLessThan(1e-5);
      }
    }
  });

  it('predicts by ONNX as the formula says, to 1e-4 of a logit', async () => {
    const [encoded] = await engine.encode([[{ row: 3, weight: 1 }]], 1);
    const vector = encoded!.vector;
    const rows = [0, 10, 200, 900];
    const side = Float32Array.from(rows.flatMap((row) => [0.05 * row, engine.prior(row)]));
    const logits = await engine.predict(vector, rows, side);
    for (const [index, row] of rows.entries()) {
      const { link } = engine;
      const expected =
        link.vector * dot(vector, engine.titleVector(row)) +
        link.coWatch * side[index * 2]! +
        link.prior * side[index * 2 + 1]! +
        link.bias;
      expect(Math.abs(logits[index]! - expected)).toBeLessThan(1e-4 * Math.max(1, Math.abs(expected)));
    }
  });

  it('ranks five hundred titles in one batch as it ranks each alone, unknown features too', async () => {
    const ranker = engine.ranker!;
    const rows = [...titles.keys()].filter((row) => engine.inGraph(row)).slice(0, 500);
    const now = Date.UTC(2026, 10, 20);
    const interactions = ['heat-1995', 'alien-1979'].map((slug) => ({
      ...loved(0),
      titleId: 5000 + rowOf(slug),
    }));
    const viewer = readRankerViewer(interactions, now, engine, ranker)!;
    const width = RANKER_FEATURES.length;
    const features = Float32Array.from(
      rows.flatMap((row) => Array.from(rankerRow(viewer, row, engine, ranker))),
    );
    features[3 * width + RANKER_FEATURES.indexOf('language')] = Number.NaN;
    const together = await ranker.rank(viewer.vector, rows, features);
    expect(together).toHaveLength(500);
    for (const place of [0, 3, 250, 499]) {
      const own = features.slice(place * width, (place + 1) * width);
      const [alone] = await ranker.rank(viewer.vector, [rows[place]!], own);
      expect(Math.abs(together[place]! - alone!)).toBeLessThan(1e-5);
    }
    const [followed, other] = ['aliens-1986', 'clueless-1995'].map((slug) => viewer.order[rowOf(slug)]!);
    expect(followed).toBeGreaterThan(other!);
  });

  it('tells two tastes apart', async () => {
    const slateFor = async (slugs: string[]) => {
      const interactions = slugs.map((slug) => ({ ...loved(0), titleId: 5000 + rowOf(slug) }));
      const request = { viewerId: 'me', surface: 'for-you', limit: 10, filters: {}, seed: 1 } as const;
      const { items } = await recommend(request, makeContext({ interactions }), engine, defaultPolicy);
      return items.map(({ titleId }) => titles[titleId - 5000]!.slug);
    };
    const dark = await slateFor(['heat-1995', 'the-thing-1982', 'alien-1979']);
    const light = await slateFor(['clueless-1995', 'notting-hill-1999', 'amelie-2001']);
    expect(dark.filter((slug) => light.includes(slug)).length).toBeLessThanOrEqual(4);
  });

  it('rejects what it was asked when its thread ends, and answers again soon after', async () => {
    const crashed = engine.crash();
    await expect(engine.encode([[{ row: 1, weight: 1 }]], 1)).rejects.toThrow(/worker/);
    await crashed;
    const answered = async () =>
      engine.encode([[{ row: 1, weight: 1 }]], 1).then(
        () => true,
        () => false,
      );
    let back = false;
    for (let tries = 0; tries < 100 && !back; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      back = await answered();
    }
    expect(back).toBe(true);
  });
});
