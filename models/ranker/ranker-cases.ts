/** What the ranker learns from and is judged by: what people liked later, among the link predictor's best titles. */
import { permutation, type Random, seededRandom } from '../../lib/math/random.ts';
import { BROAD_TASTES } from '../../lib/recommender/ranking/ranker-features.ts';
import type { Interaction } from '../../lib/recommender/types.ts';
import { type Dataset, type Diary, LIKED, splitPeople, takePeople } from '../dataset.ts';
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

/** All that people did until they had liked 80 % of what they like, or only since the fifth like before that, against the later likes. */
export function rankingCases({ diaries = [] }: Dataset, limit?: number): RankingCase[] {
  return diaries.flatMap((diary): RankingCase[] => {
    const likes = Array.from(diary.stars.keys()).filter((place) => diary.stars[place]! >= LIKED);
    const known = Math.floor(likes.length * KNOWN);
    if (known < 1 || known === likes.length) return [];
    const first = limit === undefined ? 0 : likes[Math.max(0, known - limit)]!;
    const targets = Int32Array.from(likes.slice(known), (place) => diary.columns[place]!);
    return [
      {
        interactions: interactionsOf(diary, first, likes[known]!),
        moment: 1000 * diary.moments[likes[known]!]!,
        targets,
      },
    ];
  });
}

/** Titles are called by their column. Ratings of one second keep their order: each is a millisecond after the one before. */
function interactionsOf({ columns, stars, moments }: Diary, from: number, to: number): Interaction[] {
  let at = 0;
  return Array.from(columns.subarray(from, to), (titleId, place): Interaction => {
    at = Math.max(at + 1, 1000 * moments[from + place]!);
    return { titleId, rating: stars[from + place]!, at, watches: 1, ...PLAIN };
  });
}

const PLAIN = {
  liked: false,
  uncounted: 0,
  watchlisted: false,
  progress: null,
  dismissed: false,
  muted: false,
} as const;

/** One case as the network sees it. */
export type Seen = SeenTitles & { readonly liked: Uint8Array };

/** Nothing where the graph knows none of the history. */
export function seeCase(scorers: Scorers, one: RankingCase): Seen[] {
  const seen = scorers.see(one, RERANKED);
  if (!seen) return [];
  const wanted = new Set(one.targets);
  return [{ ...seen, liked: Uint8Array.from(seen.columns, (column) => (wanted.has(column) ? 1 : 0)) }];
}

/** `known`: the history is all of it, or so many likes. */
export type Held = {
  readonly one: RankingCase;
  readonly seen: Seen;
  readonly known: 'all known' | '5 known';
};

/** Cases of held-out people, as networks see them: some to learn from, some whole ones for validation. */
export type Lessons = {
  /** Learned from everyone given: what will rank new people. */
  readonly scorers: Scorers;
  readonly items: number;
  /** Columns of the vectors. */
  readonly dimensions: number;
  readonly taught: readonly Seen[];
  readonly held: readonly Held[];
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
  const held: Held[] = [];
  splitPeople(training.people.length, PARTS, seed + INNER).forEach((part, index) => {
    const others = fitScorers(takePeople(training, part.training), parameters, seed, scorers.graph);
    const asked = takePeople(training, part.heldOut);
    for (const known of ['all known', '5 known'] as const) {
      for (const one of rankingCases(asked, known === '5 known' ? FEW : undefined)) {
        for (const seen of seeCase(others, one)) {
          if (index === 0) held.push({ one, seen, known });
          else taught.push(thinOut(seen, random));
        }
      }
    }
    progress((index + 1) / PARTS);
  });
  const dimensions = Math.min(BROAD_TASTES, scorers.graph.dimensions);
  return { scorers, items: training.items.length, dimensions, taught, held };
}

/** All that was liked, and a few of the rest. */
function thinOut(seen: Seen, random: Random): Seen {
  const places = permutation(seen.columns.length, random);
  const others = places.filter((place) => seen.liked[place] === 0).subarray(0, OTHERS);
  const kept = [...places.filter((place) => seen.liked[place] === 1), ...others];
  return {
    user: seen.user,
    columns: Int32Array.from(kept, (place) => seen.columns[place]!),
    links: Float32Array.from(kept, (place) => seen.links[place]!),
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

/** Every metric of the whole list: the candidates by these scores, everything else behind them, without what was seen. */
export function measureCase(one: RankingCase, { columns }: Seen, items: number, scores: Float32Array) {
  const ranked = new Float32Array(items).fill(-1e6);
  columns.forEach((column, place) => {
    ranked[column] = scores[place]!;
  });
  const seen = Int32Array.from(one.interactions, ({ titleId }) => titleId);
  return measure(ranked, seen, one.targets);
}
