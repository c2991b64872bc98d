import { describe, expect, it } from 'vitest';
import { dot, norm } from '../../math/vector.ts';
import type { Engine } from '../engine.ts';
import { defaultPolicy, hashPolicy, type Policy, withVariety } from '../policy.ts';
import { predictLinks, rankCandidates } from '../ranking/ranker.ts';
import { recommend } from '../recommend.ts';
import { encodeViewer } from '../taste/user-encoder.ts';
import { loved, makeContext, makeFriend, makeWorldEngine, WORLD_SIZE } from '../testing/world.ts';
import type { SlateRequest, TitleFacts, ViewerContext } from '../types.ts';
import { composeSlate } from './slate.ts';

const world = makeWorldEngine();
const request: SlateRequest = { viewerId: 'me', surface: 'for-you', limit: 10, filters: {}, seed: 7 };

const slatePolicy = (change: Partial<Policy['slate']>): Policy => ({
  ...defaultPolicy,
  slate: { ...defaultPolicy.slate, exploreEvery: 0, ...change },
});
const changed = (change: (facts: TitleFacts, row: number) => Partial<TitleFacts>): Engine => ({
  ...world,
  facts: (row) => ({ ...world.facts(row), ...change(world.facts(row), row) }),
});
const serve = (
  change: Partial<ViewerContext>,
  policy = slatePolicy({}),
  engine: Engine = world,
  more: Partial<SlateRequest> = {},
) => recommend({ ...request, ...more }, makeContext(change), engine, policy);
type Served = Awaited<ReturnType<typeof serve>>;
const rowsOf = ({ items }: Served) => items.map(({ titleId }) => titleId - 1000);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanScore = ({ items }: Served) => meanOf(items.map(({ score }) => score));
const cosine = (a: number, b: number) => {
  const [one, other] = [world.titleVector(a), world.titleVector(b)];
  return dot(one, other) / (norm(one) * norm(other));
};
/** Titles of the world have one genre each. */
const likeness = (a: number, b: number) =>
  0.5 * cosine(a, b) + (world.facts(a).genres[0] === world.facts(b).genres[0] ? 0.5 : 0);
/** Mean cosine of all pairs. */
const sameness = (slate: Served) => {
  const rows = rowsOf(slate);
  return meanOf(rows.flatMap((a, index) => rows.slice(index + 1).map((b) => cosine(a, b))));
};

describe('the dial of variety', () => {
  it('makes slates less alike inside the further it goes, and has a policy of its own', async () => {
    const interactions = [0, 2, 4, 1].map((row) => loved(row));
    const slates = await Promise.all(
      (['familiar', 'balanced', 'surprising'] as const).map((variety) =>
        serve({ interactions }, withVariety(defaultPolicy, variety), world, { limit: 12 }),
      ),
    );
    const [familiar, balanced, surprising] = slates.map(sameness);
    expect(familiar).toBeGreaterThan(balanced! - 0.01);
    expect(balanced).toBeGreaterThan(surprising!);
    expect(new Set(slates.map(({ policyHash }) => policyHash)).size).toBe(3);
    expect(hashPolicy(withVariety(defaultPolicy, 'balanced'))).toBe(hashPolicy(defaultPolicy));
  });

  it('chooses what plain maximal marginal relevance chooses', async () => {
    const policy = slatePolicy({ diversity: 1.2, perMaker: 10, sameGenres: 0.5 });
    const context = makeContext({ interactions: [loved(0), loved(3)], choices: [kind('film')] });
    const input = {
      context,
      taste: await encodeViewer(context, world, policy),
      engine: world,
      policy,
      interactionOf: new Map(),
    };
    const ranked = Array.from({ length: 30 }, (_, index) => ({
      row: (index * 7) % WORLD_SIZE,
      score: 3 - index * 0.07,
      probability: 0.5,
      sources: ['nearest' as const],
    }));
    const open = [...ranked];
    const expected: number[] = [];
    while (expected.length < 10) {
      const value = ({ row, score }: (typeof open)[number]) =>
        score - 1.2 * Math.max(0, ...expected.map((other) => likeness(other, row)));
      const best = open.reduce((first, one) => (value(one) > value(first) ? one : first));
      expected.push(best.row);
      open.splice(open.indexOf(best), 1);
    }
    expect(composeSlate(ranked, request, input).map(({ candidate }) => candidate.row)).toEqual(expected);
  });

  it('says of a title that it was lifted only when it passed stronger ones', async () => {
    const interactions = [0, 2, 4].map((row) => loved(row));
    const lifted = (slate: Served) => slate.items.filter(({ explanation }) => explanation.lifted);
    const plain = await serve({ interactions }, slatePolicy({ diversity: 0, perMaker: 10, otherKind: 0 }));
    expect(lifted(plain)).toEqual([]);
    const varied = await serve({ interactions }, slatePolicy({ diversity: 20, perMaker: 10, liftFrom: 2 }));
    expect(lifted(varied).length).toBeGreaterThan(0);
    for (const { score, position } of lifted(varied)) {
      const below = varied.items.slice(position + 1).filter((one) => one.score > score);
      expect(below.length).toBeGreaterThan(0);
    }
  });
});

