/**
 * SASRec (Kang and McAuley 2018), small: a causal transformer reads the last titles and says what comes next. Trained against
 * many negatives, as gSASRec (Petrov and Macdonald 2023) found decisive; here by sampled softmax.
 */
import { createAdam } from '../lib/math/adam.ts';
import { addTransposedProduct, multiply, multiplyByTransposed } from '../lib/math/dense.ts';
import { normal, permutation, type Random, seededRandom } from '../lib/math/random.ts';
import { mean } from '../lib/math/statistics.ts';
import { addScaled, timesVector } from '../lib/math/vector.ts';
import { attend, attendBack, normaliseLayer, normaliseLayerBack } from './layers.ts';
import { addSoftmaxLoss, type Negatives, negativeSampler } from './sampled-softmax.ts';
import {
  holdOutLast,
  nextItemNdcg,
  type Sequence,
  type SequenceModel,
  type SequenceModelKind,
} from './sequence-model.ts';

const SETTINGS = { dimensions: 48, window: 50 };
const RATE = 0.002;
/** Deviation of the first item vectors: every score starts near 0. */
const START = 0.02;
const BATCH = 32;
const NEGATIVES = 128;
const MOST_EPOCHS = 40;
const PATIENCE = 3;
/** A small data set goes round more often between two looks, so that every look is after at least so many steps. */
const LEAST_STEPS = 60;
const VALIDATION_CASES = 500;

export type SasRecSettings = {
  readonly dimensions: number;
  /** How many of the last titles are read. */
  readonly window: number;
};

const NAMES = [
  'items',
  'places',
  'query',
  'key',
  'value',
  'output',
  'widen',
  'widenBias',
  'narrow',
  'narrowBias',
  'gainA',
  'biasA',
  'gainB',
  'biasB',
  'gainC',
  'biasC',
] as const;

/** items [items × d], places [window × d]; query, key, value, output, widen, narrow [d × d]; the rest [d]. */
export type SasRecWeights = Readonly<Record<(typeof NAMES)[number], Float64Array>>;

export const sasRec: SequenceModelKind = {
  name: 'sasrec',
  /** Keeps the weights of the best look at the held-out last titles, which are not trained on again. */
  fit(sequences, items, { seed }, progress) {
    const { training, cases } = holdOutLast(sequences, Math.ceil(sequences.length / VALIDATION_CASES));
    const random = seededRandom(seed);
    const trainer = startSasRec(training, items, SETTINGS, random);
    let best = { quality: Number.NEGATIVE_INFINITY, epoch: 0, weights: trainer.weights };
    for (let epoch = 1; epoch <= MOST_EPOCHS && epoch - best.epoch <= PATIENCE; epoch++) {
      trainer.epoch();
      const quality = mean(nextItemNdcg(modelOf(trainer.weights, SETTINGS, epoch), cases));
      if (quality >= best.quality) best = { quality, epoch, weights: copyOf(trainer.weights) };
      progress(epoch / MOST_EPOCHS);
    }
    return modelOf(best.weights, SETTINGS, best.epoch);
  },
};

export function startSasRec(
  sequences: readonly Sequence[],
  items: number,
  settings: SasRecSettings,
  random: Random,
) {
  const usable = sequences.filter(({ length }) => length >= 2);
  const counts = new Float64Array(items);
  for (const sequence of usable) for (const item of sequence) counts[item]! += 1;
  const drawNegatives = negativeSampler(counts, random);
  const weights = startWeights(items, settings, random);
  const adams = NAMES.map((name) => createAdam(weights[name].length, RATE));
  const step = (batch: readonly Sequence[]) => {
    const { loss, slopes } = sasRecLoss(weights, batch, drawNegatives(NEGATIVES), settings);
    NAMES.forEach((name, index) => {
      adams[index]!.step(weights[name], slopes[name]);
    });
    return loss;
  };
  return {
    weights,
    /** One window of every sequence, more often where they are few → the mean loss. */
    epoch(): number {
      const losses: number[] = [];
      while (usable.length > 0 && losses.length < LEAST_STEPS) {
        const order = permutation(usable.length, random);
        for (let start = 0; start < order.length; start += BATCH) {
          const batch = Array.from(order.subarray(start, start + BATCH), (row) =>
            windowOf(usable[row]!, settings.window + 1, random),
          );
          losses.push(step(batch));
        }
      }
      return mean(losses);
    },
  };
}

/** A piece of at most `most` items, any piece equally likely. */
function windowOf(sequence: Sequence, most: number, random: Random): Sequence {
  const start = Math.floor(random() * (Math.max(0, sequence.length - most) + 1));
  return sequence.subarray(start, start + most);
}

function startWeights(items: number, { dimensions, window }: SasRecSettings, random: Random): SasRecWeights {
  const draw = (rows: number, deviation: number) =>
    Float64Array.from({ length: rows * dimensions }, () => deviation * normal(random));
  const filled = (value: number) => new Float64Array(dimensions).fill(value);
  const square = () => draw(dimensions, 1 / Math.sqrt(dimensions));
  return {
    items: draw(items, START),
    places: draw(window, START),
    query: square(),
    key: square(),
    value: square(),
    output: square(),
    widen: square(),
    widenBias: filled(0),
    narrow: square(),
    narrowBias: filled(0),
    gainA: filled(1),
    biasA: filled(0),
    gainB: filled(1),
    biasB: filled(0),
    gainC: filled(1),
    biasC: filled(0),
  };
}

