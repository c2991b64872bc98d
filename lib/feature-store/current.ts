import { readEnv } from '../env.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { withLastKnown } from './last-known.ts';
import { createMemoryStore } from './memory.ts';
import { createPostgresStore } from './postgres.ts';
import type { FeatureStore } from './store.ts';

const key = Symbol.for('matinee.feature-store');
const shared = globalThis as { [key]?: FeatureStore };

const engines = { postgres: createPostgresStore, memory: createMemoryStore } as const;

/** The feature store of this process, behind what it last knew: chosen by FEATURE_STORE. */
export function featureStore(): FeatureStore {
  shared[key] ??= withLastKnown(engines[readEnv().FEATURE_STORE](), {
    giveUpMs: defaultPolicy.reading.features,
  });
  return shared[key];
}
