/** A made-up instance whose people's true tastes are known: what each would like of every title, whether they click, what they rate. */
import type { CatalogueTitle } from '../../lib/inference/table.ts';
import { type Random, seededRandom } from '../../lib/math/random.ts';

const GENRES = [
  'comedy',
  'crime',
  'drama',
  'horror',
  'romance',
  'science-fiction',
  'war',
  'western',
] as const;
/** How much a title appeals to whoever has its own taste, its second one, any other. */
const APPEAL = { own: 1, second: 0.5, other: 0.05 } as const;
/** The better half of what a taste is: everyone has a first and a second one. */
const FIRST_SHARE = { least: 0.55, most: 0.9 } as const;
const QUALITY = { least: 0.4, most: 1 } as const;
/** Genres say wrongly which taste a title is for so often. */
const MISLABELLED = 0.2;
/** Nobody has time for everything that appeals: so much of it is clicked when it is looked at. */
const TIME = 0.35;
/** How far a rating may be from what was felt, in shares of the scale. */
const RATING_NOISE = 0.15;

export type FeedbackWorld = {
  readonly people: number;
  readonly titles: readonly CatalogueTitle[];
  /** What a person truly thinks of a title, 0 to 1. */
  relevance(person: number, title: number): number;
};

export function createFeedbackWorld(people: number, titles: number, seed: number): FeedbackWorld {
  const random = seededRandom(seed);
  const between = ({ least, most }: { readonly least: number; readonly most: number }) =>
    least + (most - least) * random();
  const taste = () => Math.floor(random() * GENRES.length);
  const made = Array.from({ length: titles }, () => ({
    own: taste(),
    second: taste(),
    quality: between(QUALITY),
    wrong: random() < MISLABELLED ? taste() : undefined,
  }));
  const tastes = Array.from({ length: people }, () => ({
    first: taste(),
    second: taste(),
    share: between(FIRST_SHARE),
  }));
  const appeal = (title: number, wanted: number) => {
    const { own, second } = made[title]!;
    return own === wanted ? APPEAL.own : second === wanted ? APPEAL.second : APPEAL.other;
  };
  return {
    people,
    titles: made.map(({ own, wrong }, column) => titleOf(column, GENRES[wrong ?? own]!)),
    relevance: (person, title) => {
      const { first, second, share } = tastes[person]!;
      return made[title]!.quality * (share * appeal(title, first) + (1 - share) * appeal(title, second));
    },
  };
}

function titleOf(column: number, genre: string): CatalogueTitle {
  return {
    id: column + 1,
    slug: `title-${column}`,
    name: `Title ${column}`,
    year: 1980 + (column % 45),
    kind: 'film',
    genres: [genre],
    language: 'en',
    countries: [],
    makers: [],
    cast: [],
    keywords: [],
    maturity: 12,
    runtime: 100,
    licence: 'low',
    flagged: false,
  };
}

/** The chance that a place of a list is looked at: 1, .63, .5, .43 … 1 / log₂(place + 2). */
export function examination(place: number): number {
  return 1 / Math.log2(place + 2);
}

/** What is looked at and liked is clicked (position-based click model, Craswell et al. 2008). */
export function clicks(relevance: number, place: number, random: Random): boolean {
  return random() < TIME * examination(place) * relevance;
}

/** Half to five stars. */
export function starsFor(relevance: number, random: Random): number {
  const felt = relevance + (2 * random() - 1) * RATING_NOISE;
  return Math.min(5, Math.max(0.5, Math.round((0.5 + 4.5 * felt) * 2) / 2));
}
