import { expect, it } from 'vitest';
import { accuracyOf, curvesOf } from '../plot.ts';
import { drawPanels, freePlace, overlap } from './chart.ts';

const rowOf = (model: string, fitSeconds: number, value: number) => ({
  model,
  data: 'films <1>',
  metrics: { 'ndcg@100': { value, low: value - 0.01, high: value + 0.01 } },
  fitSeconds,
});

it('finds a place of its own for every label, however close the points are', () => {
  const frame = { x: 0, y: 0, width: 440, height: 270 };
  const taken: ReturnType<typeof freePlace>[] = [];
  for (let index = 0; index < 12; index++) {
    const box = freePlace(`some-model-${index}`, [200 + index, 130 - index], taken, frame);
    expect(taken.some((other) => overlap(other, box))).toBe(false);
    taken.push(box);
  }
});

it('draws every model once, with its numbers, also one that took no time', () => {
  const rows = [rowOf('popularity', 0, 0.2), rowOf('ease', 12, 0.36)];
  const svg = drawPanels([accuracyOf(rows, 'ndcg@100', 'a.json')]);
  expect(svg).toContain('<title>films &lt;1&gt;</title>');
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(svg).toContain('>popularity</text>');
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(() => accuracyOf(rows, 'map@5', 'a.json')).toThrow(
    'a.json: popularity has no map@5; there are ndcg@100',
  );
});

it('draws a curve for whoever learned step by step', () => {
  const curve = {
    ...rowOf('sasrec', 9, 0.1),
    learningCurve: [
      [1, 0.1],
      [20, 0.15],
    ] as [number, number][],
  };
  const svg = drawPanels([curvesOf([rowOf('ease', 1, 0.3), curve], 'a.json')]);
  expect(svg).toContain('>sasrec</text>');
  expect(svg).not.toContain('>ease</text>');
  expect(() => curvesOf([rowOf('ease', 1, 0.3)], 'a.json')).toThrow('no model in it learns step by step');
});
