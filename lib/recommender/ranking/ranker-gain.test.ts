import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../policy.ts';
import { type Trace, traceScores } from '../reasons/evidence.ts';
import { recommend } from '../recommend.ts';
import { encodeViewer } from '../taste/user-encoder.ts';
import { makeRankedWorld } from '../testing/ranked-world.ts';
import { loved, makeContext, makeFriend, NOW, WORLD_SIZE } from '../testing/world.ts';
import type { Interaction, SlateRequest, ViewerContext } from '../types.ts';
import { predictLinks, rankCandidates } from './ranker.ts';
import { RANKER_FEATURES } from './ranker-features.ts';
import { gainByRanker, NO_GAINS } from './ranker-gain.ts';

const request: SlateRequest = { viewerId: 'me', surface: 'for-you', limit: 10, filters: {}, seed: 7 };
const steady: Policy = { ...defaultPolicy, slate: { ...defaultPolicy.slate, exploreEvery: 0 } };
const policyOf = (learned: number): Policy => ({
  ...steady,
  ranker: { ...steady.ranker, order: learned, learned },
});
const hour = 3_600_000;
const candidates = Array.from({ length: WORLD_SIZE }, (_, row) => ({ row, sources: ['popular' as const] }));

async function rankAll(change: Partial<ViewerContext>, engine = makeRankedWorld(), policy = policyOf(1)) {
  const context = makeContext(change);
  const taste = await encodeViewer(context, engine, policy);
  const gains = await gainByRanker(candidates, context, taste, engine, policy);
  const interactionOf = new Map(context.interactions.map((one) => [one.titleId, one]));
  const input = { context, taste, engine, policy, interactionOf, gains };
  const links = await predictLinks(candidates, engine, taste);
  return { input, gains, ranked: rankCandidates(candidates, links, input) };
}

describe('the ranker in serving', () => {
  it('leaves a stranger, and whoever has said nothing but choices, as they were', async () => {
    const choices = [{ facet: 'genre', value: 'comedy', wanted: true } as const];
    for (const context of [makeContext(), makeContext({ choices, friends: [makeFriend('Sam', [2])] })]) {
      const [with_, without] = await Promise.all([
        recommend(request, context, makeRankedWorld(), policyOf(1)),
        recommend(request, context, { ...makeRankedWorld(), ranker: null }, policyOf(1)),
      ]);
      expect(with_).toEqual(without);
    }
  });

  it('asks once for all candidates, and not at all when the policy gives it no weight', async () => {
    const engine = makeRankedWorld();
    await recommend(request, makeContext({ interactions: [loved(0), loved(2)] }), engine, policyOf(1));
    expect(engine.ranker.calls.rank).toBe(1);
    await recommend(request, makeContext({ interactions: [loved(0), loved(2)] }), engine, policyOf(0));
    expect(engine.ranker.calls.rank).toBe(1);
  });

  it('brings forward what tends to follow the last title, and says which title that was', async () => {
    const then = (row: number, ago: number) => loved(row, { at: NOW - ago * hour });
    const { ranked: early } = await rankAll({ interactions: [then(0, 1), then(10, 90)] });
    const { ranked: late, input } = await rankAll({ interactions: [then(0, 90), then(10, 1)] });
    const scoreOf = (ranked: typeof early, row: number) => ranked.find((one) => one.row === row)!.score;
    expect(scoreOf(early, 4)).toBeGreaterThan(scoreOf(late, 4));
    expect(scoreOf(late, 14)).toBeGreaterThan(scoreOf(early, 14));
    const [bare] = traceScores([14], { ...input, gains: NO_GAINS });
    const [found] = traceScores([14], input);
    const amountOf = ({ own, history }: Trace, row: number) =>
      own[history.findIndex((one) => one.row === row)]!;
    expect(amountOf(found!, 10)).toBeGreaterThan(amountOf(bare!, 10));
    expect(amountOf(found!, 0)).toBe(amountOf(bare!, 0));
  });

  it('reads no order out of titles that came in one block, muted ones and what was only listed', async () => {
    const block = Array.from({ length: 24 }, (_, row) => loved(row, { at: NOW - 2 * hour }));
    const quiet = [loved(0, { muted: true }), loved(2, { rating: null, watches: 0, watchlisted: true })];
    for (const interactions of [block, [...quiet, loved(30, { rating: 3 })]]) {
      const { gains } = await rankAll({ interactions });
      expect(gains.size).toBeGreaterThan(0);
      for (const { byOrder } of gains.values()) expect(byOrder).toBe(0);
    }
  });

  it('gives titles outside the graph neither a gain nor features', async () => {
    const { gains } = await rankAll({ interactions: [loved(0), loved(WORLD_SIZE - 5)] });
    expect([...gains.keys()].every((row) => row < WORLD_SIZE - 4)).toBe(true);
    const interactions = Array.from({ length: WORLD_SIZE - 6 }, (_, row) => loved(row));
    const slate = await recommend(request, makeContext({ interactions }), makeRankedWorld(), steady);
    for (const { titleId, features } of slate.items) {
      if (titleId - 1000 >= WORLD_SIZE - 4) expect(features).toBeNull();
      else expect(features).toHaveLength(RANKER_FEATURES.length);
    }
  });

  it('serves by the link predictor alone when the ranker fails, and says so', async () => {
    const context = makeContext({ interactions: [loved(0), loved(2)] });
    const broken = makeRankedWorld(undefined, () => {
      throw new Error('no answer');
    });
    const lost: unknown[] = [];
    const slate = await recommend(request, context, broken, steady, {
      measure: (_stage, work) => work(),
      within: (work) => work,
      lost: (part, error) => void lost.push(part, (error as Error).message),
    });
    expect(lost).toEqual(['ranker', 'no answer']);
    expect(slate).toEqual(await recommend(request, context, { ...broken, ranker: null }, steady));
  });
});

describe('the evidence of the ranker', () => {
  const histories: Readonly<Record<string, readonly Interaction[]>> = {
    'two titles': [loved(0), loved(6, { at: NOW - 3 * hour })],
    'a dislike and a listed title': [
      loved(3, { rating: 1 }),
      loved(8),
      loved(12, { rating: null, watches: 0, watchlisted: true }),
    ],
    'more titles than the taste reads': Array.from({ length: 8 }, (_, row) =>
      loved(3 * row, { at: NOW - row * hour }),
    ),
  };

  it.each(Object.keys(histories))('adds up with all else to the score: %s', async (name) => {
    const policy = { ...policyOf(0.7), encoder: { ...steady.encoder, historyLimit: 5 } };
    const friends = [makeFriend('Sam', [2, 6])];
    const context = { interactions: histories[name]!, friends };
    const { ranked, input } = await rankAll(context, makeRankedWorld(), policy);
    const traces = traceScores(
      ranked.map(({ row }) => row),
      input,
    );
    for (const [index, { own, others }] of traces.entries()) {
      const amounts = [...own, ...others.map(({ amount }) => amount)];
      const sum = amounts.reduce((total, amount) => total + amount, input.engine.link.bias);
      expect(Math.abs(sum - ranked[index]!.score)).toBeLessThan(1e-4);
    }
  });
});
