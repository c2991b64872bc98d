import { describe, expect, it } from 'vitest';
import { defaultGroupPolicy } from '../policy.ts';
import { loved, makeWorldFacts } from '../testing/world.ts';
import type { TitleFacts } from '../types.ts';
import { franchiseOf } from './crowding.ts';
import { dealDeck } from './deal-deck.ts';
import { fitsOf } from './fits.ts';
import { GROUP_RULES } from './rules.ts';

const plain = Array.from(
  { length: 60 },
  (_, row): TitleFacts => ({
    ...makeWorldFacts(row),
    name: `Tale ${'abcdefghij'[row % 10]}${row}x`,
    makers: [`Maker ${row}`],
  }),
);
const falling = Float32Array.from(plain, (_, index) => 1 - index / 59);
const deal = (titles: readonly TitleFacts[], change = {}) =>
  dealDeck(titles, [falling, falling], { rule: 'average', size: 20, seed: 3, ...change }).map(
    ({ index }) => index,
  );

describe('a deck', () => {
  it('is another each night, and keeps what everybody likes best', () => {
    const nights = Array.from({ length: 8 }, (_, seed) => deal(plain, { seed }));
    expect(new Set(nights.map((deck) => deck.join())).size).toBe(8);
    for (const deck of nights) expect(deck[0]).toBe(0);
    for (const deck of nights) expect(deck.filter((index) => index < 20).length).toBeGreaterThan(12);
  });

  it('moves no other title when one comes or goes', () => {
    const fewer = plain.toSpliced(2, 1);
    const fits = falling.filter((_, index) => index !== 2);
    const all = deal(plain, { size: 60 }).map((index) => plain[index]!.id);
    const rest = dealDeck(fewer, [fits], { rule: 'average', size: 60, seed: 3 }).map(
      ({ index }) => fewer[index]!.id,
    );
    expect(rest).toEqual(all.filter((id) => id !== plain[2]!.id));
  });

  it.each(GROUP_RULES)(
    'holds one of a series and two of a maker by %s, until nothing else is left',
    (rule) => {
      const titles = plain.map((title, index) => {
        if (index < 6) return { ...title, name: `Saga: Part ${index}` };
        return index < 12 ? { ...title, makers: ['Ada'] } : title;
      });
      const deck = deal(titles, { rule });
      expect(deck.filter((index) => index < 6)).toHaveLength(1);
      expect(deck.filter((index) => index >= 6 && index < 12)).toHaveLength(2);
      expect(deal(titles, { rule, size: 60 })).toHaveLength(60);
    },
  );

  it('knows misery as what fits somebody little, however sharp scores are', () => {
    const mine = Float32Array.from(plain, (_, index) => (index < 5 ? 1 : 0.5));
    const yours = Float32Array.from(plain, (_, index) => (index < 5 ? 0.1 : 0.6));
    const policy = { ...defaultGroupPolicy, misery: 0.4, variety: 0 };
    const options = { rule: 'average-without-misery', size: 20, seed: 1, policy } as const;
    const deck = dealDeck(plain, [mine, yours], options).map(({ index }) => index);
    expect(Math.min(...deck)).toBe(5);
  });
});

describe('a series of films', () => {
  it.each([
    ['Harry Potter and the Goblet of Fire', 'harry potter'],
    ['Alien 3', 'alien'],
    ['The Godfather: Part II', 'the godfather'],
    ['Rocky IV', 'rocky'],
    ['Mad Max: Fury Road', 'mad max'],
    ['Kill Bill: Vol. 2', 'kill bill'],
    ['Toy Story', 'toy story'],
    ['1917', '1917'],
    ['X', 'x'],
  ])('is read from the name: %s', (name, series) => {
    expect(franchiseOf(name)).toBe(series);
  });
});

describe('how much a title is somebody’s', () => {
  const known = (...all: (Parameters<typeof loved>[1] | null)[]) =>
    all.map((change, row) => (change === null ? undefined : loved(row, change)));

  it('is the share of the others that they like less, whatever the numbers', () => {
    const nothing = known(null, null, null);
    expect([...fitsOf(Float32Array.of(-3, 9, 2), nothing, defaultGroupPolicy)]).toEqual([0, 1, 0.5]);
    expect([...fitsOf(Float32Array.of(0.1, 0.3, 0.1), nothing, defaultGroupPolicy)]).toEqual([0.25, 1, 0.25]);
    expect([...fitsOf(Float32Array.of(-5), known(null), defaultGroupPolicy)]).toEqual([1]);
  });

  it('is less for what they have seen, and nothing for what they disliked or gave up', () => {
    const fits = fitsOf(
      Float32Array.of(1, 2, 3, 4, 5),
      known(
        null,
        {},
        { rating: 2 },
        { rating: null, progress: 'gave-up' },
        { rating: null, watches: 0, watchlisted: true },
      ),
      defaultGroupPolicy,
    );
    expect(fits[1]).toBeCloseTo(0.25 * defaultGroupPolicy.seen);
    expect([fits[2], fits[3], fits[4]]).toEqual([0, 0, 1]);
  });
});
