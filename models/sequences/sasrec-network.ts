/** The network of SASRec as ONNX graphs: causal transformer blocks over rows of titles, the loss over all next titles and its slopes. */
import { normal, type Random } from '../../lib/math/random.ts';
import { type GradientGraph, gradientGraph } from './gradient-graph.ts';
import type { Value } from './graph-nodes.ts';

/** Deviation of the first title vectors: every score starts near 0. */
const START = 0.02;

export type NetworkSettings = {
  readonly dimensions: number;
  readonly heads: number;
  readonly blocks: number;
  /** How many titles a row holds: the last so many are read. */
  readonly window: number;
  /** Width of a block's hidden layer, in dimensions. */
  readonly widening: number;
};

/** Names and dimensions of what is learned, but for the titles [items × d] themselves. */
export function weightDims({ dimensions: d, heads, blocks, window, widening }: NetworkSettings) {
  const hidden = widening * d;
  const dims: Record<string, readonly number[]> = { gainLast: [d], biasLast: [d] };
  for (let block = 0; block < blocks; block++) {
    Object.assign(dims, {
      [`lags${block}`]: [heads, window],
      [`query${block}`]: [d, d],
      [`key${block}`]: [d, d],
      [`value${block}`]: [d, d],
      [`output${block}`]: [d, d],
      [`widen${block}`]: [d, hidden],
      [`widenBias${block}`]: [hidden],
      [`narrow${block}`]: [hidden, d],
      [`narrowBias${block}`]: [d],
      [`gainAttend${block}`]: [d],
      [`biasAttend${block}`]: [d],
      [`gainThink${block}`]: [d],
      [`biasThink${block}`]: [d],
    });
  }
  return dims;
}

/** Matrices at 1/√rows, gains at 1, the rest at 0. */
export function startNetwork(
  settings: NetworkSettings,
  items: number,
  random: Random,
): Record<string, Float32Array> {
  const draw = (length: number, deviation: number) =>
    Float32Array.from({ length }, () => deviation * normal(random));
  const weights: Record<string, Float32Array> = { titles: draw(items * settings.dimensions, START) };
  for (const [name, dims] of Object.entries(weightDims(settings))) {
    const length = dims.reduce((product, dim) => product * dim, 1);
    if (dims.length === 2 && !name.startsWith('lags')) weights[name] = draw(length, 1 / Math.sqrt(dims[0]!));
    else weights[name] = new Float32Array(length).fill(name.startsWith('gain') ? 1 : 0);
  }
  return weights;
}

/** Places where training drops numbers at random: after reading, and at the end of both halves of every block. */
export function dropNames({ blocks }: NetworkSettings): string[] {
  return [
    'readDrop',
    ...Array.from({ length: blocks }, (_, block) => [`attendDrop${block}`, `thinkDrop${block}`]).flat(),
  ];
}

/**
 * x = titles; x += attend(norm x) O and x += relu(norm x W₁ + b₁) W₂ + b₂ in every block; norm x. Attention adds to each
 * pair of places what their distance is worth, `lags…`, given as [heads × window × window]: no vectors for places.
 * read [rows · window × d] → out [rows · window × d].
 */
function addEncoder(
  graph: GradientGraph,
  settings: NetworkSettings,
  { rows, training }: { readonly rows: number; readonly training: boolean },
) {
  const { dimensions: d, heads, blocks, window } = settings;
  const tokens = rows * window;
  const mask = graph.input('mask', [rows, 1, window, window]);
  const weights = Object.fromEntries(
    Object.entries(weightDims(settings)).map(([name, dims]) => [
      name,
      graph.input(name, name.startsWith('lags') ? [heads, window, window] : dims, training),
    ]),
  );
  const weight = (name: string) => weights[name]!;
  const drop = (name: string, x: Value) => (training ? graph.times(x, graph.input(name, [tokens, d])) : x);
  const norm = (x: Value, name: string) =>
    graph.plus(graph.times(graph.normalise(x), weight(`gain${name}`)), weight(`bias${name}`));
  const split = (x: Value, order: readonly number[]) =>
    graph.transpose(graph.reshape(x, [rows, window, heads, d / heads]), order);
  const attend = (x: Value, block: number) => {
    const query = split(graph.product(x, weight(`query${block}`)), [0, 2, 1, 3]);
    const key = split(graph.product(x, weight(`key${block}`)), [0, 2, 3, 1]);
    const value = split(graph.product(x, weight(`value${block}`)), [0, 2, 1, 3]);
    const alike = graph.scale(graph.product(query, key), 1 / Math.sqrt(d / heads));
    const shares = graph.softmax(graph.plus(graph.plus(alike, mask), weight(`lags${block}`)));
    const heard = graph.transpose(graph.product(shares, value), [0, 2, 1, 3]);
    return graph.product(graph.reshape(heard, [tokens, d]), weight(`output${block}`));
  };
  const think = (x: Value, block: number) => {
    const wide = graph.plus(graph.product(x, weight(`widen${block}`)), weight(`widenBias${block}`));
    const narrow = graph.product(graph.relu(wide), weight(`narrow${block}`));
    return graph.plus(narrow, weight(`narrowBias${block}`));
  };
  const read = graph.input('read', [tokens, d], training);
  let x = drop('readDrop', read);
  for (let block = 0; block < blocks; block++) {
    x = graph.plus(x, drop(`attendDrop${block}`, attend(norm(x, `Attend${block}`), block)));
    x = graph.plus(x, drop(`thinkDrop${block}`, think(norm(x, `Think${block}`), block)));
  }
  return { out: norm(x, 'Last'), learned: [read, ...Object.values(weights)] };
}

/** One row in, its vectors [window × d] out as `out`. */
export function encoderGraph(settings: NetworkSettings): Uint8Array {
  const graph = gradientGraph('sasrec');
  graph.output('out', addEncoder(graph, settings, { rows: 1, training: false }).out);
  return graph.write();
}

/**
 * `misses` [rows · window × 1] = log Σ_j exp(h · E_j) − h · target at every place, and the slopes of Σ share ∘ misses for
 * every weight, for `read`, `targets` [rows · window × d] and `candidates` E [candidates × d]. Where E is a sample its logits are
 * shifted by −log(how often each is expected in it), and the miss is the softplus of that difference: the target is one more in the sum.
 */
export function trainingGraph(
  settings: NetworkSettings,
  rows: number,
  candidates: number,
  sampled: boolean,
): Uint8Array {
  const graph = gradientGraph('sasrec training');
  const tokens = rows * settings.window;
  const { out, learned } = addEncoder(graph, settings, { rows, training: true });
  const targets = graph.input('targets', [tokens, settings.dimensions], true);
  const all = graph.input('candidates', [candidates, settings.dimensions], true);
  const shift = sampled ? graph.input('shift', [1, candidates]) : undefined;
  const right = graph.sumOfRows(graph.times(out, targets));
  const margin = graph.minus(graph.crowd(out, all, shift), right);
  const misses = sampled ? graph.softplus(margin) : margin;
  graph.output('misses', misses);
  graph.addSlopes(misses, graph.input('shares', [tokens, 1]), [...learned, targets, all]);
  return graph.write();
}
