/**
 * SASRec (Kang and McAuley 2018): a causal transformer reads the last titles and says what comes next. Trained by
 * cross-entropy over all titles (Klenitskiy and Vasilev 2023), or over a large shared sample where titles are many.
 */
import { type Random, seededRandom } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';
import { timesVector } from '../../lib/math/vector.ts';
import { trainByGradient } from '../learned/gradient-training.ts';
import { negativeSampler } from '../learned/sampled-softmax.ts';
import { openGraph } from './graph-session.ts';
import {
  addRows,
  collectLags,
  drawBatch,
  dropMask,
  gatherRows,
  rowOf,
  spreadLags,
} from './sasrec-batches.ts';
import {
  dropNames,
  encoderGraph,
  type NetworkSettings,
  startNetwork,
  trainingGraph,
} from './sasrec-network.ts';
import {
  holdOutLast,
  nextItemNdcg,
  type Sequence,
  type SequenceModel,
  type SequenceModelKind,
} from './sequence-model.ts';

const NETWORK: NetworkSettings = { dimensions: 64, heads: 2, blocks: 2, window: 100, widening: 2 };
/** Rows of `window` titles that one step reads, and where data are few, the part of all that it reads. */
const MOST_ROWS = 16;
const MOST_OF_ALL = 1 / 8;
const DROPOUT = 0.2;
/** The rate rises over WARM_UP steps and falls in a straight line, to almost nothing at the last one. */
const RATE = 0.003;
const LAST_RATE = 0.05;
const WARM_UP = 100;
const MOST_STEPS = 6000;
/** Looks without a better one. */
const PATIENCE = 4;
/** A look comes when everything was read about once; where data are few, after so many steps. */
const LEAST_STEPS = 40;
const VALIDATION_CASES = 500;
/** Of more titles than this, the loss takes so many: a step holds rows · window × this numbers twice, 105 MB. */
const MOST_CANDIDATES = 8192;

export type SasRecSettings = NetworkSettings & {
  readonly rows: number;
  readonly dropout: number;
  /** How many titles the right one has to beat: all of them, or so many drawn by popularity. */
  readonly candidates: number;
};

/** titles [items × d], and what `weightDims` names. */
export type SasRecWeights = Readonly<Record<string, Float32Array>>;

export const sasRec: SequenceModelKind = {
  name: 'sasrec',
  /** Keeps the weights of the best look at the held-out last titles, which are not trained on again. */
  fit(sequences, items, config, progress) {
    const { training, cases } = holdOutLast(sequences, Math.ceil(sequences.length / VALIDATION_CASES));
    const usable = training.filter(({ length }) => length >= 2);
    const settings = settingsFor(usable, items);
    const start = startNetwork(settings, items, seededRandom(config.seed));
    if (usable.length === 0) return modelOf(start, settings, 0);
    const lossOf = openSasRecLoss(usable, items, settings);
    const { weights, steps, curve } = trainByGradient<SasRecWeights>(
      {
        name: 'sasrec',
        identity: { ...settings, people: usable.length, items, places: placesOf(usable) },
        learner: { weights: start, slopes: (random) => lossOf(start, random).slopes },
        rate: rateAt,
        quality: (looked) => mean(nextItemNdcg(modelOf(looked, settings, 0), cases)),
        mostSteps: MOST_STEPS,
        lookEvery: Math.max(LEAST_STEPS, Math.round(placesOf(usable) / (settings.rows * settings.window))),
        patience: PATIENCE,
      },
      config,
      progress,
    );
    return { ...modelOf(weights, settings, steps), learningCurve: curve };
  },
};

function rateAt(step: number): number {
  return RATE * Math.min(step / WARM_UP, LAST_RATE + (1 - LAST_RATE) * (1 - step / MOST_STEPS));
}

