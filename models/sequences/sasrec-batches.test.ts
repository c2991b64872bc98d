import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { openGraph } from './graph-session.ts';
import { addRows, collectLags, drawBatch, gatherRows, rowOf, spreadLags } from './sasrec-batches.ts';
import { encoderGraph, startNetwork } from './sasrec-network.ts';

const settings = { dimensions: 4, heads: 2, blocks: 2, window: 7, widening: 1 };

/** Person p has the titles 100 p, 100 p + 1, …: every title says whose it is and where it stood. */
const sequences = [3, 5, 20].map((length, person) =>
  Int32Array.from({ length }, (_, at) => 100 * person + at),
);

describe('a batch', () => {
  const { read, targets, mask, shares } = drawBatch(sequences, 6, settings, seededRandom(1));

  it('asks for the very next title at every place, and all places count alike', () => {
    expect(targets).toEqual(read.map((title) => title + 1));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(new Set(read.map((title) => Math.floor(title / 100)))).toEqual(new Set([0, 1, 2]));
  });

  it('lets a place listen to itself and what came before it in the same piece, and to nothing else', () => {
    for (let row = 0; row < 6; row++) {
      let piece = 0;
      for (let now = 0; now < 7; now++) {
        if (now > 0 && read[row * 7 + now] !== read[row * 7 + now - 1]! + 1) piece = now;
        for (let past = 0; past < 7; past++)
          expect(mask[(row * 7 + now) * 7 + past] === 0).toBe(past >= piece && past <= now);
      }
    }
  });
});

describe('what is spread comes back as its sum', () => {
  it('for the vectors of titles', () => {
    const rows = gatherRows(Float32Array.of(1, 2, 3, 4), Int32Array.of(1, 0, 1), 2);
    expect(Array.from(rows)).toEqual([3, 4, 1, 2, 3, 4]);
    const titles = new Float32Array(4);
    addRows(titles, Int32Array.of(1, 0, 1), rows, 2);
    expect(Array.from(titles)).toEqual([1, 2, 6, 8]);
  });

  it('for the lags', () => {
    const lags = Float32Array.from({ length: 14 }, (_, index) => index + 1);
    const counted = collectLags(spreadLags(lags, settings), settings);
    expect(Array.from(counted)).toEqual(Array.from(lags, (lag, index) => lag * (7 - (index % 7))));
  });
});

it('never looks ahead: what comes later changes nothing before', () => {
  const random = seededRandom(2);
  const { titles: _, ...weights } = startNetwork(settings, 1, random);
  const lags = { lags0: spreadLags(weights.lags0!, settings), lags1: spreadLags(weights.lags1!, settings) };
  const { run } = openGraph(encoderGraph(settings));
  const { mask } = rowOf(new Int32Array(7), settings);
  const read = Float32Array.from({ length: 28 }, () => normal(random));
  const before = run({ ...weights, ...lags, mask, read }).out!.slice(0, 16);
  read.fill(7, 16);
  expect(run({ ...weights, ...lags, mask, read }).out!.slice(0, 16)).toEqual(before);
});