function copyOf(weights: SasRecWeights): SasRecWeights {
  return Object.fromEntries(NAMES.map((name) => [name, weights[name].slice()])) as SasRecWeights;
}

function modelOf(weights: SasRecWeights, settings: SasRecSettings, epochs: number): SequenceModel {
  const { dimensions, window } = settings;
  return {
    hyperParameters: { ...settings, epochs },
    score: (history) => {
      if (history.length === 0) return new Float32Array(weights.items.length / dimensions);
      const { out } = encode(weights, history.slice(-window), settings).last;
      return timesVector(weights.items, out.subarray(-dimensions));
    },
  };
}

/**
 * x = items + places, the newest at the last place; y = x + attend(norm x) O; z = y + relu(norm y W₁ + b₁) W₂ + b₂; norm z.
 * Everything that the way back needs is kept.
 */
function encode(w: SasRecWeights, inputs: Sequence, { dimensions: d, window }: SasRecSettings) {
  const n = inputs.length;
  const x = w.places.slice((window - n) * d);
  inputs.forEach((item, place) => {
    addScaled(x.subarray(place * d, (place + 1) * d), 1, w.items, item * d);
  });
  const first = normaliseLayer(x, w.gainA, w.biasA);
  const projected = [w.query, w.key, w.value].map((matrix) => multiply(first.out, matrix, n, d, d)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const attended = attend(...projected, d);
  const y = multiply(attended.out, w.output, n, d, d);
  addScaled(y, 1, x);
  const second = normaliseLayer(y, w.gainB, w.biasB);
  const hidden = addBias(multiply(second.out, w.widen, n, d, d), w.widenBias).map((value) =>
    Math.max(0, value),
  );
  const z = addBias(multiply(hidden, w.narrow, n, d, d), w.narrowBias);
  addScaled(z, 1, y);
  return { first, projected, attended, second, hidden, last: normaliseLayer(z, w.gainC, w.biasC) };
}

function addBias(rows: Float64Array, bias: Float64Array): Float64Array {
  for (let index = 0; index < rows.length; index++) rows[index]! += bias[index % bias.length]!;
  return rows;
}

/** −log of the sampled softmax of each next item, the mean over all places of the batch, and its slope for all weights. */
export function sasRecLoss(
  w: SasRecWeights,
  batch: readonly Sequence[],
  negatives: Negatives,
  settings: SasRecSettings,
): { loss: number; slopes: SasRecWeights } {
  const d = settings.dimensions;
  const slopes = Object.fromEntries(
    NAMES.map((name) => [name, new Float64Array(w[name].length)]),
  ) as SasRecWeights;
  const share = 1 / batch.reduce((sum, { length }) => sum + length - 1, 0);
  let loss = 0;
  for (const sequence of batch) {
    const inputs = sequence.subarray(0, -1);
    const encoded = encode(w, inputs, settings);
    const outSlope = new Float64Array(inputs.length * d);
    inputs.forEach((_, place) => {
      const own = [place * d, (place + 1) * d] as const;
      const into = { person: outSlope.subarray(...own), titles: slopes.items };
      const target = sequence.subarray(place + 1, place + 2);
      loss += addSoftmaxLoss(encoded.last.out.subarray(...own), w.items, target, negatives, 1, share, into);
    });
    encodeBack(w, inputs, encoded, outSlope, settings, slopes);
  }
  return { loss, slopes };
}

/** The way of `encode` backwards, step by step. */
function encodeBack(
  w: SasRecWeights,
  inputs: Sequence,
  { first, projected, attended, second, hidden, last }: ReturnType<typeof encode>,
  outSlope: Float64Array,
  { dimensions: d, window }: SasRecSettings,
  slopes: SasRecWeights,
): void {
  const n = inputs.length;
  const dz = normaliseLayerBack(outSlope, last, w.gainC, { gain: slopes.gainC, bias: slopes.biasC });
  addTransposedProduct(slopes.narrow, hidden, dz, d, d);
  sumRows(slopes.narrowBias, dz);
  const dHidden = multiplyByTransposed(dz, w.narrow, n, d, d).map((value, index) =>
    hidden[index]! > 0 ? value : 0,
  );
  addTransposedProduct(slopes.widen, second.out, dHidden, d, d);
  sumRows(slopes.widenBias, dHidden);
  const dSecond = multiplyByTransposed(dHidden, w.widen, n, d, d);
  const dy = normaliseLayerBack(dSecond, second, w.gainB, { gain: slopes.gainB, bias: slopes.biasB });
  addScaled(dy, 1, dz);
  addTransposedProduct(slopes.output, attended.out, dy, d, d);
  const back = attendBack(multiplyByTransposed(dy, w.output, n, d, d), attended, projected, d);
  const dFirst = new Float64Array(n * d);
  (['query', 'key', 'value'] as const).forEach((name, index) => {
    addTransposedProduct(slopes[name], first.out, back[index]!, d, d);
    addScaled(dFirst, 1, multiplyByTransposed(back[index]!, w[name], n, d, d));
  });
  const dx = normaliseLayerBack(dFirst, first, w.gainA, { gain: slopes.gainA, bias: slopes.biasA });
  addScaled(dx, 1, dy);
  addScaled(slopes.places.subarray((window - n) * d), 1, dx);
  inputs.forEach((item, place) => {
    addScaled(slopes.items.subarray(item * d, (item + 1) * d), 1, dx, place * d);
  });
}

function sumRows(target: Float64Array, rows: Float64Array): void {
  for (let start = 0; start < rows.length; start += target.length) addScaled(target, 1, rows, start);
}
