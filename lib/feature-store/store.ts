/** The contract of online features. Every engine passes `testing/contract.ts`. */
import type { Ranking, TitleFeatures, TitleId, UserId, ViewerFeatures } from '../recommender/types.ts';

/** With the moment it was computed, epoch ms. */
export type Computed<T> = { readonly value: T; readonly at: number };

/** Features that are older than what is kept do not replace it: two processes may compute at once. */
export type FeatureStore = {
  readViewer(viewerId: UserId): Promise<Computed<ViewerFeatures> | null>;
  writeViewer(viewerId: UserId, features: Computed<ViewerFeatures>): Promise<void>;
  deleteViewer(viewerId: UserId): Promise<void>;
  /** Titles of which nothing is known are not in the answer. */
  readTitles(titleIds: readonly TitleId[]): Promise<ReadonlyMap<TitleId, Computed<TitleFeatures>>>;
  writeTitles(features: ReadonlyMap<TitleId, TitleFeatures>, at: number): Promise<void>;
  readTrending(): Promise<Computed<Ranking> | null>;
  writeTrending(trending: Computed<Ranking>): Promise<void>;
};
