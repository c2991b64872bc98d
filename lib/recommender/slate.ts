/**
 * Re-ranking: the best list rather than the best titles. Greedy maximal marginal relevance (Carbonell and
 * Goldstein 1998) on the title vectors, a cap per maker, and slots drawn at random whose chance is logged.
 */
import { type Random, seededRandom } from '../math/random.ts';
import { dot, norm } from '../math/vector.ts';
import type { Engine } from './engine.ts';
import type { Policy } from './policy.ts';
import type { Row, ScoredCandidate } from './types.ts';

export type Placed = {
  readonly candidate: ScoredCandidate;
  readonly position: number;
  readonly propensity: number;
  readonly explored: boolean;
};

/** A candidate that may still be placed; `similarity` is its highest cosine to anything placed. */
type Open = {
  readonly candidate: ScoredCandidate;
  readonly groups: readonly Group[];
  readonly vector: Float32Array;
  readonly length: number;
  similarity: number;
};

/** Something that should not fill a slate alone: a maker, a friend's favourites. `most` in ten, spread evenly. */
export type Group = { readonly name: string; readonly most: number };

/** `ranked` strongest first. Returns `limit` placed candidates, or all when there are fewer. */
export function composeSlate(
  ranked: readonly ScoredCandidate[],
  limit: number,
  seed: number,
  engine: Engine,
  policy: Policy,
  groupsOf: (row: Row) => readonly Group[] = () => [],
): Placed[] {
  const random = seededRandom(seed);
  const open = ranked.slice(0, limit * 3 + policy.slate.exploreDepth).map((candidate): Open => {
    const { row } = candidate;
    const vector = engine.titleVector(row);
    const groups = [...makersOf(row, engine, policy), ...groupsOf(row)];
    return { candidate, groups, vector, length: norm(vector) || 1, similarity: 0 };
  });
  const placed: Placed[] = [];
  const counts = new Map<string, number>();
  while (placed.length < limit && open.length > 0) {
    const position = placed.length;
    const explore = isExploreSlot(position, policy) && open.length > limit - position;
    const { index, propensity } = explore
      ? drawBelow(open, limit - position, policy, random)
      : { index: bestOpen(open, counts, position, policy), propensity: 1 };
    const [chosen] = open.splice(index, 1);
    if (!chosen) break;
    placed.push({ candidate: chosen.candidate, position, propensity, explored: explore });
    for (const { name } of chosen.groups) counts.set(name, (counts.get(name) ?? 0) + 1);
    updateSimilarity(open, chosen);
  }
  return placed;
}

/** The eighth of every ten: below the first row, above the end. */
function isExploreSlot(position: number, { slate }: Policy): boolean {
  return slate.exploreEvery > 0 && position % slate.exploreEvery === Math.floor(slate.exploreEvery * 0.7);
}

function bestOpen(
  open: readonly Open[],
  counts: ReadonlyMap<string, number>,
  position: number,
  { slate }: Policy,
): number {
  const cap = (most: number) => Math.ceil((most * (position + 1)) / 10);
  let best = -1;
  let bestValue = Number.NEGATIVE_INFINITY;
  let anyway = 0;
  let anywayValue = Number.NEGATIVE_INFINITY;
  for (const [index, { candidate, groups, similarity }] of open.entries()) {
    const value = candidate.score - slate.diversity * similarity;
    if (value > anywayValue) {
      anywayValue = value;
      anyway = index;
    }
    const capped = groups.some(({ name, most }) => (counts.get(name) ?? 0) >= cap(most));
    if (!capped && value > bestValue) {
      bestValue = value;
      best = index;
    }
  }
  return best === -1 ? anyway : best;
}

/** Draws from the candidates that would just miss the slate, by softmax of their scores. */
function drawBelow(
  open: readonly Open[],
  stillNeeded: number,
  { slate }: Policy,
  random: Random,
): { index: number; propensity: number } {
  const start = Math.min(stillNeeded, open.length - 1);
  const pool = open.slice(start, start + slate.exploreDepth);
  const top = Math.max(...pool.map(({ candidate }) => candidate.score));
  const weights = pool.map(({ candidate }) => Math.exp(candidate.score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random() * total;
  for (const [offset, weight] of weights.entries()) {
    left -= weight;
    if (left <= 0 || offset === weights.length - 1)
      return { index: start + offset, propensity: weight / total };
  }
  return { index: start, propensity: 1 };
}

function makersOf(row: Row, engine: Engine, { slate }: Policy): Group[] {
  return engine.facts(row).makers.map((maker) => ({ name: `maker ${maker}`, most: slate.perMaker }));
}

function updateSimilarity(open: readonly Open[], placed: Open): void {
  for (const item of open) {
    const cosine = dot(placed.vector, item.vector) / (placed.length * item.length);
    if (cosine > item.similarity) item.similarity = cosine;
  }
}
