/** What the ranker learns from and is judged by: what people liked later, among the link predictor's best titles. */
import { permutation, type Random, seededRandom } from '../../lib/math/random.ts';
import { topK } from '../../lib/math/top-k.ts';
import { type Dataset, splitPeople, takePeople } from '../dataset.ts';
import { measure } from '../evaluation/metrics.ts';
import { INNER } from '../evaluation/tuning.ts';
import type { Progress } from '../model.ts';
import { type RankerPair, type Scaling, scaleFeatures } from './ranker.ts';
import {
  fitScorers,
  type RankerParameters,
  type Scorers,
  type SeenTitles,
  type Viewing,
} from './ranker-scorers.ts';

/** So many of the link predictor's best titles are ranked anew; the rest stays behind them. */
export const RERANKED = 500;
/** Share of a person's likes, the earliest, that is known. */
const KNOWN = 0.8;
/** For newcomers: only so many of the last known. */
const FEW = 5;
/** Features are made by models of the other parts' people; the first part is for validation. */
const PARTS = 4;
/** So many of the candidates that were not liked are learned from, a case. */
const OTHERS = 100;

/** What someone liked later and had not before: the titles to find. */
export type RankingCase = Viewing & { readonly targets: Int32Array };

/** The earliest 80 % of what each person liked, or the last five of those, against the rest. */
export function rankingCases({ sequences = [], moments = [] }: Dataset, limit?: number): RankingCase[] {
  return sequences.flatMap((own, person): RankingCase[] => {
    const known = Math.floor(own.length * KNOWN);
    if (known < 1 || known === own.length) return [];
    const history = own.subarray(limit === undefined ? 0 : Math.max(0, known - limit), known);
    return [{ history, targets: own.subarray(known), moment: moments[person]![known]! }];
  });
}

/** One case as the network sees it: the candidates, best first for the link predictor. */
export type Seen = SeenTitles & { readonly candidates: Int32Array; readonly liked: Uint8Array };

export function seeCase(scorers: Scorers, one: RankingCase): Seen {
  const base = scorers.base(one);
  for (const column of one.history) base[column] = Number.NEGATIVE_INFINITY;
  const candidates = topK(base, RERANKED);
  const wanted = new Set(one.targets);
  const liked = Uint8Array.from(candidates, (column) => (wanted.has(column) ? 1 : 0));
  return { ...scorers.see(one, candidates), candidates, liked };
}

/** Cases of held-out people, as networks see them: some to learn from, some whole ones for validation. */
export type Lessons = {
  /** Learned from everyone given: what will rank new people. */
  readonly scorers: Scorers;
  readonly items: number;
  readonly taught: readonly Seen[];
  readonly held: readonly { readonly one: RankingCase; readonly seen: Seen }[];
};

/** Every feature is made by models that never saw the person; vectors are turned like those of `scorers`. */
export function drawLessons(
  training: Dataset,
  parameters: RankerParameters,
  seed: number,
  progress: Progress,
): Lessons {
  const scorers = fitScorers(training, parameters, seed);
  const random = seededRandom(seed);
  const taught: Seen[] = [];
  const held: { one: RankingCase; seen: Seen }[] = [];
  splitPeople(training.people.length, PARTS, seed + INNER).forEach((part, index) => {
    const others = fitScorers(takePeople(training, part.training), parameters, seed, scorers.graph);
    const asked = takePeople(training, part.heldOut);
    for (const one of [...rankingCases(asked), ...rankingCases(asked, FEW)]) {
      const seen = seeCase(others, one);
      if (index === 0) held.push({ one, seen });
      else taught.push(thinOut(seen, random));
    }
    progress((index + 1) / PARTS);
  });
  return { scorers, items: training.items.length, taught, held };
}

/** All that was liked, and a few of the rest. */
function thinOut(seen: Seen, random: Random): Seen {
  const places = permutation(seen.candidates.length, random);
  const others = places.filter((place) => seen.liked[place] === 0).subarray(0, OTHERS);
  const kept = [...places.filter((place) => seen.liked[place] === 1), ...others];
  return {
    user: seen.user,
    candidates: Int32Array.from(kept, (place) => seen.candidates[place]!),
    liked: Uint8Array.from(kept, (place) => seen.liked[place]!),
    features: kept.map((place) => seen.features[place]!),
    titles: kept.map((place) => seen.titles[place]!),
  };
}

export function pairsOf(seen: Seen, scaling: Scaling): RankerPair[] {
  return seen.features.map((row, place) => ({
    features: scaleFeatures(row, scaling),
    user: seen.user,
    title: seen.titles[place]!,
    liked: seen.liked[place] === 1 ? 1 : 0,
  }));
}

/** Every metric of the whole list: the candidates by these scores, everything else behind them. */
export function measureCase(one: RankingCase, { candidates }: Seen, items: number, scores: Float32Array) {
  const ranked = new Float32Array(items).fill(-1e6);
  candidates.forEach((column, place) => {
    ranked[column] = scores[place]!;
  });
  return measure(ranked, one.history, one.targets);
}