/** A row is never longer than the longest sequence. */
function settingsFor(sequences: readonly Sequence[], items: number): SasRecSettings {
  const longest = sequences.reduce((most, { length }) => Math.max(most, length - 1), 1);
  const window = Math.min(NETWORK.window, longest);
  const rows = Math.ceil((placesOf(sequences) / window) * MOST_OF_ALL);
  return {
    ...NETWORK,
    window,
    rows: Math.min(MOST_ROWS, Math.max(1, rows)),
    dropout: DROPOUT,
    candidates: Math.min(items, MOST_CANDIDATES),
  };
}

/** How many titles come after another. */
function placesOf(sequences: readonly Sequence[]): number {
  return sequences.reduce((sum, { length }) => sum + length - 1, 0);
}

/** The loss of a random batch of these sequences, each of two titles or more, and its slope for all weights. */
export function openSasRecLoss(sequences: readonly Sequence[], items: number, settings: SasRecSettings) {
  const { dimensions: d, window, rows, candidates, dropout } = settings;
  const session = openGraph(trainingGraph(settings, rows, candidates, candidates < items));
  const counts = new Float64Array(items);
  for (const sequence of sequences) for (const item of sequence) counts[item]! += 1;
  return (weights: SasRecWeights, random: Random): { loss: number; slopes: SasRecWeights } => {
    const { titles } = weights as { titles: Float32Array };
    const { read, targets, mask, shares } = drawBatch(sequences, rows, settings, random);
    const crowd = candidates < items ? negativeSampler(counts, random)(candidates) : undefined;
    const drops = dropNames(settings).map(
      (name) => [name, dropMask(rows * window * d, dropout, random)] as const,
    );
    const out = session.run({
      ...weights,
      ...Object.fromEntries(drops),
      ...eachLag(weights, (lags) => spreadLags(lags, settings)),
      mask,
      shares,
      read: gatherRows(titles, read, d),
      targets: gatherRows(titles, targets, d),
      candidates: crowd ? gatherRows(titles, crowd.items, d) : titles,
      ...(crowd && { shift: Float32Array.from(crowd.logExpected, (value) => -value) }),
    });
    const slopeOf = (name: string) => out[`slope:${name}`]!;
    const titleSlopes = crowd ? new Float32Array(titles.length) : slopeOf('candidates');
    if (crowd) addRows(titleSlopes, crowd.items, slopeOf('candidates'), d);
    addRows(titleSlopes, read, slopeOf('read'), d);
    addRows(titleSlopes, targets, slopeOf('targets'), d);
    const network = Object.keys(weights).filter((name) => name !== 'titles');
    const slopes = Object.fromEntries(network.map((name) => [name, slopeOf(name)]));
    return {
      loss: out.misses!.reduce((sum, miss, place) => sum + miss * shares[place]!, 0),
      slopes: { ...slopes, ...eachLag(slopes, (lags) => collectLags(lags, settings)), titles: titleSlopes },
    };
  };
}

function eachLag(weights: SasRecWeights, change: (lags: Float32Array) => Float32Array): SasRecWeights {
  const lags = Object.entries(weights).filter(([name]) => name.startsWith('lags'));
  return Object.fromEntries(lags.map(([name, values]) => [name, change(values)]));
}

/** Scores by E h, h the vector at the last title's place. Without a history every title is alike. */
function modelOf(weights: SasRecWeights, settings: SasRecSettings, steps: number): SequenceModel {
  const { dimensions: d, window } = settings;
  const { titles } = weights as { titles: Float32Array };
  const session = openGraph(encoderGraph(settings));
  const fixed = { ...weights, ...eachLag(weights, (lags) => spreadLags(lags, settings)) };
  return {
    hyperParameters: { ...settings, steps },
    score: (history) => {
      if (history.length === 0) return new Float32Array(titles.length / d);
      const last = history.slice(-window);
      const { read, mask } = rowOf(last, settings);
      const { out } = session.run({ ...fixed, mask, read: gatherRows(titles, read, d) });
      return timesVector(titles, out!.subarray((last.length - 1) * d, last.length * d));
    },
  };
}
