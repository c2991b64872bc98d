import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from './policy.ts';
import { traceScores } from './reasons/evidence.ts';
import { recommend } from './recommend.ts';
import { encodeViewer } from './taste/user-encoder.ts';
import { loved, makeContext, makeFriend, makeWorldEngine, NOW, WORLD_SIZE } from './testing/world.ts';
import type { SlateItem, SlateRequest, ViewerContext } from './types.ts';

const request: SlateRequest = { viewerId: 'me', surface: 'for-you', limit: 10, filters: {}, seed: 7 };
const steady: Policy = { ...defaultPolicy, slate: { ...defaultPolicy.slate, exploreEvery: 0 } };

const serve = (change: Partial<ViewerContext>, more: Partial<SlateRequest> = {}, policy = defaultPolicy) =>
  recommend({ ...request, ...more }, makeContext(change), makeWorldEngine(), policy);
const darkShare = (slate: Awaited<ReturnType<typeof serve>>) =>
  slate.items.filter(({ titleId }) => titleId % 2 === 0).length / slate.items.length;

describe('recommend', () => {
  it('gives the same slate for the same request, context, engine, policy and seed', async () => {
    const context = { interactions: [loved(0), loved(4)], friends: [makeFriend('Sam', [2, 6])] };
    expect(await serve(context)).toEqual(await serve(context));
  });

  it('draws other exploration slots for another seed, and logs their chance', async () => {
    const context = { interactions: [loved(0)] };
    const slates = await Promise.all([1, 2, 3, 4, 5].map((seed) => serve(context, { seed })));
    expect(new Set(slates.map((slate) => slate.items[7]?.titleId)).size).toBeGreaterThan(1);
    for (const slate of slates) {
      expect(slate.items[7]?.propensity).toBeGreaterThan(0);
      expect(slate.items[7]?.propensity).toBeLessThan(1);
      expect(slate.items[0]?.propensity).toBe(1);
    }
  });

  it('solves the checkerboard: three dark films bring dark films, three light ones light', async () => {
    const dark = await serve({ interactions: [loved(0), loved(2), loved(4)] }, {}, steady);
    const light = await serve({ interactions: [loved(1), loved(3), loved(5)] }, {}, steady);
    expect(darkShare(dark)).toBeGreaterThanOrEqual(0.8);
    expect(darkShare(light)).toBeLessThanOrEqual(0.2);
  });

  it.each([0, 1, 10, 30])('keeps its length with %i seen titles and shows none of them', async (seen) => {
    const interactions = Array.from({ length: seen }, (_, row) => loved(row));
    const slate = await serve({ interactions });
    expect(slate.items).toHaveLength(10);
    const seenIds = new Set(interactions.map(({ titleId }) => titleId));
    expect(slate.items.filter(({ titleId }) => seenIds.has(titleId))).toEqual([]);
    expect(slate.dropped.seen ?? 0).toBe(seen);
  });

  it('shows all that is left when less than a slate is left', async () => {
    const interactions = Array.from({ length: WORLD_SIZE - 3 }, (_, row) => loved(row));
    expect((await serve({ interactions })).items).toHaveLength(3);
  });

  it('never shows a dismissed title or one above the maturity limit', async () => {
    const dismissed = loved(6, { rating: null, watches: 0, dismissed: true });
    const slate = await serve({ interactions: [loved(0), dismissed], maturityLimit: 12 });
    expect(slate.items.every(({ titleId }) => titleId % 2 === 1)).toBe(true);
    expect(slate.dropped['not interested']).toBe(1);
  });

  it('honours the filters of the request', async () => {
    const slate = await serve({ interactions: [loved(0)] }, { filters: { language: 'te' } });
    expect(slate.items.length).toBeGreaterThan(0);
    expect(slate.items.every(({ titleId }) => (titleId - 1000) % 7 === 0)).toBe(true);
  });

  it('reaches titles outside the graph', async () => {
    const interactions = Array.from({ length: WORLD_SIZE - 6 }, (_, row) => loved(row));
    const slate = await serve({ interactions });
    expect(slate.items.some(({ titleId }) => titleId - 1000 >= WORLD_SIZE - 4)).toBe(true);
  });

  it('shows less of a genre and of a person when told so', async () => {
    const interactions = [loved(0), loved(1), loved(2), loved(3)];
    const before = await serve({ interactions }, {}, steady);
    const dismissed = {
      genres: new Set(['thriller']),
      people: new Set<string>(),
      friends: new Set<string>(),
    };
    const after = await serve({ interactions, dismissed }, {}, steady);
    expect(darkShare(after)).toBeLessThan(darkShare(before));
  });

  it('lets what was shown and left alone step back', async () => {
    const first = await serve({ interactions: [loved(0)] }, { limit: 5 }, steady);
    const shown = new Map(first.items.map(({ titleId }) => [titleId, 4]));
    const second = await serve({ interactions: [loved(0)], shown }, { limit: 5 }, steady);
    expect(second.items.map(({ titleId }) => titleId)).not.toEqual(first.items.map(({ titleId }) => titleId));
  });

  it('fills the slate of a stranger with what is popular, and calls it that', async () => {
    const slate = await serve({});
    expect(slate.items).toHaveLength(10);
    expect(
      slate.items.every(({ explanation }) => ['popular', 'explore'].includes(explanation.reason.kind)),
    ).toBe(true);
  });

  it('follows chosen genres when nothing else is known', async () => {
    const slate = await serve({ choices: [{ facet: 'genre', value: 'comedy', wanted: true }] }, {}, steady);
    expect(darkShare(slate)).toBeLessThanOrEqual(0.2);
    expect(slate.items[0]?.explanation.reason).toMatchObject({ kind: 'choice', value: 'comedy' });
  });
});

