/**
 * Friends' tastes blended into a person's own, both seen through the spectral filter. How much friends and the crowd
 * count is learned for how much is known of the person; among friends, those whose taste predicts theirs count more.
 */
import { permutation, seededRandom } from '../lib/math/random.ts';
import type { Sparse } from '../lib/math/sparse.ts';
import { mean } from '../lib/math/statistics.ts';
import type { Case, Dataset } from './dataset.ts';
import { type History, historyOf, type Model, type ModelKind, type Progress } from './model.ts';
import { lengthBeyond, type SpectralFilter } from './spectral-filter.ts';
import { fitSpectralFilter, type HiddenPart, qualityFor } from './spectral-tuning.ts';

/** What counts beside the own history, whose weight is 1. */
export type FriendWeights = { readonly friends: number; readonly crowd: number };

/** `weights[k]` holds for people with `lengths[k]` own items; in between it moves straight in log(1 + length). */
export type FriendBlend = {
  readonly lengths: readonly number[];
  readonly weights: readonly FriendWeights[];
  /** From 0, all friends alike, to 1, by agreement only (for long histories; see `friendHistory`). */
  readonly agreement: number;
};

const OWN_LIMITS = [0, 1, 3, 5, Number.POSITIVE_INFINITY];
const FRIEND_CHOICES = [0, 0.05, 0.1, 0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.5, 4];
const CROWD_CHOICES = [0, 0.05, 0.1, 0.2, 0.35, 0.6, 1];
const AGREEMENT_CHOICES = [0, 0.5, 1];

/** At so many own items the agreement counts half of what it does in the end. */
const AGREEMENT_HALF_AT = 3;

const refuses = ({ friends }: Dataset) => (friends ? undefined : 'the data name no friends');

export const socialFilter: ModelKind = {
  name: 'social-filter',
  refuses,
  fit(training, config, progress) {
    const { filter, draft, part } = fitSpectralFilter(training, config, (done) => progress(done * 0.7));
    const cases = befriendedCases(part, training.friends!);
    const blend = tuneBlend(draft, cases, config.seed, (done) => progress(0.7 + 0.3 * done));
    return {
      hyperParameters: { ...filter.parameters, friendBlend: JSON.stringify(blend) },
      score: (history) =>
        blendScores(partsOf(filter, history, blend.agreement), weightsAt(blend, history.rows.length)),
    };
  },
};

/** The friends' part alone, for comparison. */
export const friendsOnly: ModelKind = {
  name: 'friends-only',
  refuses,
  fit(training, config, progress): Model {
    const { filter } = fitSpectralFilter(training, config, progress);
    return {
      hyperParameters: filter.parameters,
      score: (history) => partsOf(filter, history, 0).friends,
    };
  },
};

type Parts = { readonly own: Float32Array; readonly friends: Float32Array; readonly crowd: Float32Array };

/** Own, friends' and everyone's scores, each of length 1 over what the person does not have. */
function partsOf(filter: SpectralFilter, history: History, agreement: number): Parts {
  const unit = (scores: Float32Array) => {
    const length = lengthBeyond(scores, history);
    return scores.map((score) => score / length);
  };
  const own = unit(filter.score({ rows: history.rows, weights: history.weights }));
  const friends = unit(filter.score(friendHistory(own, history, agreement)));
  return { own, friends, crowd: unit(Float32Array.from(filter.graph.itemDegrees)) };
}

/**
 * All friends as one history. A friend f with items F weighs |F|^-½ · (1 − k + k · agreement_f / mean agreement), where
 * agreement_f = Σ_{i ∈ F} own_i / √|F|, never below 0, and k = agreement · n / (n + 3) for n own items.
 */
export function friendHistory(
  own: Float32Array,
  { rows, friends = [] }: History,
  agreement: number,
): History {
  const share = (agreement * rows.length) / (rows.length + AGREEMENT_HALF_AT);
  const agreements = friends.map((items) =>
    Math.max(0, items.reduce((sum, item) => sum + own[item]!, 0) / Math.sqrt(items.length)),
  );
  const usual = mean(agreements) || 1;
  const signal = new Map<number, number>();
  friends.forEach((items, index) => {
    const weight = (1 - share + (share * agreements[index]!) / usual) / Math.sqrt(items.length);
    for (const item of items) signal.set(item, (signal.get(item) ?? 0) + weight);
  });
  return { rows: Int32Array.from(signal.keys()), weights: Float32Array.from(signal.values()) };
}

