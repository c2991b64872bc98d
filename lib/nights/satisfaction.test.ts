import { describe, expect, it } from 'vitest';
import { satisfactionOf } from './satisfaction.ts';

const reason = (fit: number) => ({ fit, words: null });
const deck = [
  { titleId: 1, members: { ana: reason(0.8), ben: reason(0.2), cleo: reason(0) } },
  { titleId: 2, members: { ana: reason(0.4), ben: reason(0.5), cleo: reason(0) } },
];

describe('what a decision gave', () => {
  it('is the share of the best that the deck held for them', () => {
    expect(satisfactionOf('ana', 1, deck)).toBe(1);
    expect(satisfactionOf('ana', 2, deck)).toBe(0.5);
    expect(satisfactionOf('ben', 1, deck)).toBe(0.4);
  });

  it('is everything for whoever likes nothing of it more than the rest', () => {
    expect(satisfactionOf('cleo', 1, deck)).toBe(1);
  });

  it('is unknown for guests and latecomers, and of a title that is not in the deck', () => {
    expect(satisfactionOf('guest', 1, deck)).toBeNull();
    expect(satisfactionOf('ana', 3, deck)).toBeNull();
  });
});
