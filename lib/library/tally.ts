/** Counts of a library by what its titles have in common, and the words for them. */
import { genreName } from '../format.ts';

export function groupByValue<T>(
  list: readonly T[],
  valuesOf: (one: T) => readonly string[],
): { value: string; of: T[] }[] {
  const byValue = new Map<string, T[]>();
  for (const one of list) {
    for (const value of new Set(valuesOf(one))) byValue.set(value, [...(byValue.get(value) ?? []), one]);
  }
  return [...byValue].map(([value, of]) => ({ value, of }));
}

/** Values with how many of the list have them, the most frequent first. */
export function countShares<T>(list: readonly T[], valuesOf: (one: T) => readonly string[]) {
  return groupByValue(list, valuesOf)
    .map(({ value, of }) => ({ value, count: of.length, share: of.length / list.length }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}

export function mean(rated: readonly { readonly rating: number }[]): number {
  return rated.reduce((sum, { rating }) => sum + rating, 0) / rated.length;
}

/** 4.4, never 4.40 or 4.0 */
export function starsOf(stars: number): string {
  return String(Math.round(stars * 10) / 10);
}

const plurals: Readonly<Record<string, string>> = {
  action: 'action',
  adventure: 'adventures',
  animation: 'animation',
  biography: 'biographies',
  comedy: 'comedies',
  documentary: 'documentaries',
  drama: 'dramas',
  fantasy: 'fantasy',
  horror: 'horror',
  music: 'films about music',
  musical: 'musicals',
  mystery: 'mysteries',
  romance: 'romances',
  'science-fiction': 'science fiction',
  thriller: 'thrillers',
  western: 'westerns',
};

/** `thriller` → "thrillers", `crime` → "crime stories" */
export function genrePlural(genre: string): string {
  return plurals[genre] ?? `${genreName(genre).toLowerCase()} stories`;
}