describe('friends', () => {
  it('bring titles in, and say so', async () => {
    const alone = await serve({ interactions: [loved(1)] }, {}, steady);
    const sam = makeFriend('Sam', [10, 12, 14, 16]);
    const together = await serve({ interactions: [loved(1)], friends: [sam] }, {}, steady);
    const ofSam = (slate: typeof alone) =>
      slate.items.filter(({ titleId }) => [1010, 1012, 1014, 1016].includes(titleId));
    expect(ofSam(together).length).toBeGreaterThan(ofSam(alone).length);
    expect(ofSam(together).length).toBeLessThanOrEqual(3);
    expect(together.items.some(({ explanation }) => explanation.reason.kind === 'friend')).toBe(true);
  });

  it('count less as own history grows', async () => {
    const friends = [makeFriend('Sam', [10, 12, 14])];
    const shareWith = async (rows: number[]) => {
      const context = makeContext({ interactions: rows.map((row) => loved(row)), friends });
      const taste = await encodeViewer(context, makeWorldEngine(), defaultPolicy);
      return taste.parts.filter(({ of }) => of.kind === 'friend').reduce((sum, { share }) => sum + share, 0);
    };
    const shares = [
      await shareWith([]),
      await shareWith([0]),
      await shareWith([0, 2, 4]),
      await shareWith([0, 2, 4, 6, 8]),
    ];
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[3]).toBeLessThan(shares[0]! / 2);
  });

  it('count not at all when the viewer says so', async () => {
    const sam = makeFriend('Sam', [10, 12, 14], 0);
    const [with_, without] = await Promise.all([
      serve({ interactions: [loved(1)], friends: [sam] }),
      serve({ interactions: [loved(1)] }),
    ]);
    expect(with_).toEqual(without);
  });

  it('with the opposite taste are hardly heard once that is known', async () => {
    const interactions = [1, 3, 5, 7, 15, 17, 19, 21, 23, 25].map((row) => loved(row));
    const context = makeContext({
      interactions,
      friends: [makeFriend('Leo', [0, 2, 4]), makeFriend('Sam', [9, 11, 13])],
    });
    const taste = await encodeViewer(context, makeWorldEngine(), defaultPolicy);
    const weightOf = (name: string) =>
      taste.parts.flatMap(({ of }) =>
        of.kind === 'friend' && of.friend.name === name ? [of.weight] : [],
      )[0] ?? 0;
    expect(weightOf('Leo')).toBeLessThan(weightOf('Sam') / 2);
  });
});

