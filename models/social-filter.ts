/**
 * Friends' tastes beside a person's own, all seen through the low pass: taste = own · o + friends · f + crowd · c, each part
 * of length 1. The shares are learned for how much is known of the person (friend-blend.ts). The taste is one vector for
 * nearest-neighbour search, and a sum: what each title and each friend brings to a score is known.
 */
import type { Sparse } from '../lib/math/sparse.ts';
import { dot, norm } from '../lib/math/vector.ts';
import type { Case, Dataset } from './dataset.ts';
import { type FriendBlend, learnBlend, type Shares, sharesAt } from './friend-blend.ts';
import type { LowPass, Taste } from './low-pass.ts';
import { fitLowPass } from './low-pass-tuning.ts';
import type { FitConfig, History, Model, ModelKind, Progress } from './model.ts';
import type { HiddenPart } from './spectral-tuning.ts';
import { crowdTaste, friendTastes, scaled, sumOf, tastePartsOf, unit } from './taste-parts.ts';

export type SocialFilter = Model & {
  readonly filter: LowPass;
  readonly blend: FriendBlend;
  /** [rank]; its inner product with a title's vector (titleVectorsOf) is the score. */
  tasteOf(history: History): Taste;
  /** What each title of the history and each friend adds to the score of a title, and what everybody adds. */
  evidenceFor(history: History, titleVector: Float32Array): Evidence;
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
    const crowd = crowdTaste(filter);
    return {
      hyperParameters: filter.hyperParameters,
      score: (history) => filter.scoreTaste(tastePartsOf(filter, crowd, history, 0).friends),
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
  const crowd = crowdTaste(filter);
  const tasteOf = (history: History): Taste => {
    const { own, friends } = tastePartsOf(filter, crowd, history, blend.agreement);
    const shares = sharesFor(blend, history);
    const weighed = [scaled(own, shares.own), scaled(friends, shares.friends), scaled(crowd, shares.crowd)];
    return sumOf(weighed, crowd.length);
  };
  return {
    filter,
    blend,
    hyperParameters: { ...filter.hyperParameters, friendBlend: JSON.stringify(blend) },
    tasteOf,
    score: (history) => filter.scoreTaste(tasteOf(history)),
    evidenceFor(history, titleVector) {
      const shares = sharesFor(blend, history);
      const whole = filter.tasteOf(history);
      const ownScale = shares.own / (norm(whole) || 1);
      const perFriend = friendTastes(filter, unit(whole), history, blend.agreement);
      return {
        own: Array.from(history.rows, (row, index) => {
          const alone = { rows: Int32Array.of(row), weights: Float32Array.of(history.weights[index]!) };
          return ownScale * dot(filter.tasteOf(alone), titleVector);
        }),
        friends: perFriend.map((taste) => shares.friends * dot(taste, titleVector)),
        crowd: shares.crowd * dot(crowd, titleVector),
      };
    },
  };
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
