/** What the simulated people have done so far, as the pipeline reads it and as the model learns from it. */
import { type Random, seededRandom } from '../../lib/math/random.ts';
import { type Entry, sparseOf } from '../../lib/math/sparse.ts';
import type { Interaction, TitleId, ViewerContext } from '../../lib/recommender/types.ts';
import type { Dataset } from '../dataset.ts';
import { type FeedbackWorld, starsFor } from './feedback-world.ts';

/** So many titles has everyone rated before the first round. */
const BEGINNING = 10;
/** What people come across at first falls as (rank + 10)^-1: the first hundred titles are known everywhere. */
const KNOWN_EVERYWHERE = 10;
const DAY = 24 * 3600 * 1000;
/** As the feed counts what is popular: a week, halving in two days, so many titles. */
const POPULAR = { days: 7, halfLife: 2, most: 200 } as const;

export type Life = {
  readonly interactions: Interaction[];
  readonly seen: Set<number>;
  /** Shown and left alone. */
  readonly passed: { readonly title: number; readonly at: number }[];
  shownSince(moment: number): ReadonlyMap<TitleId, number>;
};

/** Everyone comes with a few ratings: of titles they came across, and that they thought they would like. */
export function startLives(world: FeedbackWorld, seed: number, before: number): Life[] {
  const random = seededRandom(seed);
  return Array.from({ length: world.people }, (_, person) => {
    const life = newLife();
    while (life.seen.size < Math.min(BEGINNING, world.titles.length / 4)) {
      const title = comeAcross(world.titles.length, random);
      const relevance = world.relevance(person, title);
      if (!life.seen.has(title) && random() < relevance)
        watch(life, title, starsFor(relevance, random), before - (BEGINNING - life.seen.size) * DAY);
    }
    return life;
  });
}

function newLife(): Life {
  const passed: Life['passed'] = [];
  return {
    interactions: [],
    seen: new Set(),
    passed,
    shownSince: (moment) => {
      const times = new Map<TitleId, number>();
      for (let index = passed.length - 1; index >= 0 && passed[index]!.at > moment; index--) {
        const id = passed[index]!.title + 1;
        times.set(id, (times.get(id) ?? 0) + 1);
      }
      return times;
    },
  };
}

/** A title by its rank: P(rank ≤ r) = ln((r + 10) / 10) / ln((n + 10) / 10). */
function comeAcross(titles: number, random: Random): number {
  const reach = (titles + KNOWN_EVERYWHERE) / KNOWN_EVERYWHERE;
  return Math.min(titles - 1, Math.floor(KNOWN_EVERYWHERE * reach ** random() - KNOWN_EVERYWHERE));
}

export function watch(life: Life, title: number, stars: number, at: number): void {
  life.seen.add(title);
  life.interactions.push({
    titleId: title + 1,
    rating: stars,
    liked: false,
    watches: 1,
    uncounted: 0,
    watchlisted: false,
    progress: null,
    dismissed: false,
    muted: false,
    at,
  });
}

export function readPopular(lives: readonly Life[], now: number): ViewerContext['popular'] {
  const weights = new Map<TitleId, number>();
  for (const { interactions } of lives) {
    for (let index = interactions.length - 1; index >= 0; index--) {
      const { titleId, at } = interactions[index]!;
      const age = (now - at) / DAY;
      if (age > POPULAR.days) break;
      weights.set(titleId, (weights.get(titleId) ?? 0) + 0.5 ** (age / POPULAR.halfLife));
    }
  }
  return [...weights]
    .map(([titleId, weight]) => ({ titleId, weight }))
    .sort((a, b) => b.weight - a.weight || a.titleId - b.titleId)
    .slice(0, POPULAR.most);
}

/** All that was rated so far, for training. */
export function datasetOf(world: FeedbackWorld, lives: readonly Life[]): Dataset {
  const entries = lives.flatMap(({ interactions }, person) =>
    interactions.map(({ titleId, rating }): Entry => [person, titleId - 1, rating ?? 0]),
  );
  return {
    name: 'feedback',
    sha256: '0'.repeat(64),
    items: world.titles.map(({ name, year }, column) => ({
      movieId: column + 1,
      title: `${name} (${year})`,
    })),
    people: Int32Array.from(lives.keys()),
    ratings: sparseOf(lives.length, world.titles.length, entries),
  };
}
