import { describe, expect, it } from 'vitest';
import { smallWorld } from '../testing/worlds.ts';
import { chooseInTurn, validationParts } from './tuning.ts';

const world = smallWorld();
const sequences = Array.from({ length: 60 }, (_, row) =>
  Int32Array.of(row % 5, 10, 11, 12, 13, 14, 15, 16, 17, 18 + (row % 3)),
);

describe('the tuning part', () => {
  it('holds everyone out once where the test holds people out', () => {
    const parts = validationParts(world, 1);
    const held = parts.flatMap(({ heldOut }) => Array.from(heldOut.people)).sort((a, b) => a - b);
    expect(held).toEqual(Array.from(world.people));
  });

  it.each(['likes', 'latest', 'next'] as const)('hides %s from training where the test does', (cut) => {
    const [part, ...others] = validationParts({ ...world, sequences, cut }, 1);
    expect(others).toEqual([]);
    expect(part!.cases).toHaveLength(60);
    for (const { person, known, targets } of part!.cases) {
      const { indices, offsets } = part!.training.ratings;
      const left = indices.subarray(offsets[person], offsets[person + 1]);
      expect(targets.some((column) => left.includes(column) || known.includes(column))).toBe(false);
      expect(part!.training.sequences![person]).toEqual(known);
      const last = Array.from(sequences[person]!.slice(cut === 'next' ? -1 : -2));
      if (cut === 'likes') expect(targets).toHaveLength(2);
      else expect(Array.from(targets)).toEqual(last);
    }
  });
});

describe('choosing in turn', () => {
  it('tries each change once, the later groups on top of the best so far', () => {
    const tried: string[] = [];
    const best = chooseInTurn<{ a: number; b: number }>(
      { a: 1, b: 1 },
      [
        [{ a: 1 }, { a: 2 }],
        [{ b: 1 }, { b: 3 }, { b: 2 }],
      ],
      ({ a, b }) => {
        tried.push(`${a}${b}`);
        return a - Math.abs(b - 2);
      },
      () => {},
    );
    expect(best).toEqual({ a: 2, b: 2 });
    expect(tried).toEqual(['11', '21', '23', '22']);
  });

  it('tries nothing where there is no choice', () => {
    const start = { a: 1 };
    expect(
      chooseInTurn(
        start,
        [[{ a: 1 }]],
        () => Number.NaN,
        () => {},
      ),
    ).toBe(start);
  });
});
