import { describe, expect, it } from 'vitest';
import { smallWorld, timed } from '../testing/worlds.ts';
import { interactionsOf, likesTold, type Rated, viewerAt, viewersOf } from './viewers.ts';

const rated = (column: number, stars: number, at: number): Rated => ({ column, stars, at });
const ratings = [rated(4, 5, 10), rated(1, 2, 20), rated(2, 4, 30), rated(3, 5, 40), rated(0, 1, 50)];
const viewer = viewerAt(9, ratings, 40);

describe('a held-out viewer', () => {
  it('knows what was before the moment and has to find what was liked from it on', () => {
    expect(viewer.earlier.map(({ column }) => column)).toEqual([4, 1, 2]);
    expect([...viewer.targets]).toEqual([3]);
  });

  it.each([0, 1, 1e9])('learns nothing of what is planted %i after the moment', (delay) => {
    const planted = viewerAt(9, [...ratings, rated(7, 5, 40 + delay)], 40);
    expect(interactionsOf(planted, 'all')).toEqual(interactionsOf(viewer, 'all'));
    expect(interactionsOf(planted, 1)).toEqual(interactionsOf(viewer, 1));
  });

  it('shows a plant from before the moment: the test would see a leak', () => {
    const planted = viewerAt(9, [...ratings, rated(7, 5, 39)], 40);
    expect(interactionsOf(planted, 'all')).not.toEqual(interactionsOf(viewer, 'all'));
  });

  it('is told with its last likes only, and the rest of what was seen says nothing', () => {
    const told = interactionsOf(viewer, 1);
    expect(told.map(({ titleId, rating, muted }) => [titleId, rating, muted])).toEqual([
      [5, null, true],
      [2, null, true],
      [3, 4, false],
    ]);
    expect(interactionsOf(viewer, 0).every(({ muted, rating }) => muted && rating === null)).toBe(true);
    expect(interactionsOf(viewer, 'all').map(({ rating }) => rating)).toEqual([5, 2, 4]);
    expect(likesTold(viewer, 3)).toBeUndefined();
  });

  it('is asked at the moment of a like, and nothing of that moment is history', () => {
    const world = timed(smallWorld());
    const stock = new Set(Array.from({ length: 70 }, (_, column) => column));
    const viewers = viewersOf(world, stock);
    expect(viewers.length).toBeGreaterThan(50);
    for (const { earlier, targets, now } of viewers) {
      expect(earlier.every(({ at }) => at < now)).toBe(true);
      expect(targets.length).toBeGreaterThan(0);
      const known = new Set(earlier.map(({ column }) => column));
      expect([...known, ...targets].every((column) => stock.has(column))).toBe(true);
      expect([...targets].filter((column) => known.has(column))).toEqual([]);
    }
  });

  it('needs the time of every rating', () => {
    expect(() => viewersOf(smallWorld(), new Set())).toThrow(/needs the time of every rating/);
  });
});
