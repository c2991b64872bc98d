import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../policy.ts';
import { recommend } from '../recommend.ts';
import { loved, makeContext, makeFriend, makeWorldEngine } from '../testing/world.ts';
import type { Friend, ViewerContext } from '../types.ts';
import { friendShareAt } from './friend-weights.ts';
import { encodeViewer } from './user-encoder.ts';

const engine = makeWorldEngine();
const steady: Policy = { ...defaultPolicy, slate: { ...defaultPolicy.slate, exploreEvery: 0 } };
const light = [1, 3, 5, 7, 15, 17, 19, 21, 23, 25];
const hidden = [9, 11, 13, 27, 29, 31, 33, 35, 37, 39];

const weigh = async (change: Partial<ViewerContext>) =>
  (await encodeViewer(makeContext(change), engine, defaultPolicy)).friends;

/** Loves the dark films, and rates some of the light ones low. */
const opposite = (name: string): Friend => ({
  ...makeFriend(name, []),
  interactions: [
    ...[0, 2, 4, 6, 8, 10, 12, 14, 16].map((row) => loved(row, { liked: true })),
    ...[3, 5, 7, 9].map((row) => loved(row, { rating: 1 })),
  ],
});

/** How many of the first ten are among what the viewer would love. */
async function hitsWith(known: readonly number[], friends: readonly Friend[]): Promise<number> {
  const interactions = known.map((row) => loved(row));
  const request = { viewerId: 'me', surface: 'for-you', limit: 10, filters: {}, seed: 1 } as const;
  const { items } = await recommend(request, makeContext({ interactions, friends }), engine, steady);
  const wanted = new Set([...light, ...hidden].map((row) => 1000 + row));
  return items.filter(({ titleId }) => wanted.has(titleId)).length;
}

describe('friends', () => {
  it('with the opposite taste end at nothing, and leave the feed as good as it was', async () => {
    const alone = await hitsWith(light, []);
    expect(alone).toBeGreaterThanOrEqual(8);
    expect(await hitsWith(light, [opposite('Leo')])).toBeGreaterThanOrEqual(alone);
    const ten = Array.from({ length: 10 }, (_, index) => opposite(`Leo ${index}`));
    expect(await hitsWith(light, ten)).toBeGreaterThanOrEqual(alone);
    const friends = await weigh({ interactions: light.map((row) => loved(row)), friends: ten });
    expect(friends.every(({ weight, share }) => weight === 0 && share === 0)).toBe(true);
  });

  it('with the same taste help a newcomer', async () => {
    const sam = makeFriend('Sam', [11, 13, 15, 17, 19, 21]);
    expect(await hitsWith([], [sam])).toBeGreaterThan(await hitsWith([], []));
    expect(await hitsWith([1], [sam])).toBeGreaterThanOrEqual(await hitsWith([1], []));
  });

  it('are compared on the titles that both have an opinion of', async () => {
    const [sam] = await weigh({
      interactions: [
        ...[1, 3, 5].map((row) => loved(row)),
        loved(7, { rating: 1 }),
        loved(9, { rating: 3 }),
        loved(11, { rating: null, watches: 0, watchlisted: true }),
        loved(13, { muted: true }),
      ],
      friends: [makeFriend('Sam', [1, 3, 5, 7, 9, 11, 13, 15])],
    });
    expect(sam).toMatchObject({ sharedTitles: 4, agreedOn: 3 });
  });

  it('count for more, the more they agreed on', async () => {
    const interactions = light.map((row) => loved(row));
    const friend = (name: string, agreed: number): Friend => ({
      ...makeFriend(name, []),
      interactions: light.map((row, index) => loved(row, { rating: index < agreed ? 5 : 1 })),
    });
    const friends = await weigh({
      interactions,
      friends: [friend('Ada', 10), friend('Ben', 8), friend('Cy', 5)],
    });
    const [ada, ben, cy] = friends.map(({ weight }) => weight);
    expect(ada).toBeGreaterThan(ben!);
    expect(ben).toBeGreaterThan(cy!);
  });

  it('are all weighed, and their shares are those of the taste', async () => {
    const context = makeContext({
      interactions: [loved(1), loved(3)],
      friends: [makeFriend('Sam', [5, 7]), makeFriend('Ana', [9], 0), makeFriend('New', [])],
    });
    const { friends, parts } = await encodeViewer(context, engine, defaultPolicy);
    expect(friends.map(({ friend }) => friend.name)).toEqual(['Sam', 'Ana', 'New']);
    expect(friends.slice(1).map(({ share }) => share)).toEqual([0, 0]);
    const sam = parts.find(({ of }) => of.kind === 'friend');
    expect(friends[0]!.share).toBe(sam?.share);
  });

  it('share what was learned for the length of the history', () => {
    const at = (titles: number) => friendShareAt(titles, defaultPolicy.encoder);
    for (const [titles, share] of defaultPolicy.encoder.friendShares) expect(at(titles)).toBeCloseTo(share);
    expect(at(400)).toBeCloseTo(at(31));
    expect(at(10)).toBeLessThan(at(5));
    expect(at(10)).toBeGreaterThan(at(31));
  });
});

describe('followed people', () => {
  const shareOfFollowed = async (history: number) => {
    const { parts } = await encodeViewer(
      makeContext({
        interactions: Array.from({ length: history }, (_, row) => loved(row)),
        choices: [
          { facet: 'person', value: 'Maker 3', wanted: true },
          { facet: 'kind', value: 'film', wanted: true },
        ],
      }),
      engine,
      defaultPolicy,
    );
    return parts.flatMap(({ of, share }) => (of.kind === 'choice' ? [share] : []));
  };

  it('are heard beside a long history too, and louder than a choice of kind', async () => {
    for (const history of [0, 3, 20]) {
      const [person, kind] = await shareOfFollowed(history);
      expect(person).toBeGreaterThan(2 * kind!);
      expect(person).toBeGreaterThan(0.05);
    }
  });

  it('bring what their titles are like', async () => {
    const request = { viewerId: 'me', surface: 'for-you', limit: 10, filters: {}, seed: 1 } as const;
    const darkTitles = async (choices: ViewerContext['choices']) => {
      const context = makeContext({ interactions: [loved(1)], choices });
      const { items } = await recommend(request, context, engine, steady);
      return items.filter(({ titleId }) => titleId % 2 === 0).length;
    };
    const followed = await darkTitles([{ facet: 'person', value: 'Maker 6', wanted: true }]);
    expect(followed).toBeGreaterThan(await darkTitles([]));
  });
});