const kind = (value: string) => ({ facet: 'kind', value, wanted: true }) as const;

describe('the preferred kind', () => {
  const series = (slate: Served) => rowsOf(slate).filter((row) => world.facts(row).kind === 'series').length;
  const ofKind = (wanted: string) =>
    Array.from({ length: WORLD_SIZE }, (_, row) => row)
      .filter((row) => world.facts(row).kind === wanted)
      .slice(0, 4)
      .map((row) => loved(row));

  it('has most of the slate, and the other kind a share', async () => {
    const [films, both] = await Promise.all([
      serve({ interactions: ofKind('film') }, slatePolicy({ otherKind: 0.2 })),
      serve({ interactions: ofKind('series') }, slatePolicy({ otherKind: 0.5 })),
    ]);
    expect(series(films)).toBeGreaterThanOrEqual(2);
    expect(series(films)).toBeLessThan(5);
    expect(series(both)).toBe(4);
  });

  it('says of what was lifted for its kind that it was', async () => {
    const slate = await serve(
      { interactions: ofKind('film') },
      slatePolicy({ otherKind: 0.4, diversity: 0, liftFrom: 1 }),
    );
    const lifted = slate.items.filter(({ explanation }) => explanation.lifted === 'other-kind');
    expect(lifted.length).toBeGreaterThan(0);
    for (const { titleId } of lifted) expect(world.facts(titleId - 1000).kind).toBe('series');
  });

  it('is left alone where the request or a choice names a kind', async () => {
    const policy = slatePolicy({ otherKind: 0.5 });
    const filtered = await serve({ interactions: ofKind('film') }, policy, world, {
      filters: { kind: 'film' },
    });
    expect(series(filtered)).toBe(0);
    const chosen = { interactions: ofKind('film'), choices: [kind('film')] };
    expect(series(await serve(chosen, policy))).toBeLessThan(
      series(await serve({ interactions: ofKind('film') }, policy)),
    );
  });
});

describe('the dial of licence cost', () => {
  const engine = changed((_, row) => ({ licence: (['high', 'low', 'medium'] as const)[row % 3] }));

  it('saves cost for relevance, the more the further it goes', async () => {
    const interactions = [0, 2, 4].map((row) => loved(row));
    const at = (licenceCost: number) => serve({ interactions }, slatePolicy({ licenceCost }), engine);
    const costOf = (served: Served) =>
      meanOf(rowsOf(served).map((row) => defaultPolicy.slate.licenceCosts[engine.facts(row).licence]));
    const [free, some, much] = [await at(0), await at(0.2), await at(2)];
    expect(costOf(some)).toBeLessThan(costOf(free));
    expect(costOf(much)).toBeLessThan(costOf(some));
    expect(meanScore(some)).toBeLessThan(meanScore(free));
    expect(meanScore(much)).toBeLessThan(meanScore(some));
  });
});

