/**
 * The pipeline: encode → generate → filter → rank → re-rank → explain. Pure: the same request, context, engine,
 * policy and seed give the same slate. The filter is decided first, because every source asks it before its top-k.
 */
import { generateCandidates, type TimeLimit } from './candidates/generate.ts';
import type { Engine } from './engine.ts';
import { explain } from './explanations.ts';
import { filterRows } from './filters.ts';
import { hashPolicy, type Policy } from './policy.ts';
import { rankCandidates } from './ranker.ts';
import { hasLoved } from './signals.ts';
import { composeSlate, type Group } from './slate.ts';
import type { Row, Slate, SlateRequest, ViewerContext } from './types.ts';
import { encodeViewer, type Taste } from './user-encoder.ts';

/** What the pipeline needs a clock for. */
export type Instruments = {
  /** Measures a stage. */
  readonly measure: <T>(stage: string, work: () => T) => T;
  readonly within: TimeLimit;
};

/** No clock: nothing is measured and everything waited for, so that a slate can be replayed. */
const withoutClock: Instruments = { measure: (_stage, work) => work(), within: (work) => work };

export async function recommend(
  request: SlateRequest,
  context: ViewerContext,
  engine: Engine,
  policy: Policy,
  { measure, within }: Instruments = withoutClock,
): Promise<Omit<Slate, 'timings'>> {
  const allowed = measure('filter', () => filterRows(context, request.filters, engine, request.limit * 3));
  const taste = await measure('encode', () => encodeViewer(context, engine, policy));
  const { candidates, leftOut } = await measure('generate', () =>
    generateCandidates({ request, context, taste, engine, allowed, policy }, within),
  );
  const interactionOf = new Map(context.interactions.map((one) => [one.titleId, one]));
  const input = { context, taste, engine, policy, interactionOf };
  const ranked = await measure('rank', () => rankCandidates(candidates, input));
  const placed = measure('re-rank', () =>
    composeSlate(ranked, request.limit, request.seed, engine, policy, groupByFriends(taste, engine, policy)),
  );
  const items = measure('explain', () =>
    placed.map(({ candidate, position, propensity, ...rest }) => ({
      titleId: engine.facts(candidate.row).id,
      position,
      score: candidate.score,
      probability: candidate.probability,
      propensity,
      source: candidate.sources[0]!,
      explanation: explain({ candidate, position, propensity, ...rest }, input),
      features: null,
    })),
  );
  return {
    items,
    servedBy: 'model',
    modelVersion: engine.version,
    policyHash: hashPolicy(policy),
    dropped: allowed.dropped,
    leftOut: [...new Set([...context.leftOut, ...leftOut])],
  };
}

/** The favourites of one friend are a group: a friend helps, and does not take over. */
function groupByFriends(taste: Taste, engine: Engine, { slate }: Policy): (row: Row) => readonly Group[] {
  const groups = new Map<Row, Group[]>();
  for (const { of } of taste.parts) {
    if (of.kind !== 'friend') continue;
    for (const interaction of of.friend.interactions) {
      const row = engine.rowOf(interaction.titleId);
      if (row === undefined || !hasLoved(interaction)) continue;
      const friends = groups.get(row) ?? [{ name: 'friends', most: slate.allFriends }];
      groups.set(row, [...friends, { name: `friend ${of.friend.id}`, most: slate.perFriend }]);
    }
  }
  return (row) => groups.get(row) ?? [];
}
