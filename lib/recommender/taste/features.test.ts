import { expect, it } from 'vitest';
import { defaultPolicy } from '../policy.ts';
import { loved, makeWorldFacts, NOW } from '../testing/world.ts';
import { rankTrending, tallyTitle, titleFeatures, type ViewerHistory, viewerFeatures } from './features.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const factsOf = (titleId: number) => (titleId < 2000 ? makeWorldFacts(titleId - 1000) : undefined);
const features = (history: Partial<ViewerHistory>, now = NOW) =>
  viewerFeatures({ interactions: [], moments: [], factsOf, ...history }, now, defaultPolicy);

it('says nothing of someone who did nothing', () => {
  expect(features({})).toEqual({
    recentTitles: [],
    topGenres: [],
    languages: [],
    preferredKind: null,
    sessionMinutes: null,
    counts: { rated: 0, watched: 0, watchlisted: 0, dismissed: 0 },
  });
});

it('knows the titles and genres of the last seven days, and nothing of what came after the moment asked about', () => {
  const interactions = [
    loved(2, { at: NOW - 2 * DAY }),
    loved(4, { at: NOW - DAY }),
    loved(1, { at: NOW - DAY, rating: 1 }),
    loved(6, { at: NOW - 8 * DAY }),
    loved(8, { at: NOW + MINUTE }),
  ];
  const known = features({ interactions });
  expect(known.recentTitles).toEqual([1001, 1004, 1002]);
  expect(known.topGenres).toEqual(['thriller']);
  expect(features({ interactions }, NOW - 1.5 * DAY).recentTitles).toEqual([1002, 1006]);
});

it('does not take an import of last night for what somebody saw last night', () => {
  const imported = Array.from({ length: 20 }, (_, row) => loved(10 + row, { at: NOW - MINUTE }));
  const known = features({ interactions: [loved(2, { at: NOW - DAY }), ...imported] });
  expect(known).toMatchObject({ recentTitles: [1002], counts: { rated: 21 } });
});

it('prefers a kind and languages once enough is liked, by what is liked and not by what is seen', () => {
  const films = [0, 1, 2, 3, 4].map((row) => loved(row));
  const badSeries = [8, 9, 18, 19].map((row) => loved(row, { rating: 1 }));
  expect(features({ interactions: films.slice(1) }).preferredKind).toBeNull();
  const known = features({ interactions: [...films, ...badSeries] });
  expect(known).toMatchObject({ preferredKind: 'film', languages: ['en', 'te'] });
  const mixed = [...films, ...[8, 9, 18, 19].map((row) => loved(row))];
  expect(features({ interactions: mixed }).preferredKind).toBeNull();
});

it('leaves out what its owner does not want used, and a title whose facts are gone', () => {
  const interactions = [loved(2, { muted: true }), loved(1500, { titleId: 2500 })];
  expect(features({ interactions })).toMatchObject({
    recentTitles: [2500],
    topGenres: [],
    counts: { rated: 1 },
  });
});

it('measures sessions from the first act to the last, parted by half an hour of silence', () => {
  const at = (minutes: number) => NOW - 2 * DAY + minutes * MINUTE;
  const moments = [at(90), at(0), at(30), at(40), at(100), at(300), NOW - 40 * DAY, NOW + MINUTE];
  expect(features({ moments }).sessionMinutes).toBe((40 + 10) / 2);
  expect(features({ moments: [at(0)] }).sessionMinutes).toBeNull();
});

it('counts people, not clicks, in the features of a title', () => {
  const play = (personId: string, ago: number, reached: number | null) => ({
    personId,
    at: NOW - ago,
    reached,
  });
  const plays = [
    play('a', MINUTE, 0.5),
    play('a', MINUTE, 0.95),
    play('b', MINUTE, 0.2),
    play('c', 2 * DAY, 1),
    play('d', MINUTE, null),
    play('e', -MINUTE, 1),
  ];
  const opinions = [
    { rating: 5, liked: false },
    { rating: 2, liked: true },
    { rating: 3, liked: false },
  ];
  const tally = tallyTitle(plays, opinions, NOW, defaultPolicy);
  expect(tally).toEqual({ plays: 3, began: 3, finished: 2, opinions: 3, likes: 2 });
  expect(titleFeatures(tally)).toEqual({
    plays: 3,
    likeRatio: 2 / 3,
    opinions: 3,
    completionRate: 2 / 3,
    began: 3,
  });
  expect(titleFeatures({ plays: 0, began: 0, finished: 0, opinions: 0, likes: 0 })).toMatchObject({
    likeRatio: null,
    completionRate: null,
  });
});

it('ranks what is trending by views, how recent they are, and how those who know it took it', () => {
  const view = (titleId: number, minutes: number) => ({ titleId, at: NOW - minutes * MINUTE });
  const of = (likes: number, opinions: number) =>
    titleFeatures({ plays: 1, likes, opinions, began: 0, finished: 0 });
  const known = new Map([
    [3, of(60, 60)],
    [4, of(0, 60)],
    [5, of(1, 1)],
  ]);
  const views = [
    ...[view(1, 0), view(1, 20)],
    view(2, 40),
    ...[view(3, 0), view(4, 0), view(5, 0)],
    ...[view(6, 61), view(6, -1)],
  ];
  const ranked = rankTrending(views, (id) => known.get(id), NOW, defaultPolicy);
  expect(ranked.map(({ titleId }) => titleId)).toEqual([3, 1, 5, 2, 4]);
  const weights = Object.fromEntries(ranked.map(({ titleId, weight }) => [titleId, weight]));
  expect(weights[1]).toBeCloseTo(1.5);
  expect(weights[2]).toBeCloseTo(0.25);
  expect(weights[3]).toBeCloseTo((60 + 10 * 0.6) / 70 / 0.6);
});
