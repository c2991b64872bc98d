/**
 * What each member thinks of each title: everybody by their own history and choices alone, as the feed would score it for
 * them without friends. Two friends in one group would else be heard twice, and friends who are not there through those who are.
 */
import { generateCandidates } from '../candidates/generate.ts';
import type { Engine } from '../engine.ts';
import type { GroupPolicy, Policy } from '../policy.ts';
import { predictLinks, rankCandidates } from '../ranking/ranker.ts';
import { gainByRanker, NO_GAINS } from '../ranking/ranker-gain.ts';
import type { EvidenceInput } from '../reasons/evidence.ts';
import { hasSeen } from '../taste/signals.ts';
import { encodeViewer } from '../taste/user-encoder.ts';
import type { Candidate, Row, ViewerContext } from '../types.ts';
import { fitsOf } from './fits.ts';

export type GroupMember = { readonly key: string; readonly context: ViewerContext };

export type ScoredMember = {
  readonly key: string;
  /** [titles of the pool], 0 to 1: the share of the pool that is less theirs. */
  readonly fits: Float32Array;
  /** What their scores are traced with. */
  readonly input: EvidenceInput;
};

export type GroupScores = {
  /** Of the pool, in the engine's order. */
  readonly rows: readonly Row[];
  /** Those with a taste, in the order they were given. */
  readonly members: readonly ScoredMember[];
};

type Tasted = { readonly key: string; readonly input: EvidenceInput };

/** `allowed` [rows]. `lost` is told when somebody is scored without the learned ranker, because that failed. */
export async function scoreMembers(
  members: readonly GroupMember[],
  allowed: Uint8Array,
  engine: Engine,
  policy: Policy,
  group: GroupPolicy,
  lost: (error: unknown) => void = () => {},
): Promise<GroupScores> {
  const tasted = (await Promise.all(members.map((member) => taste(member, engine, policy)))).flat();
  if (tasted.length === 0) return { rows: [], members: [] };
  const rows = await poolOf(tasted, allowed, group);
  const scored = tasted.map(async ({ key, input }): Promise<ScoredMember> => {
    const { scores, gains } = await scoreRows(rows, input, lost);
    const known = rows.map((row) => input.interactionOf.get(engine.facts(row).id));
    return { key, fits: fitsOf(scores, known, group), input: { ...input, gains } };
  });
  return { rows, members: await Promise.all(scored) };
}

/** Nobody who has no history and chose nothing: a taste that is the crowd's is nobody's. */
async function taste({ key, context }: GroupMember, engine: Engine, policy: Policy): Promise<Tasted[]> {
  const taste = await encodeViewer(context, engine, policy);
  if (taste.parts.length === 0) return [];
  const interactionOf = new Map(context.interactions.map((one) => [one.titleId, one]));
  return [{ key, input: { context, taste, engine, policy, interactionOf } }];
}

/** All that is allowed where that is little; else what each would be recommended. */
async function poolOf(tasted: readonly Tasted[], allowed: Uint8Array, group: GroupPolicy): Promise<Row[]> {
  const all = Array.from(allowed.keys()).filter((row) => allowed[row] === 1);
  if (all.length <= group.pool) return all;
  const found = await Promise.all(tasted.map(({ key, input }) => bestOf(key, input, allowed, group)));
  return [...new Set(found.flat())].sort((a, b) => a - b);
}

async function bestOf(
  key: string,
  { context, taste, engine, policy }: EvidenceInput,
  allowed: Uint8Array,
  group: GroupPolicy,
): Promise<Row[]> {
  const mask = allowed.slice();
  for (const interaction of context.interactions) {
    const row = engine.rowOf(interaction.titleId);
    if (row !== undefined && hasSeen(interaction)) mask[row] = 0;
  }
  const { candidates } = await generateCandidates(
    {
      request: { viewerId: key, surface: 'api', limit: 1, filters: {}, seed: 0 },
      context,
      taste,
      engine,
      allowed: { mask, has: (row) => mask[row] === 1, dropped: {} },
      policy: { ...policy, candidates: { ...policy.candidates, most: group.perMember } },
    },
    (work) => work,
  );
  return candidates.map(({ row }) => row);
}

async function scoreRows(rows: readonly Row[], input: EvidenceInput, lost: (error: unknown) => void) {
  const { context, taste, engine, policy } = input;
  const candidates = rows.map((row): Candidate => ({ row, sources: ['pool'] }));
  const [gains, links] = await Promise.all([
    gainByRanker(candidates, context, taste, engine, policy).catch((error: unknown) => {
      lost(error);
      return NO_GAINS;
    }),
    predictLinks(candidates, engine, taste),
  ]);
  const scoreOf = new Map(
    rankCandidates(candidates, links, { ...input, gains }).map(({ row, score }) => [row, score]),
  );
  return { scores: Float32Array.from(rows, (row) => scoreOf.get(row)!), gains };
}
