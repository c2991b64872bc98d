import type { Interaction } from '../recommender/types.ts';
import type { Section } from './audience.ts';

/**
 * What somebody did with titles, as far as they show it: for recommendations, whose reasons would tell the rest. What they
 * wave away is in no section and stays with them.
 */
export function shownInteractions(
  interactions: readonly Interaction[],
  shows: ReadonlySet<Section>,
): Interaction[] {
  return interactions.map((one) => maskedBy(one, shows)).filter(saysSomething);
}

function maskedBy(one: Interaction, shows: ReadonlySet<Section>): Interaction {
  return {
    ...one,
    ...(!shows.has('ratings') && { rating: null, liked: false }),
    ...(!shows.has('diary') && { watches: 0, uncounted: 0, progress: null }),
    ...(!shows.has('watchlist') && { watchlisted: false }),
    dismissed: false,
  };
}

function saysSomething({ rating, liked, watches, progress, watchlisted }: Interaction): boolean {
  return rating !== null || liked || watches > 0 || progress !== null || watchlisted;
}
