import { describe, expect, it } from 'vitest';
import { blend, sequenceBlend } from './sequence-blend.ts';
import type { SequenceModel } from './sequence-model.ts';
import { checkerboardSequences } from './testing/sequences.ts';

const saying = (...scores: number[]): SequenceModel => ({
  hyperParameters: {},
  score: () => Float32Array.from(scores),
});

describe('the blend', () => {
  it('hears both on one scale, whatever size their scores have', () => {
    const mixed = blend(saying(1, 2, 3), saying(3000, 1000, 2000), 0.5).score(Int32Array.of(0));
    expect(Array.from(mixed)).toEqual([0, -0.5, 0.5]);
    expect(Array.from(blend(saying(1, 2, 3), saying(9, 9, 9), 1).score(Int32Array.of(0)))).toEqual([
      -1, 0, 1,
    ]);
  });

  it('makes nothing of scores that are all alike', () => {
    expect(Array.from(blend(saying(7, 7), saying(0, 0), 0.5).score(new Int32Array()))).toEqual([0, 0]);
  });

  it('solves the checkerboard: the right next item first', () => {
    const model = sequenceBlend.fit(checkerboardSequences(100), 20, { seed: 1 }, () => {});
    for (let item = 0; item < 20; item++) {
      const scores = model.score(Int32Array.of((item + 18) % 20, item));
      expect(scores.indexOf(Math.max(...scores))).toBe((item + 2) % 20);
    }
    expect(Math.max(...model.score(new Int32Array()).map(Math.abs))).toBe(0);
  });
});
