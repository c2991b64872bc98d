import { expect, it } from 'vitest';
import { finish } from '../../math/steps.ts';
import { makeWorldFacts } from '../testing/world.ts';
import { indexContentSteps } from './content.ts';

const titles = Array.from({ length: 20 }, (_, row) => makeWorldFacts(row));

it('finds titles of the same kind before others, and never the title itself', () => {
  const near = finish(indexContentSteps(titles)).similar(titles[4]!, 5);
  expect(near).toHaveLength(5);
  expect(near.filter(({ index }) => index % 2 === 0).length).toBeGreaterThanOrEqual(4);
  expect(near.some(({ index }) => index === 4)).toBe(false);
  expect(near[0]!.similarity).toBeLessThanOrEqual(1.0001);
});

it('finds nothing for a title that shares nothing', () => {
  const stranger = {
    ...makeWorldFacts(0),
    id: 1,
    genres: ['western'],
    keywords: [],
    makers: ['Nobody'],
    cast: [],
    language: 'xx',
    year: 1900,
    kind: 'series' as const,
  };
  expect(finish(indexContentSteps(titles.slice(0, 8))).similar(stranger)).toEqual([]);
});
