import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { type GradientGraph, gradientGraph } from './gradient-graph.ts';
import type { Value } from './graph-nodes.ts';
import { openGraph } from './graph-session.ts';

type Shapes = Readonly<Record<string, readonly number[]>>;
type Build = (graph: GradientGraph, inputs: Record<string, Value>) => Value;

const sizeOf = (dims: readonly number[]) => dims.reduce((product, dim) => product * dim, 1);

/** The graph of Σ weight ∘ build(inputs), and a run of it on given numbers. */
function openBuilt(shapes: Shapes, build: Build) {
  const graph = gradientGraph('test');
  const inputs = Object.fromEntries(
    Object.entries(shapes).map(([name, dims]) => [name, graph.input(name, dims, true)]),
  );
  const result = build(graph, inputs);
  graph.output('result', result);
  const slope = graph.input('slope', result.dims);
  graph.addSlopes(result, slope, Object.values(inputs));
  return { dims: result.dims, run: openGraph(graph.write()).run };
}

function randomInputs(shapes: Shapes, seed = 1): Record<string, Float32Array> {
  const random = seededRandom(seed);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, dims]) => [
      name,
      Float32Array.from({ length: sizeOf(dims) }, () => normal(random)),
    ]),
  );
}

const CASES: readonly (readonly [string, Shapes, Build])[] = [
  ['a sum that repeats a row', { a: [3, 4], b: [4] }, (g, { a, b }) => g.plus(a!, b!)],
  ['a difference that repeats a column', { a: [3, 4], b: [3, 1] }, (g, { a, b }) => g.minus(a!, b!)],
  ['a product place by place', { a: [2, 3, 4], b: [3, 1] }, (g, { a, b }) => g.times(a!, b!)],
  ['something times itself', { a: [3, 2] }, (g, { a }) => g.times(a!, a!)],
  ['a matrix product', { a: [3, 4], b: [4, 2] }, (g, { a, b }) => g.product(a!, b!)],
  ['matrix products side by side', { a: [2, 3, 4], b: [2, 4, 5] }, (g, { a, b }) => g.product(a!, b!)],
  ['axes in another order', { a: [2, 3, 4] }, (g, { a }) => g.transpose(a!, [2, 0, 1])],
  ['another shape', { a: [2, 6] }, (g, { a }) => g.reshape(a!, [3, 4])],
  ['what is above zero', { a: [3, 4] }, (g, { a }) => g.relu(a!)],
  ['softplus', { a: [3, 4] }, (g, { a }) => g.softplus(a!)],
  ['sums of rows', { a: [3, 4] }, (g, { a }) => g.sumOfRows(a!)],
  ['softmax', { a: [2, 3, 4] }, (g, { a }) => g.softmax(a!)],
  ['rows brought to one level', { a: [3, 5] }, (g, { a }) => g.normalise(a!)],
  ['the crowd', { h: [3, 2], e: [5, 2] }, (g, { h, e }) => g.crowd(h!, e!)],
];

describe.each(CASES)('%s', (_, shapes, build) => {
  it('has the slopes that finite differences have', () => {
    const { dims, run } = openBuilt(shapes, build);
    const inputs = randomInputs(shapes);
    const slope = randomInputs({ slope: dims }, 2).slope!;
    const lossAt = () =>
      run({ ...inputs, slope }).result!.reduce((sum, value, index) => sum + value * slope[index]!, 0);
    const slopes = run({ ...inputs, slope });
    for (const [name, values] of Object.entries(inputs)) {
      values.forEach((value, index) => {
        values[index] = value + 0.01;
        const above = lossAt();
        values[index] = value - 0.01;
        expect(slopes[`slope:${name}`]![index]).toBeCloseTo((above - lossAt()) / 0.02, 2);
        values[index] = value;
      });
    }
  });
});

describe('a graph', () => {
  it('counts the crowd as the logarithm of all its exponentials, without overflow', () => {
    const { run } = openBuilt({ h: [2, 1], e: [3, 1] }, (g, { h, e }) => g.crowd(h!, e!));
    const { result } = run({
      h: Float32Array.of(1, 100),
      e: Float32Array.of(1, 2, 3),
      slope: new Float32Array(2),
    });
    expect(result![0]).toBeCloseTo(Math.log(Math.E + Math.E ** 2 + Math.E ** 3), 5);
    expect(result![1]).toBeCloseTo(300, 3);
  });

  it('refuses shapes that do not fit, and slopes of what nothing depends on', () => {
    const graph = gradientGraph('odd');
    const [a, b] = [graph.input('a', [2, 3], true), graph.input('b', [2], true)];
    expect(() => graph.plus(a, b)).toThrow('[2,3] and [2] do not fit together');
    expect(() => graph.addSlopes(graph.relu(a), a, [b])).toThrow('nothing leads from');
  });
});

describe('a session', () => {
  it('says which input is missing', () => {
    const { run } = openBuilt({ a: [1] }, (g, { a }) => g.relu(a!));
    expect(() => run({ slope: new Float32Array(1) })).toThrow('input a is missing');
  });
});
