import { expect, it } from 'vitest';
import type { TitleFeatures, ViewerFeatures } from '../../recommender/types.ts';
import type { FeatureStore } from '../store.ts';

export const someViewer: ViewerFeatures = {
  recentTitles: [3, 1],
  topGenres: ['thriller'],
  languages: ['te', 'en'],
  preferredKind: 'film',
  sessionMinutes: 12.5,
  counts: { rated: 4, watched: 2, watchlisted: 1, dismissed: 0 },
};

export const someTitle: TitleFeatures = {
  plays: 3,
  likeRatio: 0.75,
  opinions: 8,
  completionRate: null,
  began: 0,
};

/** What every engine of the feature store does. Ids are the caller's, so that a shared store can be tested twice. */
export function keepsTheFeatureContract(open: () => FeatureStore | Promise<FeatureStore>): void {
  const viewerId = () => crypto.randomUUID();

  it('gives back what was written, with the moment it was computed', async () => {
    const store = await open();
    const id = viewerId();
    await store.writeViewer(id, { value: someViewer, at: 1_700_000_000_123 });
    expect(await store.readViewer(id)).toEqual({ value: someViewer, at: 1_700_000_000_123 });
  });

  it('knows nothing of whom nothing was written, and of whom everything was deleted', async () => {
    const store = await open();
    const id = viewerId();
    expect(await store.readViewer(id)).toBeNull();
    await store.writeViewer(id, { value: someViewer, at: 1 });
    await store.deleteViewer(id);
    expect(await store.readViewer(id)).toBeNull();
    await store.deleteViewer(id);
  });

  it('keeps the newer of two computations, whichever is written last', async () => {
    const store = await open();
    const id = viewerId();
    const newer = { value: { ...someViewer, preferredKind: 'series' as const }, at: 2000 };
    await store.writeViewer(id, { value: someViewer, at: 1000 });
    await store.writeViewer(id, newer);
    await store.writeViewer(id, { value: someViewer, at: 1500 });
    expect(await store.readViewer(id)).toEqual(newer);
    await store.writeTitles(new Map([[71, someTitle]]), 2000);
    await store.writeTitles(new Map([[71, { ...someTitle, plays: 9 }]]), 1000);
    expect((await store.readTitles([71])).get(71)).toEqual({ value: someTitle, at: 2000 });
  });

  it('reads many titles at once and leaves out those it does not know', async () => {
    const store = await open();
    await store.writeTitles(
      new Map([
        [81, someTitle],
        [82, { ...someTitle, plays: 0 }],
      ]),
      5,
    );
    await store.writeTitles(new Map(), 6);
    const found = await store.readTitles([82, 83, 81]);
    expect([...found.keys()].sort()).toEqual([81, 82]);
    expect(found.get(82)).toEqual({ value: { ...someTitle, plays: 0 }, at: 5 });
    expect((await store.readTitles([])).size).toBe(0);
  });

  it('writes more titles at once than one statement takes', async () => {
    const store = await open();
    const many = new Map(Array.from({ length: 2500 }, (_, index) => [100_000 + index, someTitle]));
    await store.writeTitles(many, 7);
    expect((await store.readTitles([...many.keys()])).size).toBe(2500);
  });

  it('keeps one list of what is trending, in its order', async () => {
    const store = await open();
    expect(await store.readTrending()).toBeNull();
    const trending = [
      { titleId: 9, weight: 2.5 },
      { titleId: 4, weight: 0.25 },
    ];
    await store.writeTrending({ value: trending, at: 10 });
    expect(await store.readTrending()).toEqual({ value: trending, at: 10 });
    await store.writeTrending({ value: [], at: 9 });
    expect(await store.readTrending()).toEqual({ value: trending, at: 10 });
    await store.writeTrending({ value: [], at: 11 });
    expect(await store.readTrending()).toEqual({ value: [], at: 11 });
  });
}
