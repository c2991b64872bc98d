/**
 * Friends' tastes beside a person's own, all seen through the low pass: score = (own · o + friends · f) · title + crowd ·
 * popularity, o and f of length 1. The shares are learned for how much is known of the person (friend-blend.ts). That is
 * one inner product, for nearest-neighbour search, and a sum: what each title and each friend brings to a score is known.
 */
import type { Sparse } from '../../lib/math/sparse.ts';
import { addScaled, dot, norm } from '../../lib/math/vector.ts';
import type { Case, Dataset } from '../dataset.ts';
import type { FitConfig, History, Model, ModelKind, Progress } from '../model.ts';
import type { Shares } from './blend-shares.ts';
import { type FriendBlend, learnBlend, sharesAt } from './friend-blend.ts';
import { type LowPass, type Taste, titleVectorOf, titleVectorsOf } from './low-pass.ts';
import { fitLowPass } from './low-pass-tuning.ts';
import type { HiddenPart } from './spectral-tuning.ts';
import { crowdScores, friendTastes, scaled, sumOf, tastePartsOf, unit } from './taste-parts.ts';

export type SocialFilter = Model & {
  readonly filter: LowPass;
  readonly blend: FriendBlend;
  /** [rank + 1], the last number being the crowd's share; its inner product with a title's vector is the score. */
  tasteOf(history: History): Taste;
  /** [titles × (rank + 1)], the last column being popularity. */
  titleVectors(): Float32Array;
  /** What each title of the history and each friend adds to the score of a title, and what everybody adds. */
  evidenceFor(history: History, title: number): Evidence;
};

export type Evidence = {
  readonly own: readonly number[];
  readonly friends: readonly number[];
  readonly crowd: number;
};

const refuses = ({ friends }: Dataset) => (friends ? undefined : 'the data name no friends');

export const socialFilter: ModelKind = { name: 'social-filter', refuses, fit: fitSocialFilter };

/** The friends' part alone, for comparison. */
export const friendsOnly: ModelKind = {
  name: 'friends-only',
  refuses,
  fit(training, config, progress): Model {
    const { filter } = fitLowPass(training, config, progress);
    return {
      hyperParameters: filter.hyperParameters,
      score: (history) => filter.scoreTaste(tastePartsOf(filter, history, 0).friends),
    };
  },
};

export function fitSocialFilter(training: Dataset, config: FitConfig, progress: Progress): SocialFilter {
  const { filter, draft, part } = fitLowPass(training, config, (done) => progress(done * 0.6));
  const cases = withFriends(part, training.friends!);
  const blend = learnBlend(draft, cases, config.seed, (done) => progress(0.6 + 0.4 * done));
  return blendFriends(filter, blend);
}

/** The model for a tuned filter and learned shares. */
export function blendFriends(filter: LowPass, blend: FriendBlend): SocialFilter {
  const crowd = crowdScores(filter);
  const tasteOf = (history: History): Taste => {
    const { own, friends } = tastePartsOf(filter, history, blend.agreement);
    const shares = sharesFor(blend, history);
    const personal = sumOf([scaled(own, shares.own), scaled(friends, shares.friends)], own.length);
    return Float64Array.of(...personal, shares.crowd);
  };
  return {
    filter,
    blend,
    hyperParameters: { ...filter.hyperParameters, friendBlend: JSON.stringify(blend) },
    tasteOf,
    titleVectors: () => withColumn(titleVectorsOf(filter), crowd),
    score(history) {
      const taste = tasteOf(history);
      const scores = filter.scoreTaste(taste.subarray(0, -1));
      addScaled(scores, taste.at(-1)!, crowd);
      return scores;
    },
    evidenceFor(history, title) {
      const vector = titleVectorOf(filter, title);
      const shares = sharesFor(blend, history);
      const whole = filter.tasteOf(history);
      const ownScale = shares.own / (norm(whole) || 1);
      const perFriend = friendTastes(filter, unit(whole), history, blend.agreement);
      return {
        own: Array.from(history.rows, (row, index) => {
          const alone = { rows: Int32Array.of(row), weights: Float32Array.of(history.weights[index]!) };
          return ownScale * dot(filter.tasteOf(alone), vector);
        }),
        friends: perFriend.map((taste) => shares.friends * dot(taste, vector)),
        crowd: shares.crowd * crowd[title]!,
      };
    },
  };
}

/** [rows × width] and one more column → [rows × (width + 1)]. */
function withColumn(matrix: Float32Array, column: Float32Array): Float32Array {
  const width = matrix.length / column.length;
  const wider = new Float32Array(matrix.length + column.length);
  column.forEach((value, row) => {
    wider.set(matrix.subarray(row * width, (row + 1) * width), row * (width + 1));
    wider[row * (width + 1) + width] = value;
  });
  return wider;
}

function sharesFor({ befriended, alone }: FriendBlend, { rows, friends }: History): Shares {
  return sharesAt(friends?.length ? befriended : alone, rows.length);
}

/** The cases of all who have hidden likes, with what their friends have. */
function withFriends({ training, cases }: HiddenPart, friends: Sparse): Case[] {
  return cases.map((one) => {
    const linked = friends.indices.subarray(friends.offsets[one.person]!, friends.offsets[one.person + 1]!);
    const histories = Array.from(linked, (friend) =>
      training.indices.subarray(training.offsets[friend]!, training.offsets[friend + 1]!),
    ).filter(({ length }) => length > 0);
    return { ...one, friends: histories };
  });
}
