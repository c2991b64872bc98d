/** What a library says of its owner, in sentences: only what is true, each with the numbers it is said on. */
import type { TitleSummary } from '../catalog/summary.ts';
import { countText, genreName, languageName, listText } from '../format.ts';
import type { Interaction } from '../recommender/types.ts';
import { countShares, genrePlural, groupByValue, mean, starsOf } from './tally.ts';

export type Statement = { readonly words: string; readonly numbers: readonly string[] };

type Known = Interaction & { readonly title: TitleSummary };
type Rated = Known & { readonly rating: number };

/** Below these nothing is claimed: a habit needs a few titles, and a share that somebody would call one. */
const claims = {
  /** Titles that a habit is read from. */
  titles: 5,
  /** Loved titles that are named. */
  named: 3,
  /** Shares that are "mostly", "many" and "most". */
  mostly: 0.3,
  many: 0.2,
  most: 0.5,
  /** Titles by one maker, and in one genre, before their ratings are compared; stars above or below one's average. */
  maker: 3,
  genre: 5,
  stars: 0.4,
  /** Titles given up in a genre, and their share of what was begun there. */
  givenUp: 2,
  rarely: 0.5,
  /** Days that are "lately", and the share that makes a habit of them. */
  lately: 30,
  latelyTitles: 3,
  latelyShare: 0.6,
} as const;

const DAY = 86_400_000;

/** What is muted is not read: the owner said not to use it, or it lies before a reset of taste. */
export function describeLibrary(
  interactions: readonly Interaction[],
  titles: ReadonlyMap<number, TitleSummary>,
  now: number,
): Statement[] {
  const known = interactions.flatMap((one): Known[] => {
    const title = titles.get(one.titleId);
    return title && !one.muted ? [{ ...one, title }] : [];
  });
  const rated = known.filter((one): one is Rated => one.rating !== null);
  return [
    ...describeRated(rated),
    ...describeLoved(known),
    ...describeMakers(rated),
    ...describeGenres(rated),
    ...describeUnfinished(known),
    ...describeLately(known, now),
    ...describeWatchlist(known),
  ];
}

function describeRated(rated: readonly Rated[]): Statement[] {
  if (rated.length === 0) return [];
  const films = rated.filter(({ title }) => title.kind === 'film').length;
  const series = rated.length - films;
  const what = listText([
    ...(films > 0 ? [countText(films, 'film')] : []),
    ...(series > 0 ? [countText(series, 'series', 'series')] : []),
  ]);
  const habits =
    rated.length < claims.titles ? [] : [genreHabit(rated), decadeHabit(rated), languageHabit(rated)];
  const said = habits.flatMap((habit) => (habit === null ? [] : [habit]));
  return [
    {
      words: `You have rated ${[what, ...said.map(({ words }) => words)].join(', ')}.`,
      numbers: [`${starsOf(mean(rated))} stars on average`, ...said.flatMap(({ numbers }) => numbers)],
    },
  ];
}

/** What was marked as loved and says nothing in stars, as after the welcome. */
function describeLoved(known: readonly Known[]): Statement[] {
  const names = known.filter(({ liked, rating }) => liked && rating === null).map(({ title }) => title.name);
  if (names.length === 0) return [];
  const shown = names.slice(0, claims.named);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return [{ words: `You love ${listText(all)}.`, numbers: [] }];
}

/** "mostly dramas and thrillers" */
function genreHabit(rated: readonly Known[]): Statement | null {
  const top = countShares(rated, ({ title }) => title.genres)
    .filter(({ share }) => share >= claims.mostly)
    .slice(0, 2);
  const [first] = top;
  if (!first) return null;
  return {
    words: `${first.share >= claims.most ? 'mostly' : 'many of them'} ${listText(top.map(({ value }) => genrePlural(value)))}`,
    numbers: top.map(({ value, count }) => `${genreName(value)}: ${count} of ${rated.length}`),
  };
}

/** "from the 1990s and 2010s" */
function decadeHabit(rated: readonly Known[]): Statement | null {
  const top = countShares(rated, ({ title }) => [decadeOf(title)])
    .filter(({ share }) => share >= claims.many)
    .slice(0, 2);
  if (top.reduce((sum, { share }) => sum + share, 0) < claims.most) return null;
  const names = top.map(({ value }) => value).sort();
  return {
    words: `most from the ${listText(names)}`,
    numbers: top.map(({ value, count }) => `The ${value}: ${count} of ${rated.length}`),
  };
}

/** "many of them in Korean"; English is said only by what is not. */
function languageHabit(rated: readonly Known[]): Statement | null {
  const top = countShares(rated, ({ title }) => [title.language]).find(({ value }) => value !== 'en');
  if (!top || top.share < claims.many || top.count < claims.maker) return null;
  return {
    words: `${top.share >= claims.most ? 'most' : 'many'} of them in ${languageName(top.value)}`,
    numbers: [`In ${languageName(top.value)}: ${top.count} of ${rated.length}`],
  };
}

