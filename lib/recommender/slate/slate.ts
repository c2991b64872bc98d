/**
 * Re-ranking: the best list rather than the best titles. Greedy maximal marginal relevance (Carbonell and
 * Goldstein 1998) on title vectors and genres,
 *
 *   next = argmax score(i) − diversity · max_placed sim(i, j) − licence(i)   among what no full group holds,
 *   sim = (1 − g) · cosine of the title vectors + g · shared genres / genres of both
 *
 * and slots drawn at random whose chance is logged. Both terms only take, and candidates come by score: so the search
 * ends where scores fall below the best value, and cosines are only computed for what comes near it.
 */
import { type Random, seededRandom } from '../../math/random.ts';
import { dot, norm } from '../../math/vector.ts';
import type { Policy } from '../policy.ts';
import type { EvidenceInput } from '../reasons/evidence.ts';
import type { Lift, ScoredCandidate, SlateRequest } from '../types.ts';
import { drawOne, isExploreSlot } from './exploration.ts';
import { licencePenalty } from './licence.ts';
import { type Group, type Groups, groupTitles } from './slate-groups.ts';

export type Placed = {
  readonly candidate: ScoredCandidate;
  readonly position: number;
  readonly propensity: number;
  readonly lifted: Lift | null;
};

/** A candidate that may still be placed. */
type Open = {
  readonly candidate: ScoredCandidate;
  /** Looked up when it comes near the best. */
  groups: readonly Group[] | undefined;
  readonly licence: number;
  readonly genres: readonly string[];
  readonly vector: Float32Array;
  readonly length: number;
  /** Highest likeness to the first `compared` placed titles, not below 0. */
  similarity: number;
  compared: number;
};

/** A slate half made. */
type Draft = {
  /** Strongest first. */
  readonly open: Open[];
  readonly chosen: Open[];
  readonly counts: Map<string, number>;
  readonly groups: Groups;
  readonly policy: Policy;
};

/** `ranked` strongest first. Returns as many as were asked for, or all when there are fewer. */
export function composeSlate(
  ranked: readonly ScoredCandidate[],
  request: SlateRequest,
  input: EvidenceInput,
): Placed[] {
  const { policy } = input;
  const { awake, resting } = sortOut(ranked, input);
  const groups = groupTitles(request, input);
  const enough = request.limit * 3 + policy.slate.exploreDepth;
  const near = groups.byKind ? withBothKinds(awake, enough, request.limit, input) : awake.slice(0, enough);
  const draft: Draft = {
    open: near.map((candidate) => open(candidate, input)),
    chosen: [],
    counts: new Map(),
    groups,
    policy,
  };
  const random = seededRandom(request.seed);
  const placed: Placed[] = [];
  while (placed.length < request.limit) {
    if (draft.open.length === 0)
      draft.open.push(...resting.splice(0).map((candidate) => open(candidate, input)));
    if (draft.open.length === 0) break;
    placed.push(placeNext(draft, request.limit, input, random));
  }
  return placed;
}

/** What was shown often and never touched rests, unless nothing else is left; what is flagged is in no slate. */
function sortOut(
  ranked: readonly ScoredCandidate[],
  { context, engine, policy, interactionOf }: EvidenceInput,
): { awake: ScoredCandidate[]; resting: ScoredCandidate[] } {
  const awake: ScoredCandidate[] = [];
  const resting: ScoredCandidate[] = [];
  for (const candidate of ranked) {
    const { id, flagged } = engine.facts(candidate.row);
    if (flagged) continue;
    const ignored = (context.shown.get(id) ?? 0) >= policy.slate.restAfter && !interactionOf.has(id);
    (ignored ? resting : awake).push(candidate);
  }
  return { awake, resting };
}

/** The strongest, and of either kind as many as a slate could need. */
function withBothKinds(
  ranked: readonly ScoredCandidate[],
  enough: number,
  limit: number,
  { engine }: EvidenceInput,
): ScoredCandidate[] {
  const kept = { film: 0, series: 0 };
  return ranked.filter(({ row }, index) => {
    const { kind } = engine.facts(row);
    kept[kind] += 1;
    return index < enough || kept[kind] <= limit;
  });
}

function open(candidate: ScoredCandidate, { engine, policy }: EvidenceInput): Open {
  const facts = engine.facts(candidate.row);
  const vector = engine.titleVector(candidate.row);
  return {
    candidate,
    groups: undefined,
    licence: licencePenalty(facts, policy),
    genres: facts.genres,
    vector,
    length: norm(vector) || 1,
    similarity: 0,
    compared: 0,
  };
}

