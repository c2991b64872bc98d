import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../lib/math/random.ts';
import { sparseOfRows } from '../../lib/math/sparse.ts';
import { dot } from '../../lib/math/vector.ts';
import { historyOf } from '../model.ts';
import { smallWorld } from '../testing/worlds.ts';
import { buildTasteGraph, lowPass, titleVectorsOf } from './low-pass.ts';
import { fitLowPass } from './low-pass-tuning.ts';
import { likesOf } from './spectral-filter.ts';

const parameters = { title: 0.25, cut: 2, order: 3, shown: 0.5 };
const graphOf = (title: number, rank: number) =>
  buildTasteGraph(likesOf(smallWorld()), title, rank, seededRandom(1));

describe('the low pass', () => {
  it('scores as the inner product of a taste and a title vector', () => {
    const filter = lowPass(graphOf(0.25, 12), parameters);
    const taste = filter.tasteOf(historyOf(Int32Array.of(3, 8)));
    const vectors = titleVectorsOf(filter);
    filter.scoreTaste(taste).forEach((score, title) => {
      expect(score).toBeCloseTo(dot(taste, vectors, 0, title * filter.graph.rank), 4);
    });
  });

  it('is linear: two histories together score as the sum of both', () => {
    const filter = lowPass(graphOf(0.25, 12), parameters);
    const score = (...rows: number[]) => filter.score(historyOf(Int32Array.from(rows)));
    const [first, second] = [score(3), score(8)];
    score(3, 8).forEach((sum, title) => {
      expect(sum).toBeCloseTo(first[title]! + second[title]!, 4);
    });
  });

  it('holds back a title of one person the more, the less titles are evened out before', () => {
    const shared = Array.from({ length: 6 }, () => Int32Array.of(0, 1));
    const likes = sparseOfRows(4, [...shared, Int32Array.of(2, 3)], 1);
    const lonelyShare = (title: number) => {
      const filter = lowPass(buildTasteGraph(likes, title, 2, seededRandom(1)), { ...parameters, title });
      const score = (from: number, to: number) => filter.score(historyOf(Int32Array.of(from)))[to]!;
      return score(2, 3) / score(0, 1);
    };
    expect(lonelyShare(0.15)).toBeLessThan(lonelyShare(0.5) / 2);
  });

  it('chooses its numbers by itself and repeats itself', () => {
    const learn = () => fitLowPass(smallWorld(), { seed: 1 }, () => {});
    const { filter } = learn();
    expect(filter.graph.title).toBe(filter.parameters.title);
    expect(learn().filter.score(historyOf(Int32Array.of(1)))).toEqual(
      filter.score(historyOf(Int32Array.of(1))),
    );
  });
});