describe('explanations', () => {
  const full: Partial<ViewerContext> = {
    interactions: [
      loved(0),
      loved(3, { rating: 2 }),
      loved(8, { rating: null, watches: 0, watchlisted: true }),
    ],
    friends: [makeFriend('Sam', [2, 6, 10])],
    choices: [
      { facet: 'genre', value: 'thriller', wanted: true },
      { facet: 'language', value: 'te', wanted: true },
    ],
    fresh: [{ titleId: 1012, addedAt: NOW - 1000 }],
    shown: new Map([[1014, 2]]),
  };

  it('give every item a reason and shares that add up to at most one', async () => {
    const slate = await serve(full);
    for (const { explanation } of slate.items) {
      expect(explanation.reason.kind).toBeTruthy();
      const sum = explanation.evidence.reduce((total, { share }) => total + share, 0);
      expect(sum).toBeGreaterThan(0.8);
      expect(sum).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('add up, with the bias, to the score that they explain', async () => {
    const engine = makeWorldEngine();
    const context = makeContext(full);
    const taste = await encodeViewer(context, engine, defaultPolicy);
    const interactionOf = new Map(context.interactions.map((one) => [one.titleId, one]));
    const slate = await recommend(request, context, engine, defaultPolicy);
    const rows = slate.items.map(({ titleId }) => titleId - 1000);
    const traces = traceScores(rows, { context, taste, engine, policy: defaultPolicy, interactionOf });
    for (const [index, { score }] of slate.items.entries()) {
      const { own, others } = traces[index]!;
      const brought = [...own, ...others.map(({ amount }) => amount)];
      expect(brought.reduce((sum, amount) => sum + amount, engine.link.bias)).toBeCloseTo(score, 4);
    }
  });

  it('name a title that was asked for only where it moved most', async () => {
    const choices = [
      ...[1000, 1002, 1004, 1001].map((id) => ({ facet: 'title' as const, value: String(id), wanted: true })),
      { facet: 'genre' as const, value: 'thriller', wanted: true },
    ];
    const slate = await serve({ choices }, { limit: 20 }, steady);
    const strongest = (evidence: SlateItem['explanation']['evidence']) =>
      Math.max(...evidence.map((one) => (one.kind === 'choice' && one.facet === 'title' ? one.share : 0)));
    const isNamed = ({ explanation: { reason } }: SlateItem) =>
      reason.kind === 'choice' && reason.facet === 'title';
    const sharesWhere = (named: boolean) =>
      slate.items
        .filter((item) => isNamed(item) === named)
        .map(({ explanation }) => strongest(explanation.evidence));
    expect(Math.min(...sharesWhere(true))).toBeGreaterThanOrEqual(0.3);
    expect(Math.max(...sharesWhere(false))).toBeGreaterThan(0.2);
  });

  it('name only titles, friends and choices that the viewer has', async () => {
    const slate = await serve(full);
    const own = new Set(full.interactions!.map(({ titleId }) => titleId));
    for (const { explanation } of slate.items) {
      for (const one of explanation.evidence) {
        if (one.kind === 'title') expect(own.has(one.titleId)).toBe(true);
        if (one.kind === 'friend') expect(one.name).toBe('Sam');
        if (one.kind === 'choice') expect(['thriller', 'te']).toContain(one.value);
      }
    }
  });

  it('say that a friend loved it only when the friend did', async () => {
    const slate = await serve(full, {}, steady);
    const said = slate.items.filter(
      ({ explanation }) => explanation.reason.kind === 'friend' && explanation.reason.verb === 'loved',
    );
    expect(said.length).toBeGreaterThan(0);
    expect(said.every(({ titleId }) => [1002, 1006, 1010].includes(titleId))).toBe(true);
  });
});