function placeNext(draft: Draft, limit: number, input: EvidenceInput, random: Random): Placed {
  const position = draft.chosen.length;
  const drawn = isExploreSlot(position, draft.policy)
    ? drawBelow(draft, limit - position, input, random)
    : undefined;
  const index = drawn?.index ?? bestOpen(draft);
  const lifted = drawn ? 'drawn' : nameLift(draft, index);
  const [chosen] = draft.open.splice(index, 1);
  draft.chosen.push(chosen!);
  for (const { name } of groupsOf(chosen!, draft)) draft.counts.set(name, (draft.counts.get(name) ?? 0) + 1);
  return { candidate: chosen!.candidate, position, propensity: drawn?.propensity ?? 1, lifted };
}

/**
 * One of those that would just miss the slate. Nothing that was shown and left alone already is tried again, and nothing
 * whose group is full.
 */
function drawBelow(
  draft: Draft,
  stillNeeded: number,
  { context, engine, policy }: EvidenceInput,
  random: Random,
): { index: number; propensity: number } | undefined {
  const pool: number[] = [];
  const end = Math.min(draft.open.length, stillNeeded + policy.slate.exploreDepth);
  for (let index = stillNeeded; index < end; index++) {
    const one = draft.open[index]!;
    const shown = context.shown.get(engine.facts(one.candidate.row).id) ?? 0;
    if (shown < policy.slate.exploreShown && !fullGroup(one, draft)) pool.push(index);
  }
  if (pool.length === 0) return undefined;
  const { index, propensity } = drawOne(
    pool.map((each) => draft.open[each]!.candidate.score),
    random,
  );
  return { index: pool[index]!, propensity };
}

/** Where everything is held by full groups, the best is placed nevertheless. */
function bestOpen(draft: Draft): number {
  const free = searchOpen(draft, (one) => !fullGroup(one, draft));
  return free === -1 ? searchOpen(draft, () => true) : free;
}

function searchOpen(draft: Draft, may: (one: Open) => boolean): number {
  let best = -1;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < draft.open.length; index++) {
    const one = draft.open[index]!;
    if (one.candidate.score <= bestValue) break;
    if (worth(one, draft) <= bestValue || !may(one)) continue;
    const value = compare(one, bestValue, draft);
    if (value > bestValue) [best, bestValue] = [index, value];
  }
  return best;
}

/** Not above this, and exactly this once it is compared with all that was chosen. */
function worth({ candidate, similarity, licence }: Open, { policy }: Draft): number {
  return candidate.score - policy.slate.diversity * similarity - licence;
}

/** → its worth; ends early where that is no more than `best` already. */
function compare(one: Open, best: number, draft: Draft): number {
  const { chosen } = draft;
  let value = worth(one, draft);
  for (; one.compared < chosen.length && value > best; one.compared++) {
    const likeness = likenessOf(chosen[one.compared]!, one, draft.policy);
    if (likeness <= one.similarity) continue;
    one.similarity = likeness;
    value = worth(one, draft);
  }
  return value;
}

function likenessOf(one: Open, other: Open, { slate }: Policy): number {
  const cosine = dot(one.vector, other.vector) / (one.length * other.length);
  let shared = 0;
  for (const genre of one.genres) if (other.genres.includes(genre)) shared += 1;
  const genres = shared / Math.max(1, one.genres.length + other.genres.length - shared);
  return (1 - slate.sameGenres) * cosine + slate.sameGenres * genres;
}

function fullGroup(one: Open, draft: Draft): Group | undefined {
  const places = draft.chosen.length + 1;
  return groupsOf(one, draft).find(
    ({ name, most }) => (draft.counts.get(name) ?? 0) >= Math.ceil((most * places) / 10),
  );
}

function groupsOf(one: Open, { groups }: Draft): readonly Group[] {
  one.groups ??= groups.of(one.candidate.row);
  return one.groups;
}

/** Why the one at `index` is placed before the strongest that is open, if it passed more than a few. */
function nameLift(draft: Draft, index: number): Lift | null {
  if (index < draft.policy.slate.liftFrom) return null;
  const [passed, chosen] = [draft.open[0]!, draft.open[index]!];
  const full = fullGroup(passed, draft);
  if (full) return full.ofKind ? 'other-kind' : 'variety';
  const saved = passed.licence - chosen.licence;
  const differs = draft.policy.slate.diversity * (passed.similarity - chosen.similarity);
  return saved > differs ? 'licence' : 'variety';
}
