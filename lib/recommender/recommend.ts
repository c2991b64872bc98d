/**
 * The pipeline: filter → encode → generate → predict → rank → re-rank → explain. Pure: the same request, context, engine,
 * policy and seed give the same slate. The filter is decided first, because every source asks it before its top-k.
 */
import { generateCandidates, type TimeLimit } from './candidates/generate.ts';
import type { Engine } from './engine.ts';
import { filterRows } from './filters.ts';
import { hashPolicy, type Policy } from './policy.ts';
import { predictLinks, rankCandidates } from './ranking/ranker.ts';
import { gainByRanker, NO_GAINS, type RankerGain } from './ranking/ranker-gain.ts';
import { explainSlate } from './reasons/explanations.ts';
import { composeSlate } from './slate/slate.ts';
import { encodeViewer } from './taste/user-encoder.ts';
import type { Slate, SlateRequest, ViewerContext } from './types.ts';

/** What the pipeline needs a clock for. */
export type Instruments = {
  /** Measures a stage. */
  readonly measure: <T>(stage: string, work: () => T) => T;
  readonly within: TimeLimit;
  /** Told when the slate is made without the learned ranker, because that failed. */
  readonly lost?: (part: 'ranker', error: unknown) => void;
};

/** No clock: nothing is measured and everything waited for, so that a slate can be replayed. */
const withoutClock: Instruments = { measure: (_stage, work) => work(), within: (work) => work };

export async function recommend(
  request: SlateRequest,
  context: ViewerContext,
  engine: Engine,
  policy: Policy,
  { measure, within, lost }: Instruments = withoutClock,
): Promise<Omit<Slate, 'timings'>> {
  const allowed = measure('filter', () => filterRows(context, request.filters, engine, request.limit * 3));
  const taste = await measure('encode', () => encodeViewer(context, engine, policy));
  const { candidates, leftOut } = await measure('generate', () =>
    generateCandidates({ request, context, taste, engine, allowed, policy }, within),
  );
  const interactionOf = new Map(context.interactions.map((one) => [one.titleId, one]));
  const [gains, links] = await measure('predict', () =>
    Promise.all([
      gainByRanker(candidates, context, taste, engine, policy).catch((error: unknown) => {
        lost?.('ranker', error);
        return NO_GAINS;
      }),
      predictLinks(candidates, engine, taste),
    ]),
  );
  const input = { context, taste, engine, policy, interactionOf, gains };
  const ranked = measure('rank', () => rankCandidates(candidates, links, input));
  const placed = measure('re-rank', () => composeSlate(ranked, request, input));
  const explanations = measure('explain', () => explainSlate(placed, input));
  const items = placed.map(({ candidate, position, propensity }) => ({
    titleId: engine.facts(candidate.row).id,
    position,
    score: candidate.score,
    probability: candidate.probability,
    propensity,
    source: candidate.sources[0]!,
    explanation: explanations[position]!,
    features: logged(gains.get(candidate.row)),
  }));
  return {
    items,
    servedBy: 'model',
    modelVersion: engine.version,
    policyHash: hashPolicy(policy),
    dropped: allowed.dropped,
    leftOut: [...new Set([...context.leftOut, ...leftOut])],
  };
}

function logged(gain: RankerGain | undefined): (number | null)[] | null {
  return gain ? Array.from(gain.features, (value) => (Number.isNaN(value) ? null : value)) : null;
}
