/** Interactions → weighted evidence of taste. Order and sign are fixed; sizes are tuned offline. */
import type { Interaction, Signal, TitleId } from '../types.ts';

/** Every size of the signal table. What was shown and left alone is in the policy, people who are followed are choices. */
export const signalWeights = {
  /** By stars: the rating overrides the plain watch. */
  rating: [
    [4.5, 1.3],
    [4, 1],
    [3.5, 0.6],
    [3, 0.2],
    [2.5, -0.2],
    [0, -0.6],
  ],
  watched: 0.6,
  liked: 1,
  likedBonus: 0.3,
  rewatchedBonus: 0.3,
  watchlisted: 0.5,
  started: 0.2,
  gaveUp: -0.3,
  dismissed: -0.5,
  /** A viewing by somebody else of the household, and "don't use this title". */
  uncounted: 0,
  muted: 0,
  age: {
    halfLifeYears: 4,
    /** What is left of the oldest. */
    oldest: 0.5,
    /** So many rows of one moment are an import: when they were written says nothing about when they happened. */
    block: 20,
    momentMs: 1000,
    /** What an undated row weighs: the middle of what age can do. */
    undated: 0.75,
  },
} as const;

const YEAR = 365.25 * 24 * 3600 * 1000;

/** Signals of one person, newest first and the undated after them, strongest first. Weights fade with age, never to nothing. */
export function readSignals(interactions: readonly Interaction[], now: number, limit: number): Signal[] {
  const undated = findUndated(interactions);
  return interactions
    .map((interaction) => {
      const at = undated.has(interaction.titleId) ? null : interaction.at;
      const { titleId } = interaction;
      return { titleId, weight: weighInteraction(interaction) * fade(at, now), at: at ?? 0 };
    })
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => b.at - a.at || Math.abs(b.weight) - Math.abs(a.weight) || a.titleId - b.titleId)
    .slice(0, limit)
    .map(({ titleId, weight }) => ({ titleId, weight }));
}

/** Titles of blocks of rows that share one moment, as imports leave them. Nothing may call them recent. */
export function findUndated(interactions: readonly Interaction[]): ReadonlySet<TitleId> {
  const { block, momentMs } = signalWeights.age;
  const inTime = [...interactions].sort((a, b) => a.at - b.at);
  const undated = new Set<TitleId>();
  let first = 0;
  for (const [last, { at }] of inTime.entries()) {
    while (at - inTime[first]!.at >= momentMs) first += 1;
    if (last - first + 1 < block) continue;
    for (const { titleId } of inTime.slice(Math.max(first, last - block + 1), last + 1)) undated.add(titleId);
  }
  return undated;
}

export function weighInteraction(interaction: Interaction): number {
  const { rating, liked, watchlisted, progress, dismissed, muted } = interaction;
  if (muted) return signalWeights.muted;
  if (dismissed) return signalWeights.dismissed;
  const watches = interaction.watches - interaction.uncounted;
  const again = watches > 1 ? signalWeights.rewatchedBonus : 0;
  if (rating !== null) return weighRating(rating) + (liked ? signalWeights.likedBonus : 0) + again;
  if (liked) return signalWeights.liked + again;
  if (progress === 'gave-up') return signalWeights.gaveUp;
  if (watches > 0) return signalWeights.watched + again;
  if (watchlisted) return signalWeights.watchlisted;
  return progress === 'started' ? signalWeights.started : signalWeights.uncounted;
}

function weighRating(stars: number): number {
  return signalWeights.rating.find(([from]) => stars >= from)?.[1] ?? 0;
}

function fade(at: number | null, now: number): number {
  const { halfLifeYears, oldest, undated } = signalWeights.age;
  if (at === null) return undated;
  return Math.max(oldest, 0.5 ** (Math.max(0, now - at) / YEAR / halfLifeYears));
}

/** Seen in the sense of the feed: never to be recommended again, whoever of the household saw it. */
export function hasSeen(interaction: Interaction): boolean {
  return (
    interaction.rating !== null ||
    interaction.liked ||
    interaction.watches > 0 ||
    interaction.progress === 'gave-up'
  );
}

/** Said to be loved: what "Sam loved it" means. */
export function hasLoved(interaction: Pick<Interaction, 'rating' | 'liked'>): boolean {
  return interaction.liked || (interaction.rating !== null && interaction.rating >= 4);
}
