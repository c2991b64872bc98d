import { expect, it } from 'vitest';
import { sparseOf } from '../../lib/math/sparse.ts';
import { titleSegments } from './segments.ts';
import { countResult, emptyTally } from './tally.ts';

const items = ['en', 'fr', undefined, 'en'].map((language, movieId) => ({
  movieId,
  title: 'x',
  ...(language && { language }),
}));
const entries = Array.from({ length: 5 }, (_, person) => [person, 0, 4] as const);
const segments = titleSegments({ ratings: sparseOf(5, 4, [...entries, [0, 1, 4]]), items });

it('tells cold titles and languages apart, and knows nothing where nothing is said', () => {
  expect(Object.fromEntries(segments)).toEqual({
    'titles never in training': Uint8Array.of(0, 0, 1, 1),
    'titles below 5 in training': Uint8Array.of(0, 1, 1, 1),
    'titles in English': Uint8Array.of(1, 0, 0, 1),
    'titles in another language': Uint8Array.of(0, 1, 0, 0),
  });
  const silent = titleSegments({
    ratings: sparseOf(1, 1, []),
    items: [{ movieId: 1, title: 'x' }],
  });
  expect([...silent.keys()].some((name) => name.includes('English'))).toBe(false);
});

it('counts only the targets of a segment, in the ranking of all titles', () => {
  const tally = emptyTally(['all', ...segments.keys()]);
  const one = { person: 0, known: Int32Array.of(2), targets: Int32Array.of(0, 1) };
  countResult(tally, ['all'], Float32Array.of(3, 1, 9, 2), one, {
    recallOver: 'all',
    shown: true,
    titles: segments,
  });
  const ndcgOf = (segment: string) => tally.segments.get(segment)!['ndcg@10'];
  expect(ndcgOf('titles in English')).toEqual([1]);
  expect(ndcgOf('titles in another language')).toEqual([expect.closeTo(0.5, 12)]);
  expect(ndcgOf('titles never in training')).toEqual([]);
});

it('leaves out of the ranking what was seen, and refuses scores that are no numbers', () => {
  const tally = emptyTally(['all']);
  const one = { person: 0, known: Int32Array.of(0), targets: Int32Array.of(2), seen: Int32Array.of(0, 1) };
  const how = { recallOver: 'all', shown: true } as const;
  countResult(tally, ['all'], Float32Array.of(9, 8, 7, 6), one, how);
  expect(tally.segments.get('all')!['ndcg@10']).toEqual([1]);
  expect([...tally.shown].sort()).toEqual([2, 3]);
  expect(() => countResult(tally, ['all'], Float32Array.of(1, 2, Number.NaN, 3), one, how)).toThrow(
    'not a number',
  );
});
