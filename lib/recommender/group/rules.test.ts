/** What must hold for every rule and whatever people think: over seeded random groups. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../math/random.ts';
import { defaultGroupPolicy } from '../policy.ts';
import { orderForGroup } from './order-for-group.ts';
import { GROUP_RULES } from './rules.ts';

/** [members][titles], of a hundred groups. */
const worlds = Array.from({ length: 100 }, (_, seed) => {
  const random = seededRandom(seed);
  const [members, titles] = [2 + (seed % 5), 12 + (seed % 30)];
  return Array.from({ length: members }, () => Float32Array.from({ length: titles }, random));
});
const order = (
  scores: readonly Float32Array[],
  rule: (typeof GROUP_RULES)[number],
  size = 10,
  weights?: readonly number[],
) => orderForGroup(scores, rule, { size, ...(weights && { weights }) }).map(({ index }) => index);
const least = (scores: readonly Float32Array[], index: number) =>
  Math.min(...scores.map((own) => own[index]!));
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe.each(GROUP_RULES)('%s', (rule) => {
  it('deals each title once, as many as were asked for or all there are, and the same each time', () => {
    for (const scores of worlds) {
      const dealt = order(scores, rule);
      expect(dealt).toHaveLength(10);
      expect(new Set(dealt).size).toBe(10);
      expect(order(scores, rule)).toEqual(dealt);
      const all = order(scores, rule, 99);
      expect(all.toSorted((a, b) => a - b)).toEqual([...scores[0]!.keys()]);
      expect(all.slice(0, 10)).toEqual(dealt);
    }
    expect(order([], rule)).toEqual([]);
    expect(order([new Float32Array(0)], rule)).toEqual([]);
  });

  it('does not mind who is named first', () => {
    for (const scores of worlds) {
      const weights = scores.map((_, member) => 1 + (member % 3));
      const plain = order(scores, rule);
      const weighed = order(scores, rule, 10, weights);
      expect(order(scores.toReversed(), rule)).toEqual(plain);
      expect(order(scores.toReversed(), rule, 10, weights.toReversed())).toEqual(weighed);
    }
  });

  it('gives nobody a say whose weight is 0, and counts weights only beside each other', () => {
    for (const scores of worlds) {
      const [silent, ...heard] = scores;
      expect(order(scores, rule, 10, [0, ...heard.map(() => 1)])).toEqual(order(heard, rule));
      expect(
        order(
          [silent!, ...heard],
          rule,
          10,
          scores.map(() => 2),
        ),
      ).toEqual(order(scores, rule));
      expect(
        order(
          scores,
          rule,
          10,
          scores.map(() => 0),
        ),
      ).toEqual(order(scores, rule));
    }
  });

  it('begins with what everybody likes best', () => {
    for (const scores of worlds) {
      const agreed = scores.map((own) => own.map((value, index) => (index === 5 ? 1 : value * 0.9)));
      expect(order(agreed, rule, 1)).toEqual([5]);
    }
  });

  it('deals to one person their own order', () => {
    for (const [own] of worlds) {
      const best = [...own!.keys()].sort((a, b) => own![b]! - own![a]!);
      expect(order([own!], rule)).toEqual(best.slice(0, 10));
    }
  });

  it('leaves what was closed until nothing else is left', () => {
    for (const scores of worlds) {
      const closed: number[] = [];
      const onDealt = (index: number, open: Uint8Array) => {
        for (const other of open.keys()) if (other % 3 === index % 3) open[other] = 0;
        closed.push(index % 3);
      };
      const dealt = orderForGroup(scores, rule, { size: 12, onDealt });
      expect(dealt).toHaveLength(12);
      expect(new Set(closed.slice(0, 3)).size).toBe(3);
    }
  });
});

describe('least misery', () => {
  it('never prefers a title with a lower minimum', () => {
    for (const scores of worlds) {
      const minima = order(scores, 'least-misery', 99).map((index) => least(scores, index));
      expect(minima).toEqual(minima.toSorted((a, b) => b - a));
    }
  });
});

describe('average without misery', () => {
  it('deals what makes somebody miserable only after everything else, the least miserable first', () => {
    const { misery } = defaultGroupPolicy;
    for (const scores of worlds) {
      const minima = order(scores, 'average-without-misery', 99).map((index) => least(scores, index));
      const first = minima.findIndex((value) => value < misery);
      if (first === -1) continue;
      const rest = minima.slice(first);
      expect(rest.every((value) => value < misery)).toBe(true);
      expect(rest).toEqual(rest.toSorted((a, b) => b - a));
    }
  });
});

/** Whether one can be taken of every set so that nobody is taken twice. */
function canEachBeOne([first, ...others]: (readonly Float32Array[])[]): boolean {
  if (!first) return true;
  return first.some((one) => canEachBeOne(others.map((set) => set.filter((other) => other !== one))));
}

describe('taking turns', () => {
  it('lets everybody choose once in as many turns as there are members', () => {
    for (const scores of worlds) {
      const left = new Set(scores[0]!.keys());
      const choosers = order(scores, 'taking-turns', scores.length).map((index) => {
        const able = scores.filter((own) => [...left].every((other) => own[other]! <= own[index]!));
        left.delete(index);
        return able;
      });
      expect(canEachBeOne(choosers)).toBe(true);
    }
  });

  it('lets whoever has twice the say choose twice as often', () => {
    const mine = Float32Array.from({ length: 40 }, (_, index) => (index < 20 ? 1 - index / 100 : 0));
    const yours = mine.toReversed();
    const dealt = order([mine, yours], 'taking-turns', 9, [2, 1]);
    expect(dealt.filter((index) => index < 20)).toHaveLength(6);
  });
});

describe('greedy list fairness', () => {
  it('serves whoever has nothing yet before it serves somebody again', () => {
    const one = Float32Array.of(1, 0.9, 0.8, 0, 0);
    const other = Float32Array.of(0, 0, 0, 0.2, 0.1);
    expect(order([one, other], 'greedy-fairness', 2).sort()).toEqual([0, 3]);
  });
});

describe('proportional', () => {
  it('gives everybody about their share of what is dealt, as the average does not', () => {
    let [closer, all] = [0, 0];
    for (const scores of worlds) {
      const unequal = scores.map((own, member) => (member === 0 ? own.map((value) => value / 2) : own));
      const far = (rule: 'proportional' | 'average') => {
        const dealt = order(unequal, rule);
        const given = unequal.map((own) => sum(dealt.map((index) => own[index]!)));
        return sum(given.map((value) => Math.abs(value / sum(given) - 1 / given.length)));
      };
      all += 1;
      if (far('proportional') < far('average')) closer += 1;
    }
    expect(closer / all).toBeGreaterThan(0.9);
  });

  it('gives more to whoever weighs more', () => {
    for (const scores of worlds) {
      const given = (weight: number) => {
        const weights = scores.map((_, member) => (member === 0 ? weight : 1));
        return sum(order(scores, 'proportional', 8, weights).map((index) => scores[0]![index]!));
      };
      expect(given(6)).toBeGreaterThanOrEqual(given(1) * 0.98);
    }
  });
});
