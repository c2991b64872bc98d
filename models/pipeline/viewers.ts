/** Held-out people as viewers at one moment of their lives: what they had rated before it, and what they liked from it on. */
import type { Interaction } from '../../lib/recommender/types.ts';
import { type Dataset, LIKED } from '../dataset.ts';

/** Of somebody's likes, the earliest share that is known. */
const KNOWN = 0.8;

export type Rated = { readonly column: number; readonly stars: number; readonly at: number };

export type HeldOutViewer = {
  readonly person: number;
  /** When the first target was liked, epoch ms. */
  readonly now: number;
  /** Everything rated before, oldest first. */
  readonly earlier: readonly Rated[];
  /** Columns. */
  readonly targets: Int32Array;
};

/** How much of the earlier ratings is told: all of them, or only the last so many likes. */
export type Told = 'all' | number;

/**
 * The titles of a moment are no history of that moment. Who liked nothing before or nothing later is left out, and so is
 * what is not in `stock` [columns]: nobody could say or find it.
 */
export function viewersOf(dataset: Dataset, stock: ReadonlySet<number>): HeldOutViewer[] {
  return Array.from(dataset.people).flatMap((person, row): HeldOutViewer[] => {
    const ratings = ratingsOf(dataset, row).filter(({ column }) => stock.has(column));
    const likes = ratings.filter(({ stars }) => stars >= LIKED);
    const now = likes[Math.floor(likes.length * KNOWN)]?.at;
    if (now === undefined || likes[0]!.at === now) return [];
    return [viewerAt(person, ratings, now)];
  });
}

export function viewerAt(person: number, ratings: readonly Rated[], now: number): HeldOutViewer {
  const targets = ratings.filter(({ at, stars }) => at >= now && stars >= LIKED);
  return {
    person,
    now,
    earlier: ratings.filter(({ at }) => at < now),
    targets: Int32Array.from(targets, ({ column }) => column).sort(),
  };
}

/** Oldest first. */
function ratingsOf({ diaries, name }: Dataset, row: number): Rated[] {
  if (!diaries) throw new Error(`${name}: a viewer of the pipeline needs the time of every rating`);
  const { columns, stars, moments } = diaries[row]!;
  return Array.from(columns, (column, place) => ({
    column,
    stars: stars[place]!,
    at: moments[place]! * 1000,
  }));
}

/** The last `told` likes, or all that was liked; undefined for somebody with fewer. */
export function likesTold({ earlier }: HeldOutViewer, told: Told): readonly Rated[] | undefined {
  const likes = earlier.filter(({ stars }) => stars >= LIKED);
  if (told === 'all') return likes;
  return likes.length < told ? undefined : likes.slice(likes.length - told);
}

/** What is told, with its stars; what is not told is only known to be seen, as "don't use this title" leaves it. */
export function interactionsOf(viewer: HeldOutViewer, told: Told): Interaction[] {
  const likes = new Set(likesTold(viewer, told));
  return viewer.earlier.map((one): Interaction => {
    const used = told === 'all' || likes.has(one);
    return {
      titleId: one.column + 1,
      rating: used ? one.stars : null,
      liked: false,
      watches: 1,
      uncounted: 0,
      watchlisted: false,
      progress: null,
      dismissed: false,
      muted: !used,
      at: one.at,
    };
  });
}
