import { describe, expect, it } from 'vitest';
import { casesOf, splitPeople, takePeople } from '../dataset.ts';
import { historyOf } from '../model.ts';
import { checkerboard, checkerboardWithNewTitles } from '../testing/worlds.ts';
import { content, fitContent } from './content.ts';

const world = checkerboard();
const parameters = { shrink: 10, popularity: 0 };

describe('the content model', () => {
  it('finds which features say something about taste', () => {
    const { featureWeights } = fitContent(world, parameters);
    expect(featureWeights.get('genre:even')).toBeGreaterThan(0.3);
    expect(featureWeights.get('decade:1950')).toBeLessThan(0.1);
  });

  it('places a title nobody has ever seen by its features', () => {
    const cold = checkerboardWithNewTitles();
    const [fold] = splitPeople(cold.people.length, 4, 1);
    const model = content.fit(takePeople(cold, fold!.training), { seed: 1 }, () => {});
    for (const one of casesOf(cold, fold!.heldOut, 1)) {
      const scores = model.score(historyOf(one.known));
      const [same, other] = one.known[0]! % 2 === 0 ? [20, 21] : [21, 20];
      expect(scores[same]).toBeGreaterThan(scores[other]!);
    }
  });

  it('falls back to what is well known where nothing is known of the titles', () => {
    const bare = {
      ...world,
      items: world.items.map(({ movieId }) => ({ movieId, title: 'Untitled' })),
    };
    const scores = fitContent(bare, { shrink: 10, popularity: 1 }).score(historyOf(Int32Array.of(0)));
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(Math.max(...scores)).toBe(1);
    expect(content.refuses?.(bare)).toContain('nothing is known');
    expect(content.refuses?.(world)).toBeUndefined();
  });
});
