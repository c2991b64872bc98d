/**
 * A store that is slow or gone does not show: each read has a budget, and what does not come in time is answered with
 * what was last known. After some failures in a row nobody waits any more; now and then one read tries again.
 */
import { LRUCache } from 'lru-cache';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { Ranking, TitleFeatures, TitleId, UserId, ViewerFeatures } from '../recommender/types.ts';
import { type Circuit, createCircuit } from './circuit.ts';
import type { Computed, FeatureStore } from './store.ts';

const DAY_MS = 24 * 3600 * 1000;

export type Budget = { readonly giveUpMs: number; readonly now?: () => number };
type Of = 'viewer' | 'titles' | 'trending';

export function withLastKnown(store: FeatureStore, { giveUpMs, now = Date.now }: Budget): FeatureStore {
  const viewers = new LRUCache<UserId, Computed<ViewerFeatures>>({ max: 5000, ttl: DAY_MS });
  const titles = new LRUCache<TitleId, Computed<TitleFeatures>>({ max: 50_000, ttl: DAY_MS });
  const instance = new LRUCache<'trending', Computed<Ranking>>({ max: 1 });
  const circuit = createCircuit(now, (cause) =>
    cause === null
      ? logger().info('the feature store answers again')
      : logger().warn({ cause }, 'the feature store does not answer; last known features serve'),
  );

  async function read<T>(of: Of, work: () => Promise<T>, lastKnown: () => T): Promise<T> {
    const end = metrics().featureReads.startTimer({ of });
    const outcome = await attempt(work, circuit, giveUpMs);
    end();
    if ('value' in outcome) return outcome.value;
    metrics().staleFeatures.inc({ of, cause: outcome.failed });
    return lastKnown();
  }

  return {
    async readViewer(viewerId) {
      const remember = (found: Computed<ViewerFeatures> | null) => {
        if (found) viewers.set(viewerId, found);
        else viewers.delete(viewerId);
        return found;
      };
      const work = () => store.readViewer(viewerId).then(remember);
      return showAge('viewer', now(), await read('viewer', work, () => viewers.get(viewerId) ?? null));
    },
    async writeViewer(viewerId, features) {
      viewers.set(viewerId, features);
      await store.writeViewer(viewerId, features);
    },
    async deleteViewer(viewerId) {
      viewers.delete(viewerId);
      await store.deleteViewer(viewerId);
    },
    readTitles(titleIds) {
      const work = async () => {
        const found = await store.readTitles(titleIds);
        for (const [id, known] of found) titles.set(id, known);
        return found;
      };
      return read('titles', work, () => {
        const known = titleIds.map((id) => [id, titles.get(id)] as const);
        return new Map(known.flatMap(([id, one]) => (one ? [[id, one] as const] : [])));
      });
    },
    async writeTitles(features, at) {
      for (const [id, value] of features) titles.set(id, { value, at });
      await store.writeTitles(features, at);
    },
    async readTrending() {
      const work = async () => {
        const found = await store.readTrending();
        if (found) instance.set('trending', found);
        return found;
      };
      return showAge('trending', now(), await read('trending', work, () => instance.get('trending') ?? null));
    },
    async writeTrending(trending) {
      instance.set('trending', trending);
      await store.writeTrending(trending);
    },
  };
}

type Outcome<T> = { readonly value: T } | { readonly failed: 'slow' | 'error' | 'resting' };

/** A read that is given up goes on by itself, and what it brings is known to the next. */
async function attempt<T>(work: () => Promise<T>, circuit: Circuit, giveUpMs: number): Promise<Outcome<T>> {
  if (!circuit.mayTry()) return { failed: 'resting' };
  const outcome = await Promise.race<Outcome<T>>([
    work().then(
      (value) => ({ value }),
      () => ({ failed: 'error' }),
    ),
    late(giveUpMs),
  ]);
  if ('value' in outcome) circuit.succeeded();
  else circuit.failed(outcome.failed);
  return outcome;
}

/** Answers that arrived while this process was busy are let in first: `setImmediate` comes after them. */
function late(ms: number): Promise<{ readonly failed: 'slow' }> {
  return new Promise((resolve) => {
    setTimeout(() => setImmediate(() => resolve({ failed: 'slow' })), ms).unref();
  });
}

function showAge<T>(of: Of, now: number, features: Computed<T> | null): Computed<T> | null {
  if (features) metrics().featureAge.set({ of }, (now - features.at) / 1000);
  return features;
}