describe('exploration', () => {
  const exploring = slatePolicy({ exploreEvery: 10, exploreDepth: 12 });

  it('logs the chance that each title had: draws come as often as it says', async () => {
    const context = makeContext({ interactions: [loved(0)] });
    const taste = await encodeViewer(context, world, exploring);
    const input = { context, taste, engine: world, policy: exploring, interactionOf: new Map() };
    const candidates = Array.from({ length: 39 }, (_, row) => ({
      row: row + 1,
      sources: ['nearest' as const],
    }));
    const ranked = rankCandidates(candidates, await predictLinks(candidates, world, taste), input);
    const draws = 2000;
    const counts = new Map<number, { times: number; propensity: number }>();
    for (let seed = 0; seed < draws; seed++) {
      const placed = composeSlate(ranked, { ...request, seed }, input);
      const { candidate, propensity } = placed[7]!;
      const known = counts.get(candidate.row);
      if (known) expect(propensity).toBe(known.propensity);
      counts.set(candidate.row, { times: (known?.times ?? 0) + 1, propensity });
      expect(placed.filter((one) => one.propensity < 1)).toHaveLength(1);
    }
    const all = [...counts.values()].reduce((sum, { propensity }) => sum + propensity, 0);
    expect(all).toBeCloseTo(1, 1);
    for (const { times, propensity } of counts.values()) {
      const deviation = Math.sqrt((propensity * (1 - propensity)) / draws);
      expect(Math.abs(times / draws - propensity)).toBeLessThan(5 * deviation);
    }
  });

  const drawnTitles = async (change: Partial<ViewerContext>, engine: Engine = world, policy = exploring) => {
    const slates = await Promise.all(
      Array.from({ length: 120 }, (_, seed) => serve(change, policy, engine, { seed })),
    );
    return slates.flatMap(({ items }) => items.filter(({ explanation }) => explanation.lifted === 'drawn'));
  };

  it('keeps to the caps, and to the chances among what they leave', async () => {
    const policy = slatePolicy({ exploreEvery: 10, exploreDepth: 12, perMaker: 2, diversity: 0 });
    const all = new Map<number, number>();
    for (let seed = 0; seed < 120; seed++) {
      const { items } = await serve({ interactions: [loved(0)] }, policy, world, { seed });
      const makerOf = (index: number) => world.facts(items[index]!.titleId - 1000).makers[0];
      const before = [0, 1, 2, 3, 4, 5, 6].map(makerOf);
      if (items[7]!.explanation.lifted !== 'drawn') continue;
      expect(before.filter((maker) => maker === makerOf(7)).length).toBeLessThan(2);
      all.set(items[7]!.titleId, items[7]!.propensity);
    }
    expect(all.size).toBeGreaterThan(0);
    expect([...all.values()].reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('never draws what is flagged, above the maturity limit, or was shown and left alone', async () => {
    const interactions = [loved(0)];
    const free = await drawnTitles({ interactions });
    const [flaggedId, shownId] = [...new Set(free.map(({ titleId }) => titleId))];
    const engine = changed(({ id }) => ({ flagged: id === flaggedId }));
    const kept = await drawnTitles({ interactions, shown: new Map([[shownId!, 2]]) }, engine);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map(({ titleId }) => titleId)).not.toContain(flaggedId);
    expect(kept.map(({ titleId }) => titleId)).not.toContain(shownId);
    const limited = await drawnTitles({ interactions: [loved(1)], maturityLimit: 12 });
    expect(limited.length).toBeGreaterThan(0);
    expect(limited.every(({ titleId }) => world.facts(titleId - 1000).maturity <= 12)).toBe(true);
  });
});

describe('a title flagged as harmful', () => {
  it('is lifted by nothing: neither friends, trends, freshness, choices nor a lack of others', async () => {
    const flagged = [2, 6, 10];
    const engine = changed((_, row) => ({ flagged: flagged.includes(row) }));
    const ids = flagged.map((row) => 1000 + row);
    const context: Partial<ViewerContext> = {
      interactions: Array.from({ length: WORLD_SIZE }, (_, row) => row)
        .filter((row) => row > 14)
        .map((row) => loved(row)),
      friends: [makeFriend('Sam', flagged, 2), makeFriend('Ana', flagged, 2)],
      choices: ids.map((id) => ({ facet: 'title', value: String(id), wanted: true })),
      trending: ids.map((titleId) => ({ titleId, weight: 1000 })),
      popular: ids.map((titleId) => ({ titleId, weight: 1000 })),
      fresh: ids.map((titleId) => ({ titleId, addedAt: 0 })),
      pool: ids,
    };
    const { items } = await serve(context, slatePolicy({ exploreEvery: 2 }), engine, { limit: 30 });
    expect(items).toHaveLength(15 - flagged.length);
    expect(items.filter(({ titleId }) => ids.includes(titleId))).toEqual([]);
  });
});

describe('what was shown again and again and never touched', () => {
  const interactions = [loved(0)];

  it('rests, and comes back when nothing else is left or it was touched', async () => {
    const first = rowsOf(await serve({ interactions }));
    const shown = new Map(first.map((row) => [1000 + row, defaultPolicy.slate.restAfter]));
    const second = rowsOf(await serve({ interactions, shown }));
    expect(second.filter((row) => first.includes(row))).toEqual([]);
    const touched = [
      ...interactions,
      ...first.map((row) => loved(row, { rating: null, watches: 0, watchlisted: true })),
    ];
    expect(
      rowsOf(await serve({ interactions: touched, shown })).filter((row) => first.includes(row)).length,
    ).toBeGreaterThan(0);
    const all = await serve({ interactions, shown }, slatePolicy({}), world, { limit: WORLD_SIZE - 1 });
    expect(all.items).toHaveLength(WORLD_SIZE - 1);
    expect(
      rowsOf(all)
        .slice(-first.length)
        .sort((a, b) => a - b),
    ).toEqual([...first].sort((a, b) => a - b));
  });
});

describe('a viewing by somebody else in the household', () => {
  it('leaves the title seen, and no trace in the taste', async () => {
    const own = [0, 2, 4].map((row) => loved(row));
    const theirs = [1, 3, 5, 7].map((row) => loved(row, { rating: null, uncounted: 1 }));
    const [with_, without] = await Promise.all([
      serve({ interactions: [...own, ...theirs] }),
      serve({ interactions: own }),
    ]);
    const scores = new Map(without.items.map(({ titleId, score }) => [titleId, score]));
    for (const { titleId, score } of with_.items) {
      if (scores.has(titleId)) expect(score).toBeCloseTo(scores.get(titleId)!, 6);
    }
    const seen = new Set(theirs.map(({ titleId }) => titleId));
    expect(with_.items.filter(({ titleId }) => seen.has(titleId))).toEqual([]);
    expect(with_.dropped.seen).toBe(7);
    expect(meanScore(with_)).toBeLessThanOrEqual(meanScore(without));
  });
});