/** The maker rated highest and the one rated lowest, where that stands out from the person's own average. */
function describeMakers(rated: readonly Rated[]): Statement[] {
  const average = mean(rated);
  const makers = groupByValue(rated, ({ title }) => title.makers)
    .filter(({ of }) => of.length >= claims.maker)
    .map(({ value, of }) => ({ value, of, stars: mean(of) }))
    .sort((a, b) => b.stars - a.stars || b.of.length - a.of.length);
  const best = makers[0];
  const worst = makers.at(-1);
  const say = ({ value, of, stars }: (typeof makers)[number], than: string): Statement => ({
    words: `You rate ${value}’s work ${than} than the rest, ${starsOf(stars)} stars on average.`,
    numbers: [`${listText(of.map((one) => `${one.title.name} ${starsOf(one.rating)}`))}`, overall(average)],
  });
  return [
    ...(best && best.stars - average >= claims.stars ? [say(best, 'higher')] : []),
    ...(worst && average - worst.stars >= claims.stars ? [say(worst, 'lower')] : []),
  ];
}

/** Genres rated clearly above or below the person's own average. */
function describeGenres(rated: readonly Rated[]): Statement[] {
  const average = mean(rated);
  const genres = groupByValue(rated, ({ title }) => title.genres)
    .filter(({ of }) => of.length >= claims.genre && of.length < rated.length)
    .map(({ value, of }) => ({ value, count: of.length, stars: mean(of) }))
    .sort((a, b) => b.stars - a.stars);
  const best = genres[0];
  const worst = genres.at(-1);
  const say = ({ value, count, stars }: (typeof genres)[number], than: string): Statement => ({
    words: `You rate ${genrePlural(value)} ${than} than the rest.`,
    numbers: [`${starsOf(stars)} stars on average over ${countText(count, 'title')}`, overall(average)],
  });
  return [
    ...(best && best.stars - average >= claims.stars ? [say(best, 'higher')] : []),
    ...(worst && average - worst.stars >= claims.stars ? [say(worst, 'lower')] : []),
  ];
}

function describeUnfinished(known: readonly Known[]): Statement[] {
  const begun = known.filter((one) => one.progress === 'gave-up' || watchesOf(one) > 0);
  return groupByValue(begun, ({ title }) => title.genres)
    .map(({ value, of }) => ({ value, all: of.length, left: of.filter(hasGivenUp).length }))
    .filter(({ all, left }) => left >= claims.givenUp && left / all >= claims.rarely)
    .sort((a, b) => b.left / b.all - a.left / a.all || b.left - a.left)
    .slice(0, 1)
    .map(({ value, all, left }) => ({
      words: `You rarely finish ${genrePlural(value)}.`,
      numbers: [`You gave up on ${left} of the ${all} you began`],
    }));
}

function describeLately(known: readonly Known[], now: number): Statement[] {
  const lately = known.filter(
    (one) => now - one.at <= claims.lately * DAY && (watchesOf(one) > 0 || one.progress === 'started'),
  );
  if (lately.length < claims.latelyTitles) return [];
  const series = lately.filter(({ title }) => title.kind === 'series').length;
  const [genre] = countShares(lately, ({ title }) => title.genres);
  const of = `of ${lately.length} in the last ${claims.lately} days`;
  const about =
    series / lately.length >= claims.latelyShare
      ? { words: 'series', count: series }
      : genre && genre.share >= claims.latelyShare
        ? { words: genrePlural(genre.value), count: genre.count }
        : null;
  return about ? [{ words: `Lately you watch ${about.words}.`, numbers: [`${about.count} ${of}`] }] : [];
}

function describeWatchlist(known: readonly Known[]): Statement[] {
  const listed = known.filter(({ watchlisted }) => watchlisted);
  if (listed.length === 0) return [];
  const top = countShares(listed, ({ title }) => title.genres).slice(0, 3);
  return [
    {
      words: `${countText(listed.length, 'title waits', 'titles wait')} on your watchlist.`,
      numbers: top.map(({ value, count }) => `${genreName(value)}: ${count} of ${listed.length}`),
    },
  ];
}

function hasGivenUp({ progress }: Known): boolean {
  return progress === 'gave-up';
}

/** Viewings of one's own, not of somebody else in the household. */
function watchesOf({ watches, uncounted }: Known): number {
  return watches - uncounted;
}

function overall(average: number): string {
  return `${starsOf(average)} stars over all your ratings`;
}

function decadeOf({ year }: TitleSummary): string {
  return `${Math.floor(year / 10) * 10}s`;
}
