/**
 * How well two people match: of the titles that both will have an opinion of, the share on which it should be the same.
 * A beta-binomial: what they agreed on so far, beside imagined titles that agree as often as pairs with such a cosine of
 * tastes do. The same whoever of the two asks.
 */
import type { Policy } from '../policy.ts';
import type { Interaction, TitleId } from '../types.ts';
import { type Counts, cosineOf, countAgreements, type KnownTaste, readOpinions } from './friend-weights.ts';
import { hasLoved } from './signals.ts';

/** Titles with an opinion of both, below which nothing is said. */
const FEWEST_SHARED = 5;
/**
 * Imagined titles, and the logit of agreement along the cosine. Fitted on half of 6,600 pairs of MovieLens 100k, whom the
 * bundle does not know: of titles held back, pairs who were told 66, 76, 85 and 92 % agreed on 66, 76, 84 and 90 %, and eight in ten were within the margin.
 */
const IMAGINED = 16;
const AGREEMENT = { base: 0.4, perCosine: 2.5 };
/** Of two people in those data: stands in while little is known of one. */
const USUAL_COSINE = 0.25;
/** Of a normal distribution: eight times in ten the truth is within the margin. */
const EIGHT_IN_TEN = 1.2816;
/** Stars between two ratings from which they differ. */
const DIFFERENT_STARS = 1.5;
/** Ratings of a genre, each, below which it is not compared; and those at which a difference counts half. */
const FEWEST_OF_GENRE = 4;
/** Stars between the means of a genre from which they differ. */
const DIFFERENT_MEANS = 0.6;

export type Taster = KnownTaste & { readonly interactions: readonly Interaction[] };

export type Match = Counts & {
  /** 0 to 1; null while both know too little in common. */
  readonly share: number | null;
  /** Eight times in ten the truth is so near. */
  readonly margin: number;
  /** Of both tastes as a whole, −1 to 1; null where one of them is unknown. */
  readonly cosine: number | null;
};

type EncoderPolicy = Policy['encoder'];

export function matchTastes(one: Taster, other: Taster, encoder: EncoderPolicy): Match {
  const counts = countAgreements(
    readOpinions(one.interactions, encoder),
    readOpinions(other.interactions, encoder),
  );
  const { sharedTitles, agreedOn } = counts;
  const heard = sharedTitles + IMAGINED;
  const share = (agreedOn + IMAGINED * expectAgreement(one, other, encoder)) / heard;
  return {
    ...counts,
    share: sharedTitles < FEWEST_SHARED ? null : share,
    margin: EIGHT_IN_TEN * Math.sqrt((share * (1 - share)) / (heard + 1)),
    cosine: one.vector && other.vector ? cosineOf(one, other) : null,
  };
}

/** logit p = base + perCosine · (t · cosine + (1 − t) · usual), t = what is known of the lesser known / from. */
function expectAgreement(one: Taster, other: Taster, encoder: EncoderPolicy): number {
  const trust = Math.min(1, Math.min(one.known, other.known) / encoder.agreementFrom);
  const cosine = trust * cosineOf(one, other) + (1 - trust) * USUAL_COSINE;
  return 1 / (1 + Math.exp(-(AGREEMENT.base + AGREEMENT.perCosine * cosine)));
}

export type Compared = {
  readonly titleId: TitleId;
  readonly one: number | null;
  readonly other: number | null;
};

/** What both love, the most loved first. What either took out of their taste speaks no more. */
export function sharedFavourites(one: Taster, other: Taster, limit: number): Compared[] {
  return inCommon(one, other)
    .filter(([mine, theirs]) => hasLoved(mine) && hasLoved(theirs))
    .map(([mine, theirs]) => ({ ...compared(mine, theirs), love: loveOf(mine) + loveOf(theirs) }))
    .sort((a, b) => b.love - a.love || a.titleId - b.titleId)
    .slice(0, limit)
    .map(({ love: _, ...rest }) => rest);
}

/** Titles both rated with stars far apart, the furthest first. */
export function greatestDifferences(one: Taster, other: Taster, limit: number): Compared[] {
  const apart = (pair: Compared) => Math.abs((pair.one ?? 0) - (pair.other ?? 0));
  return inCommon(one, other)
    .filter(([mine, theirs]) => mine.rating !== null && theirs.rating !== null)
    .map(([mine, theirs]) => compared(mine, theirs))
    .filter((pair) => apart(pair) >= DIFFERENT_STARS)
    .sort((a, b) => apart(b) - apart(a) || a.titleId - b.titleId)
    .slice(0, limit);
}

export type ComparedGenre = { readonly genre: string; readonly one: number; readonly other: number };

/** Genres that one rates higher than the other, by all that each rated; few ratings speak less. */
export function genreDifferences(
  one: Taster,
  other: Taster,
  genresOf: (titleId: TitleId) => readonly string[],
  limit: number,
): ComparedGenre[] {
  const [mine, theirs] = [ratingsByGenre(one, genresOf), ratingsByGenre(other, genresOf)];
  return [...mine]
    .flatMap(([genre, stars]) => {
      const others = theirs.get(genre) ?? [];
      const fewer = Math.min(stars.length, others.length);
      if (fewer < FEWEST_OF_GENRE) return [];
      const means = { one: meanOf(stars), other: meanOf(others) };
      const apart = Math.abs(means.one - means.other);
      return [{ genre, ...means, apart, heard: (apart * fewer) / (fewer + FEWEST_OF_GENRE) }];
    })
    .filter(({ apart }) => apart >= DIFFERENT_MEANS)
    .sort((a, b) => b.heard - a.heard || a.genre.localeCompare(b.genre))
    .slice(0, limit)
    .map(({ genre, one: ours, other: others }) => ({ genre, one: ours, other: others }));
}

function inCommon(one: Taster, other: Taster): (readonly [Interaction, Interaction])[] {
  const theirs = new Map(
    other.interactions.filter(({ muted }) => !muted).map((entry) => [entry.titleId, entry] as const),
  );
  return one.interactions.flatMap((mine) => {
    const same = mine.muted ? undefined : theirs.get(mine.titleId);
    return same ? [[mine, same] as const] : [];
  });
}

function compared(mine: Interaction, theirs: Interaction): Compared {
  return { titleId: mine.titleId, one: mine.rating, other: theirs.rating };
}

function loveOf({ rating, liked }: Interaction): number {
  return (rating ?? 4) + (liked ? 1 : 0);
}

function ratingsByGenre(
  { interactions }: Taster,
  genresOf: (titleId: TitleId) => readonly string[],
): Map<string, number[]> {
  const byGenre = new Map<string, number[]>();
  for (const { titleId, rating, muted } of interactions) {
    if (rating === null || muted) continue;
    for (const genre of genresOf(titleId)) byGenre.set(genre, [...(byGenre.get(genre) ?? []), rating]);
  }
  return byGenre;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
