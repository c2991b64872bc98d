import { describe, expect, it } from 'vitest';
import { weighHistory } from '../engine.ts';
import { defaultPolicy } from '../policy.ts';
import { loved, makeWorldEngine } from '../testing/world.ts';
import type { Interaction } from '../types.ts';
import {
  genreDifferences,
  greatestDifferences,
  matchTastes,
  sharedFavourites,
  type Taster,
} from './match.ts';
import { historyOf } from './user-encoder.ts';

const engine = makeWorldEngine();
const { encoder } = defaultPolicy;
const light = [1, 3, 5, 7, 9, 11, 13, 15];
const dark = [0, 2, 4, 6, 8, 10, 12, 14];

async function makeTaster(interactions: readonly Interaction[]): Promise<Taster> {
  const history = historyOf(interactions, 0, engine, defaultPolicy);
  const [encoded] = await engine.encode([history], encoder.population);
  return {
    interactions,
    known: weighHistory(history),
    vector: history.length > 0 ? encoded!.vector : null,
  };
}

const likes = (rows: readonly number[]) => rows.map((row) => loved(row));
const stars = (row: number, rating: number) => loved(row, { rating });

describe('a match', () => {
  it('is the same whoever of the two asks', async () => {
    const people = await Promise.all([
      makeTaster(likes(light)),
      makeTaster([...likes(light.slice(0, 5)), ...dark.map((row) => stars(row, 1))]),
      makeTaster([stars(1, 1), stars(3, 5), stars(5, 2), stars(7, 4), stars(9, 1), stars(0, 5)]),
      makeTaster([]),
    ]);
    for (const one of people)
      for (const other of people)
        expect(matchTastes(one, other, encoder)).toEqual(matchTastes(other, one, encoder));
  });

  it('grows with the titles two people agree on, and with their number', async () => {
    const own = await makeTaster(likes(light));
    const agreeing = async (agreed: number, of: number) =>
      matchTastes(
        own,
        {
          ...(await makeTaster(likes(light))),
          interactions: light.slice(0, of).map((row, index) => stars(row, index < agreed ? 5 : 1)),
        },
        encoder,
      );
    const [none, half, all, few] = [
      await agreeing(0, 8),
      await agreeing(4, 8),
      await agreeing(8, 8),
      await agreeing(5, 5),
    ];
    expect(none.share!).toBeLessThan(half.share!);
    expect(half.share!).toBeLessThan(all.share!);
    expect(few.share!).toBeLessThan(all.share!);
    expect(few.margin).toBeGreaterThan(all.margin);
  });

  it('of the same agreement is greater between tastes that are closer as a whole', async () => {
    const shared = light.slice(0, 5);
    const own = await makeTaster(likes([...shared, 17, 19, 21, 23, 25, 27]));
    const near = await makeTaster(likes([...shared, 29, 31, 33, 35]));
    const far = await makeTaster([...likes(shared), ...dark.map((row) => loved(row, { liked: true }))]);
    const [close, apart] = [matchTastes(own, near, encoder), matchTastes(own, far, encoder)];
    expect([close.sharedTitles, apart.sharedTitles]).toEqual([5, 5]);
    expect(close.share!).toBeGreaterThan(apart.share!);
  });

  it('says nothing while both have an opinion of four titles, and something from five on', async () => {
    const own = await makeTaster(likes(light));
    expect(matchTastes(own, await makeTaster(likes(light.slice(0, 4))), encoder).share).toBeNull();
    expect(matchTastes(own, await makeTaster(likes(light.slice(0, 5))), encoder).share).not.toBeNull();
  });

  it('hears neither wishes nor what was taken out of a taste', async () => {
    const own = await makeTaster(likes(light));
    const silent = await makeTaster(
      light.map((row, index) =>
        index < 4 ? loved(row, { rating: null, watches: 0, watchlisted: true }) : loved(row, { muted: true }),
      ),
    );
    expect(matchTastes(own, silent, encoder)).toMatchObject({ sharedTitles: 0, share: null });
  });
});

describe('what two people share', () => {
  it('are the titles both love, the most loved first', async () => {
    const one = await makeTaster([stars(1, 4), stars(3, 5), stars(5, 5), stars(7, 3)]);
    const other = await makeTaster([
      stars(1, 4),
      loved(3, { rating: 5, liked: true }),
      stars(5, 2),
      stars(7, 5),
    ]);
    expect(sharedFavourites(one, other, 5).map(({ titleId }) => titleId)).toEqual([1003, 1001]);
    expect(sharedFavourites(one, other, 1)).toHaveLength(1);
  });

  it('and where they part: the furthest stars first, from one and a half apart', async () => {
    const one = await makeTaster([stars(1, 5), stars(3, 1), stars(5, 4), stars(7, 2), stars(9, 5)]);
    const other = await makeTaster([
      stars(1, 3),
      stars(3, 5),
      stars(5, 3),
      stars(7, 3.5),
      loved(9, { rating: 1, muted: true }),
    ]);
    const apart = greatestDifferences(one, other, 5);
    expect(apart).toEqual([
      { titleId: 1003, one: 1, other: 5 },
      { titleId: 1001, one: 5, other: 3 },
      { titleId: 1007, one: 2, other: 3.5 },
    ]);
    const swapped = greatestDifferences(other, one, 5).map((pair) => ({
      ...pair,
      one: pair.other,
      other: pair.one,
    }));
    expect(swapped).toEqual(apart);
  });

  it('genres are compared by all that each rated, from four ratings on', async () => {
    const genresOf = (titleId: number) => engine.facts(engine.rowOf(titleId)!).genres;
    const one = await makeTaster([
      ...light.map((row) => stars(row, 4)),
      ...dark.slice(0, 4).map((row) => stars(row, 5)),
    ]);
    const other = await makeTaster([
      ...light.map((row) => stars(row + 16, 2)),
      ...dark.slice(0, 3).map((row) => stars(row, 1)),
    ]);
    expect(genreDifferences(one, other, genresOf, 3)).toEqual([{ genre: 'comedy', one: 4, other: 2 }]);
  });
});
