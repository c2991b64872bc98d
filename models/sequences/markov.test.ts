import { describe, expect, it } from 'vitest';
import { checkerboardSequences } from '../testing/sequences.ts';
import { fitMarkov, markov } from './markov.ts';

describe('the Markov chain', () => {
  it('counts what follows, nearer steps for more', () => {
    const model = fitMarkov([Int32Array.of(0, 1, 2), Int32Array.of(0, 1, 3)], 5, {
      decay: 0.5,
      source: 1,
      target: 0,
    });
    expect(Array.from(model.score(Int32Array.of(0)))).toEqual([0, 1, 0.25, 0.25, 0]);
    expect(Array.from(model.score(Int32Array.of(0, 1)))).toEqual([0, 0.5, 0.625, 0.625, 0]);
  });

  it('solves the checkerboard: the right next item first, its colour above the other', () => {
    const model = markov.fit(checkerboardSequences(), 20, { seed: 1 }, () => {});
    for (let item = 0; item < 20; item++) {
      const scores = model.score(Int32Array.of((item + 18) % 20, item));
      expect(scores.indexOf(Math.max(...scores))).toBe((item + 2) % 20);
      const ofColour = (colour: number) => scores.filter((_, other) => other % 2 === colour);
      expect(Math.min(...ofColour(item % 2))).toBeGreaterThan(Math.max(...ofColour(1 - (item % 2))));
    }
  });

  it('has nothing to say without a history', () => {
    const model = markov.fit(checkerboardSequences(), 20, { seed: 1 }, () => {});
    expect(Math.max(...model.score(new Int32Array()))).toBe(0);
  });
});
