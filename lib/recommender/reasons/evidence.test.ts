import { describe, expect, it } from 'vitest';
import { addScaled, dot, norm } from '../../math/vector.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { recommend } from '../recommend.ts';
import { encodeViewer } from '../taste/user-encoder.ts';
import { loved, makeContext, makeFriend, makeWorldEngine, NOW } from '../testing/world.ts';
import { readList } from '../titles/near-lists.ts';
import type { SlateRequest, ViewerContext } from '../types.ts';
import { type EvidenceInput, traceScores } from './evidence.ts';

const engine = makeWorldEngine();
const request: SlateRequest = { viewerId: 'me', surface: 'for-you', limit: 20, filters: {}, seed: 7 };
const steady: Policy = { ...defaultPolicy, slate: { ...defaultPolicy.slate, exploreEvery: 0 } };

async function traced(context: ViewerContext) {
  const taste = await encodeViewer(context, engine, steady);
  const interactionOf = new Map(context.interactions.map((one) => [one.titleId, one]));
  const input: EvidenceInput = { context, taste, engine, policy: steady, interactionOf };
  const { items } = await recommend(request, context, engine, steady);
  const rows = items.map(({ titleId }) => titleId - 1000);
  return { input, items, rows, traces: traceScores(rows, input) };
}

const mixed = [
  ...[0, 2, 3, 4, 6, 7].map((row) => loved(row)),
  loved(9, { rating: 1 }),
  loved(11, { rating: null, watches: 0, dismissed: true }),
  loved(12, { rating: null }),
  loved(14, { rating: null, watches: 0, watchlisted: true }),
];
const extras = {
  dismissed: { genres: new Set(['comedy']), people: new Set(['Maker 2']), friends: new Set<string>() },
  fresh: [{ titleId: 1020, addedAt: NOW - 1000 }],
  shown: new Map([[1022, 2]]),
};

describe('the evidence of a score', () => {
  it.each([
    ['a stranger', {}],
    ['own history', { interactions: mixed, ...extras }],
    ['friends alone', { friends: [makeFriend('Sam', [2, 6, 10]), makeFriend('Leo', [5], 2)] }],
    [
      'choices alone',
      {
        choices: [
          { facet: 'genre', value: 'thriller', wanted: true },
          { facet: 'person', value: 'Maker 3', wanted: true },
        ],
      },
    ],
    [
      'everything at once',
      {
        interactions: mixed,
        friends: [makeFriend('Sam', [0, 2, 20, 22])],
        choices: [{ facet: 'language', value: 'te', wanted: true }],
        ...extras,
      },
    ],
  ] satisfies [string, Partial<ViewerContext>][])('adds up to it, for %s', async (_, change) => {
    const { items, traces } = await traced(makeContext(change));
    expect(items.length).toBeGreaterThan(10);
    for (const [index, { own, others }] of traces.entries()) {
      const all = [...own, ...others.map(({ amount }) => amount)];
      const sum = all.reduce((total, amount) => total + amount, engine.link.bias);
      expect(Math.abs(sum - items[index]!.score)).toBeLessThan(1e-5);
    }
  });

  it('claims for each title of the history exactly what the score loses without it', async () => {
    const { input, rows, traces } = await traced(makeContext({ interactions: mixed }));
    const part = input.taste.parts.find(({ of }) => of.kind === 'own')!;
    const length = Math.max(1, norm(Float32Array.from(part.history, ({ weight }) => weight)));
    const languages = Array.from({ length: engine.size }, (_, row) => engine.facts(row).language);
    const known = part.history.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
    /** The formula of the score, with the share and the normalisers of the whole history. */
    const scoreOf = (row: number, history: typeof part.history) => {
      const vector = new Float32Array(engine.dimensions);
      for (const one of history)
        addScaled(vector, one.weight / part.encoded.norm, engine.encoderVector(one.row));
      const near = (lists: typeof engine.neighbourLists) =>
        history.reduce(
          (sum, one) =>
            sum + one.weight * (readList(lists, one.row).find((other) => other.row === row)?.weight ?? 0),
          0,
        );
      const graph = engine.link.vector * dot(vector, engine.titleVector(row));
      const hop = (engine.link.coWatch * near(engine.neighbourLists)) / part.encoded.norm;
      const content = (steady.ranker.content * near(engine.alikeLists)) / length;
      const spoken = history.filter((one) => languages[one.row] === languages[row]);
      const common = languages.filter((one) => one === languages[row]).length / engine.size;
      const heard = spoken.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1, known);
      return part.share * (graph + hop + content + steady.ranker.language * heard * (1 - common));
    };
    for (const [index, row] of rows.entries()) {
      for (const [place, gone] of part.history.entries()) {
        const lost =
          scoreOf(row, part.history) -
          scoreOf(
            row,
            part.history.filter((one) => one !== gone),
          );
        expect(Math.abs(lost - traces[index]!.own[place]!)).toBeLessThan(1e-5);
      }
    }
  });
});
