import type { Ranking, TitleFeatures, TitleId, UserId, ViewerFeatures } from '../recommender/types.ts';
import type { Computed, FeatureStore } from './store.ts';

/** Features of one process, gone when it ends: computed again from what happened. */
export function createMemoryStore(): FeatureStore {
  const viewers = new Map<UserId, Computed<ViewerFeatures>>();
  const titles = new Map<TitleId, Computed<TitleFeatures>>();
  const instance = new Map<'trending', Computed<Ranking>>();
  return {
    readViewer: async (viewerId) => viewers.get(viewerId) ?? null,
    writeViewer: async (viewerId, features) => keepNewest(viewers, viewerId, features),
    deleteViewer: async (viewerId) => void viewers.delete(viewerId),
    async readTitles(titleIds) {
      return new Map(
        titleIds.flatMap((id) => {
          const known = titles.get(id);
          return known ? [[id, known] as const] : [];
        }),
      );
    },
    async writeTitles(features, at) {
      for (const [id, value] of features) keepNewest(titles, id, { value, at });
    },
    readTrending: async () => instance.get('trending') ?? null,
    writeTrending: async (trending) => keepNewest(instance, 'trending', trending),
  };
}

function keepNewest<K, T>(kept: Map<K, Computed<T>>, key: K, features: Computed<T>): void {
  const known = kept.get(key);
  if (!known || known.at <= features.at) kept.set(key, features);
}
