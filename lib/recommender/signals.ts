/** Interactions → weighted evidence of taste. Order and sign are fixed; sizes are tuned offline. */
import type { Interaction, Signal } from './types.ts';

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
} as const;

const YEAR = 365.25 * 24 * 3600 * 1000;
const HALF_LIFE_YEARS = 4;
const OLDEST_SHARE = 0.5;

/** Signals of one person, strongest last change first. Weights decay with age down to a half, never to nothing. */
export function readSignals(interactions: readonly Interaction[], now: number, limit: number): Signal[] {
  return [...interactions]
    .sort((a, b) => b.at - a.at || a.titleId - b.titleId)
    .slice(0, limit)
    .map((interaction) => ({
      titleId: interaction.titleId,
      weight: weighInteraction(interaction) * decay(now - interaction.at),
    }))
    .filter((signal) => signal.weight !== 0);
}

export function weighInteraction(interaction: Interaction): number {
  const { rating, liked, watchlisted, progress, dismissed, muted } = interaction;
  if (muted) return 0;
  if (dismissed) return signalWeights.dismissed;
  const watches = interaction.watches - interaction.uncounted;
  const bonus = (liked ? signalWeights.likedBonus : 0) + (watches > 1 ? signalWeights.rewatchedBonus : 0);
  if (rating !== null) return weighRating(rating) + bonus;
  if (liked) return signalWeights.liked + (watches > 1 ? signalWeights.rewatchedBonus : 0);
  if (progress === 'gave-up') return signalWeights.gaveUp;
  if (watches > 0) return signalWeights.watched + bonus;
  if (watchlisted) return signalWeights.watchlisted;
  return progress === 'started' ? signalWeights.started : 0;
}

function weighRating(stars: number): number {
  return signalWeights.rating.find(([from]) => stars >= from)?.[1] ?? 0;
}

function decay(age: number): number {
  return Math.max(OLDEST_SHARE, 0.5 ** (Math.max(0, age) / YEAR / HALF_LIFE_YEARS));
}

/** Seen in the sense of the feed: never to be recommended again. */
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
