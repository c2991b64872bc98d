import { expect, it } from 'vitest';
import { filterRows } from '../filters.ts';
import { defaultPolicy } from '../policy.ts';
import { recommend } from '../recommend.ts';
import { encodeViewer } from '../taste/user-encoder.ts';
import { loved, makeContext, makeWorldEngine } from '../testing/world.ts';
import { generateCandidates, type NamedSource, type TimeLimit } from './generate.ts';

const request = { viewerId: 'me', surface: 'for-you', limit: 4, filters: {}, seed: 1 } as const;
const never: TimeLimit = () => Promise.reject(new Error('too slow'));
const patient: TimeLimit = (work) => work;

async function generate(sources: readonly NamedSource[], within: TimeLimit, candidates = {}) {
  const engine = makeWorldEngine();
  const context = makeContext();
  const policy = { ...defaultPolicy, candidates: { ...defaultPolicy.candidates, ...candidates } };
  const taste = await encodeViewer(context, engine, policy);
  const allowed = filterRows(context, request.filters, engine);
  return generateCandidates({ request, context, taste, engine, allowed, policy }, within, sources);
}

it('keeps the name of every source that found a title, in the order of the sources', async () => {
  const { candidates } = await generate(
    [
      ['nearest', () => [5, 6]],
      ['popular', () => [6]],
    ],
    patient,
  );
  expect(candidates.find(({ row }) => row === 6)?.sources).toEqual(['nearest', 'popular']);
  expect(candidates.find(({ row }) => row === 5)?.sources).toEqual(['nearest']);
});

it('does not wait for a slow source, names it, and fills what it left short', async () => {
  const slow: NamedSource = ['nearest', () => new Promise(() => {})];
  const { candidates, leftOut } = await generate([slow, ['popular', () => [6]]], never);
  expect(leftOut).toEqual(['nearest']);
  expect(candidates[0]).toEqual({ row: 6, sources: ['popular'] });
  expect(candidates).toHaveLength(3 * request.limit);
});

it('leaves out a source that fails', async () => {
  const broken: NamedSource = ['nearest', () => Promise.reject(new Error('gone'))];
  expect((await generate([broken, ['popular', () => [6]]], patient)).leftOut).toEqual(['nearest']);
});

it('asks all sources before it waits for any', async () => {
  const asked: string[] = [];
  const source = (name: 'nearest' | 'content'): NamedSource => [
    name,
    async () => {
      asked.push(name);
      await Promise.resolve();
      return asked.length === 2 ? [1] : [];
    },
  ];
  expect((await generate([source('nearest'), source('content')], patient)).candidates[0]?.row).toBe(1);
});

it('takes the strongest of every source where there is not room for all', async () => {
  const sources: NamedSource[] = [
    ['nearest', () => [1, 2, 3, 4]],
    ['content', () => [11, 12, 13]],
  ];
  const { candidates } = await generate(sources, patient, { most: 4 });
  expect(candidates.map(({ row }) => row)).toEqual([1, 11, 2, 12]);
});

it('says on the slate what was left out, of the read as of the sources', async () => {
  const engine = makeWorldEngine();
  const context = makeContext({ interactions: [loved(0)], leftOut: ['pool'] });
  const slate = await recommend({ ...request, limit: 10 }, context, engine, defaultPolicy, {
    measure: (_stage, work) => work(),
    within: never,
  });
  expect(slate.leftOut).toEqual(['pool', 'nearest']);
  expect(slate.items).toHaveLength(10);
});
