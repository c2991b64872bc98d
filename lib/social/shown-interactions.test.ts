import { expect, test } from 'vitest';
import type { Interaction } from '../recommender/types.ts';
import type { Section } from './audience.ts';
import { shownInteractions } from './shown-interactions.ts';

const nothing: Interaction = {
  titleId: 1,
  rating: null,
  liked: false,
  watches: 0,
  uncounted: 0,
  watchlisted: false,
  progress: null,
  dismissed: false,
  muted: false,
  at: 0,
};
const shown = (one: Partial<Interaction>, ...sections: Section[]) =>
  shownInteractions([{ ...nothing, ...one }], new Set(sections));

test('each section shows its own part of what was done with a title', () => {
  const all = { rating: 4, liked: true, watches: 2, progress: 'started', watchlisted: true } as const;
  expect(shown(all, 'ratings', 'diary', 'watchlist')).toEqual([{ ...nothing, ...all }]);
  expect(shown(all, 'ratings')).toEqual([{ ...nothing, rating: 4, liked: true }]);
  expect(shown(all, 'diary')).toEqual([{ ...nothing, watches: 2, progress: 'started' }]);
  expect(shown(all, 'watchlist')).toEqual([{ ...nothing, watchlisted: true }]);
});

test('what says nothing any more is not there, and what was waved away never is', () => {
  expect(shown({ watches: 1 }, 'ratings', 'watchlist')).toEqual([]);
  expect(shown({ dismissed: true }, 'ratings', 'diary', 'watchlist')).toEqual([]);
  expect(shown({ rating: 4 })).toEqual([]);
});