function blendScores({ own, friends, crowd }: Parts, weights: FriendWeights): Float32Array {
  return own.map((score, item) => score + weights.friends * friends[item]! + weights.crowd * crowd[item]!);
}

export function weightsAt({ lengths, weights }: FriendBlend, length: number): FriendWeights {
  const above = lengths.findIndex((known) => known >= length);
  if (above === -1) return weights.at(-1)!;
  if (above === 0) return weights[0]!;
  const at = (known: number) => Math.log1p(known);
  const [low, high] = [weights[above - 1]!, weights[above]!];
  const t = (at(length) - at(lengths[above - 1]!)) / (at(lengths[above]!) - at(lengths[above - 1]!));
  return {
    friends: low.friends + t * (high.friends - low.friends),
    crowd: low.crowd + t * (high.crowd - low.crowd),
  };
}

/** The validation cases of those who have friends, with what their friends have. */
function befriendedCases({ training, cases }: HiddenPart, friends: Sparse): Case[] {
  return cases.flatMap((one) => {
    const linked = friends.indices.subarray(friends.offsets[one.person]!, friends.offsets[one.person + 1]!);
    const histories = Array.from(linked, (friend) =>
      training.indices.subarray(training.offsets[friend]!, training.offsets[friend + 1]!),
    ).filter(({ length }) => length > 0);
    return histories.length === 0 ? [] : [{ ...one, friends: histories }];
  });
}

function tuneBlend(
  filter: SpectralFilter,
  cases: readonly Case[],
  seed: number,
  progress: Progress,
): FriendBlend {
  const trials = AGREEMENT_CHOICES.map((agreement, index) => {
    const segments = OWN_LIMITS.map((limit) => {
      const shortened = cases.filter(({ known }) => known.length >= Math.min(limit, 5));
      return tuneSegment(filter, shortened, limit, agreement, seed);
    });
    progress((index + 1) / AGREEMENT_CHOICES.length);
    const quality = mean(segments.map((segment) => segment.quality));
    const kept = segments.filter(({ length }, place) => place === 0 || length > segments[place - 1]!.length);
    const blend = {
      lengths: kept.map(({ length }) => length),
      weights: kept.map(({ weights }) => weights),
      agreement,
    };
    return { quality, blend };
  });
  return trials.reduce((best, one) => (one.quality > best.quality ? one : best)).blend;
}

/** The best weights for people of whom so many own items are known: friends, then the crowd, then friends again. */
function tuneSegment(
  filter: SpectralFilter,
  cases: readonly Case[],
  limit: number,
  agreement: number,
  seed: number,
): { length: number; weights: FriendWeights; quality: number } {
  const seen = cases.map((one) => {
    const order = permutation(one.known.length, seededRandom(seed + one.person));
    const own = order.slice(0, Math.min(limit, order.length)).map((place) => one.known[place]!);
    return { one, parts: partsOf(filter, historyOf(own, one.friends), agreement) };
  });
  const qualityOf = (weights: FriendWeights) =>
    mean(seen.map(({ one, parts }) => qualityFor(blendScores(parts, weights), one)));
  let weights: FriendWeights = { friends: 0, crowd: 0 };
  let quality = qualityOf(weights);
  const consider = (candidates: readonly FriendWeights[]) => {
    for (const candidate of candidates) {
      const reached = qualityOf(candidate);
      if (reached > quality) [weights, quality] = [candidate, reached];
    }
  };
  consider(FRIEND_CHOICES.map((friends) => ({ friends, crowd: 0 })));
  consider(CROWD_CHOICES.map((crowd) => ({ ...weights, crowd })));
  consider(FRIEND_CHOICES.map((friends) => ({ ...weights, friends })));
  const typical = Math.round(Math.exp(mean(cases.map(({ known }) => Math.log1p(known.length)))) - 1);
  return { length: Number.isFinite(limit) ? limit : typical, weights, quality };
}
