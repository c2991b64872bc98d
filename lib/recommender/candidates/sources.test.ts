import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine.ts';
import { filterRows } from '../filters.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { encodeViewer } from '../taste/user-encoder.ts';
import { loved, makeContext, makeFriend, makeWorldEngine } from '../testing/world.ts';
import { emptyLists } from '../titles/near-lists.ts';
import type { Row, ViewerContext } from '../types.ts';
import { byChoice } from './by-choice.ts';
import { byGenre } from './by-genre.ts';
import { coWatched } from './co-watched.ts';
import { content } from './content.ts';
import { fresh } from './fresh.ts';
import { friendsWatched } from './friends-watched.ts';
import { nearest } from './nearest.ts';
import { pool } from './pool.ts';
import { popular } from './popular.ts';
import type { CandidateSource } from './source.ts';
import { trending } from './trending.ts';

const request = { viewerId: 'me', surface: 'for-you', limit: 10, filters: {}, seed: 1 } as const;
const policyOf = (candidates: Partial<Policy['candidates']>): Policy => ({
  ...defaultPolicy,
  candidates: { ...defaultPolicy.candidates, ...candidates },
});

async function find(
  source: CandidateSource,
  change: Partial<ViewerContext>,
  { policy = defaultPolicy, engine = makeWorldEngine() as Engine } = {},
): Promise<readonly Row[]> {
  const context = makeContext(change);
  const taste = await encodeViewer(context, engine, policy);
  const allowed = filterRows(context, request.filters, engine);
  return source({ request, context, taste, engine, allowed, policy });
}

const listed = (...rows: readonly Row[]) =>
  rows.map((row, place) => ({ titleId: 1000 + row, weight: 9 - place }));
const wanted = (facet: 'genre' | 'person', value: string) => ({ facet, value, wanted: true });

describe('nearest', () => {
  it('finds titles that lie closest to the taste, unseen, as many as the policy says', async () => {
    const rows = await find(
      nearest,
      { interactions: [loved(0), loved(2)] },
      { policy: policyOf({ nearest: 6 }) },
    );
    expect(rows).toHaveLength(6);
    expect(rows.every((row) => row % 2 === 0 && row > 2)).toBe(true);
  });

  it('finds nothing for someone of whom nothing is known', async () => {
    expect(await find(nearest, {})).toEqual([]);
  });
});

describe('co-watched', () => {
  it('finds what was watched together with the history, and not with what was disliked', async () => {
    const interactions = [loved(10), loved(20, { rating: 1 })];
    expect(await find(coWatched, { interactions })).toEqual([8, 12]);
  });

  it('leaves out what friends alone have watched', async () => {
    expect(await find(coWatched, { friends: [makeFriend('Sam', [10])] })).toEqual([]);
  });
});

describe('content', () => {
  it('finds titles alike to the history', async () => {
    expect(await find(content, { interactions: [loved(10)] })).toEqual([6, 14]);
  });

  it('finds a title that nobody has watched yet and whose vector says nothing', async () => {
    const engine = makeWorldEngine();
    const silent = new Float32Array(engine.dimensions);
    const added: Engine = {
      ...engine,
      titleVector: (row) => (row === 14 ? silent : engine.titleVector(row)),
      neighbourLists: emptyLists(engine.size, 1),
    };
    expect(await find(content, { interactions: [loved(10)] }, { engine: added })).toContain(14);
  });
});

describe('friends-watched', () => {
  it('finds what friends loved, the friend who counts more first', async () => {
    const friends = [makeFriend('Sam', [3], 0.5), makeFriend('Ada', [8])];
    expect(await find(friendsWatched, { friends })).toEqual([8, 3]);
  });
});

describe('fresh', () => {
  it('finds titles added lately, newest first, without those the engine does not know', async () => {
    const added = [1007, 77, 1004].map((titleId) => ({ titleId, addedAt: 1 }));
    expect(await find(fresh, { fresh: added })).toEqual([7, 4]);
  });
});

describe('trending', () => {
  it('finds what is watched this hour, strongest first, within its quota and unseen', async () => {
    const change = { trending: listed(7, 3, 11), interactions: [loved(3)] };
    expect(await find(trending, change)).toEqual([7, 11]);
    expect(await find(trending, change, { policy: policyOf({ trending: 1 }) })).toEqual([7]);
  });
});

describe('by-choice', () => {
  it('finds the best-known titles of what was chosen, every choice in its turn', async () => {
    const choices = [wanted('genre', 'comedy'), wanted('person', 'Maker 4')];
    expect((await find(byChoice, { choices })).slice(0, 4)).toEqual([1, 4, 3, 12]);
  });

  it('never follows what was said to be unwanted', async () => {
    expect(await find(byChoice, { choices: [{ facet: 'genre', value: 'comedy', wanted: false }] })).toEqual(
      [],
    );
  });
});

describe('by-genre', () => {
  it('finds the best-known titles of the genre that the viewer watches most', async () => {
    const rows = await find(
      byGenre,
      { interactions: [loved(9), loved(11)] },
      { policy: policyOf({ byGenre: 3 }) },
    );
    expect(rows).toEqual([1, 3, 5]);
  });
});

describe('pool', () => {
  it('finds what the database found, where it is still allowed', async () => {
    expect(await find(pool, { pool: [1005, 1006], interactions: [loved(5)] })).toEqual([6]);
  });
});

describe('popular', () => {
  it('finds what was watched this week in half of its quota, then what most people like', async () => {
    const rows = await find(popular, { popular: listed(30, 31, 32) }, { policy: policyOf({ popular: 4 }) });
    expect(rows).toEqual([30, 31, 0, 1]);
  });
});
