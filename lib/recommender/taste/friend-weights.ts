/** How much each friend's taste counts for the viewer: what the viewer set, times how well the two have agreed so far. */
import { dot } from '../../math/vector.ts';
import type { Policy } from '../policy.ts';
import type { Friend, Interaction } from '../types.ts';
import { hasSeen, weighInteraction } from './signals.ts';

export type FriendWeight = {
  readonly friend: Friend;
  /** influence × agreement */
  readonly weight: number;
  /** Of the whole taste, 0 to 1. */
  readonly share: number;
  /** Titles that both have an opinion of, and those where it is the same. */
  readonly sharedTitles: number;
  readonly agreedOn: number;
};

/** One person's history as far as agreement needs it: Σ|signal| and the unit vector; null where nothing is known. */
export type KnownTaste = { readonly known: number; readonly vector: Float32Array | null };

type EncoderPolicy = Policy['encoder'];

/** `theirs[i]` belongs to `friends[i]`. `own.titles` says how many titles the viewer's own history has. */
export function weighFriends(
  friends: readonly Friend[],
  theirs: readonly KnownTaste[],
  own: KnownTaste & { readonly titles: number; readonly interactions: readonly Interaction[] },
  encoder: EncoderPolicy,
): FriendWeight[] {
  const opinions = readOpinions(own.interactions, encoder);
  const weighed = friends.map((friend, index) => {
    const counts = countAgreements(opinions, readOpinions(friend.interactions, encoder));
    const silent = theirs[index]!.vector === null;
    const agreement = estimateAgreement(cosineOf(own, theirs[index]!), own.known, counts, encoder);
    return { friend, ...counts, weight: silent ? 0 : friend.influence * agreement };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const share = friendShareAt(own.titles, encoder) * (total / (total + encoder.friendsHalf));
  return weighed.map((one) => ({ ...one, share: total > 0 ? (share * one.weight) / total : 0 }));
}

/** true: liked, false: disliked. Wishes say nothing of agreement, and neither does "so-so". */
export function readOpinions(interactions: readonly Interaction[], { opinionFrom }: EncoderPolicy): Opinions {
  const opinions = new Map<number, boolean>();
  for (const interaction of interactions) {
    const weight = weighInteraction(interaction);
    const said = hasSeen(interaction) || interaction.dismissed;
    if (said && Math.abs(weight) >= opinionFrom) opinions.set(interaction.titleId, weight > 0);
  }
  return opinions;
}

export type Opinions = ReadonlyMap<number, boolean>;
export type Counts = Pick<FriendWeight, 'sharedTitles' | 'agreedOn'>;

export function countAgreements(own: Opinions, theirs: Opinions): Counts {
  let [sharedTitles, agreedOn] = [0, 0];
  for (const [titleId, liked] of theirs) {
    const mine = own.get(titleId);
    if (mine === undefined) continue;
    sharedTitles += 1;
    if (mine === liked) agreedOn += 1;
  }
  return { sharedTitles, agreedOn };
}

/**
 * Starts at `unknownAgreement`; as own history grows, the cosine of both tastes takes its place, and the titles that both
 * know take theirs: agreement = c · counts + (1 − c) · (t · cosine + (1 − t) · unknown), c = n/(n + half), t = known/from.
 */
function estimateAgreement(
  cosine: number,
  known: number,
  { sharedTitles, agreedOn }: Counts,
  encoder: EncoderPolicy,
): number {
  const trust = Math.min(1, known / encoder.agreementFrom);
  const byTaste = between(cosine, encoder.agreementNone, encoder.agreementFull);
  const guess = trust * byTaste + (1 - trust) * encoder.unknownAgreement;
  if (sharedTitles === 0) return guess;
  const byTitles = between(agreedOn / sharedTitles, encoder.agreedNone, encoder.agreedFull);
  const counted = sharedTitles / (sharedTitles + encoder.agreedHalf);
  return counted * byTitles + (1 - counted) * guess;
}

function between(value: number, none: number, full: number): number {
  return Math.min(1, Math.max(0, (value - none) / (full - none)));
}

export function cosineOf(one: KnownTaste, other: KnownTaste): number {
  return one.vector && other.vector ? dot(one.vector, other.vector) : 0;
}

/** Straight in log(1 + titles) between the learned points. */
export function friendShareAt(titles: number, { friendShares }: EncoderPolicy): number {
  const above = friendShares.findIndex(([from]) => from >= titles);
  if (above === -1) return friendShares.at(-1)![1];
  const [to, high] = friendShares[above]!;
  if (above === 0) return high;
  const [from, low] = friendShares[above - 1]!;
  const at = (Math.log1p(titles) - Math.log1p(from)) / (Math.log1p(to) - Math.log1p(from));
  return low + at * (high - low);
}
