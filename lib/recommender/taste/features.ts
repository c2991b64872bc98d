/** What people did, as features of a viewer and of a title: the one definition, for serving and for whoever trains. */
import type { Policy } from '../policy.ts';
import type { Interaction, Ranking, TitleFacts, TitleFeatures, TitleId, ViewerFeatures } from '../types.ts';
import { findUndated, hasLoved, readSignals, weighInteraction } from './signals.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export type KnownFacts = Pick<TitleFacts, 'genres' | 'language' | 'kind'>;

export type ViewerHistory = {
  readonly interactions: readonly Interaction[];
  /** When the viewer did anything at all, epoch ms, in any order. */
  readonly moments: readonly number[];
  readonly factsOf: (titleId: TitleId) => KnownFacts | undefined;
};

/** Of the moment `now`: what came after it is not looked at. Muted titles say nothing, and an import is never recent. */
export function viewerFeatures(history: ViewerHistory, now: number, policy: Policy): ViewerFeatures {
  const { features, encoder } = policy;
  const past = history.interactions.filter(({ at, muted }) => at <= now && !muted);
  const undated = findUndated(past);
  const recent = past
    .filter(({ at, titleId }) => at > now - features.recentDays * DAY && !undated.has(titleId))
    .sort((a, b) => b.at - a.at || a.titleId - b.titleId);
  const liked = readSignals(past, now, encoder.historyLimit)
    .filter(({ weight }) => weight > 0)
    .map(({ titleId, weight }) => ({ facts: history.factsOf(titleId), weight }));
  const kinds = strongest(liked, (facts) => [facts.kind]);
  const languages = strongest(liked, (facts) => [facts.language]);
  const genres = recent.map((one) => ({
    facts: history.factsOf(one.titleId),
    weight: weighInteraction(one),
  }));
  const enough = liked.length >= features.preferredAfter;
  const [kind] = kinds;
  return {
    recentTitles: recent.slice(0, features.recentTitles).map(({ titleId }) => titleId),
    topGenres: strongest(genres, (facts) => facts.genres)
      .slice(0, features.topGenres)
      .map(({ value }) => value),
    languages: enough ? languages.slice(0, features.languages).map(({ value }) => value) : [],
    preferredKind: enough && kind && kind.share >= features.preferredFrom ? kind.value : null,
    sessionMinutes: meanSession(history.moments, now, policy),
    counts: {
      rated: past.filter(({ rating }) => rating !== null).length,
      watched: past.filter(({ watches }) => watches > 0).length,
      watchlisted: past.filter(({ watchlisted }) => watchlisted).length,
      dismissed: past.filter(({ dismissed }) => dismissed).length,
    },
  };
}

type Weighed = { readonly facts: KnownFacts | undefined; readonly weight: number };

/** Values by the weight of the titles that have them, with their share of all weight; only what weighs anything. */
function strongest<T extends string>(
  titles: readonly Weighed[],
  valuesOf: (facts: KnownFacts) => readonly T[],
): { readonly value: T; readonly share: number }[] {
  const weights = new Map<T, number>();
  let total = 0;
  for (const { facts, weight } of titles) {
    if (!facts) continue;
    total += weight;
    for (const value of valuesOf(facts)) weights.set(value, (weights.get(value) ?? 0) + weight);
  }
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([value, weight]) => ({ value, share: weight / total }));
}

/** Mean minutes from the first to the last act of a session; a single act has no length and is no session. */
function meanSession(moments: readonly number[], now: number, { features }: Policy): number | null {
  const times = moments
    .filter((at) => at <= now && at > now - features.sessionDays * DAY)
    .sort((a, b) => a - b);
  const lengths: number[] = [];
  let first = 0;
  times.forEach((at, index) => {
    const next = times[index + 1];
    if (next !== undefined && next - at <= features.sessionGapMinutes * MINUTE) return;
    if (index > first) lengths.push((at - times[first]!) / MINUTE);
    first = index + 1;
  });
  return lengths.length === 0 ? null : lengths.reduce((sum, one) => sum + one, 0) / lengths.length;
}

/** Somebody played or watched a title. `reached` is the share of it a player reported; null when it was marked by hand. */
export type Play = { readonly personId: string; readonly at: number; readonly reached: number | null };
export type Opinion = Pick<Interaction, 'rating' | 'liked'>;

/** People, not clicks: each counts once in each number. */
export type TitleTally = {
  readonly plays: number;
  readonly opinions: number;
  readonly likes: number;
  readonly began: number;
  readonly finished: number;
};

/** `opinions` holds one for each person who rated or liked the title. */
export function tallyTitle(
  plays: readonly Play[],
  opinions: readonly Opinion[],
  now: number,
  { features }: Policy,
): TitleTally {
  const past = plays.filter(({ at }) => at <= now);
  const people = (some: readonly Play[]) => new Set(some.map(({ personId }) => personId)).size;
  return {
    plays: people(past.filter(({ at }) => at > now - DAY)),
    opinions: opinions.length,
    likes: opinions.filter(hasLoved).length,
    began: people(past.filter(({ reached }) => reached !== null)),
    finished: people(past.filter(({ reached }) => reached !== null && reached > features.finishedFrom)),
  };
}

export function titleFeatures({ plays, opinions, likes, began, finished }: TitleTally): TitleFeatures {
  return {
    plays,
    likeRatio: opinions === 0 ? null : likes / opinions,
    opinions,
    completionRate: began === 0 ? null : finished / began,
    began,
  };
}

export type View = { readonly titleId: TitleId; readonly at: number };

/**
 * Trending, views of the last hour × recency × engagement:
 *
 *   weight(t) = Σ_{views v of t} 2^(−age(v) / halfLife) · engagement(t)
 *   engagement(t) = smooth(likes, opinions, m_l) / m_l · smooth(finished, began, m_c) / m_c
 *   smooth(k, n, m) = (k + strength · m) / (n + strength)
 *
 * `views` hold one a person and title, their last. m_l and m_c are an average title's; it has engagement 1, and so has
 * a title of which nothing is known. Smoothing: Laplace's rule with a prior of `strength` people.
 */
export function rankTrending(
  views: readonly View[],
  featuresOf: (titleId: TitleId) => TitleFeatures | undefined,
  now: number,
  { trending }: Policy,
): Ranking {
  const recency = new Map<TitleId, number>();
  for (const { titleId, at } of views) {
    const age = (now - at) / MINUTE;
    if (age < 0 || age > trending.windowMinutes) continue;
    recency.set(titleId, (recency.get(titleId) ?? 0) + 0.5 ** (age / trending.halfLifeMinutes));
  }
  return [...recency]
    .map(([titleId, weight]) => ({ titleId, weight: weight * engagement(featuresOf(titleId), trending) }))
    .sort((a, b) => b.weight - a.weight || a.titleId - b.titleId)
    .slice(0, trending.most);
}

function engagement(features: TitleFeatures | undefined, trending: Policy['trending']): number {
  if (!features) return 1;
  const { likeRatio, completionRate, strength } = trending;
  const smooth = (ratio: number | null, people: number, mean: number) =>
    ((ratio ?? mean) * people + strength * mean) / (people + strength);
  return (
    (smooth(features.likeRatio, features.opinions, likeRatio) / likeRatio) *
    (smooth(features.completionRate, features.began, completionRate) / completionRate)
  );
}
