import { beforeAll, beforeEach, expect, it } from 'vitest';
import { provideEnv } from '../env.ts';
import { metrics } from '../monitoring/metrics.ts';
import { withLastKnown } from './last-known.ts';
import { createMemoryStore } from './memory.ts';
import type { FeatureStore } from './store.ts';
import { someTitle, someViewer } from './testing/contract.ts';

/** A store that can be broken: `fail` rejects, `hang` never answers. */
function breakable() {
  const inner = createMemoryStore();
  const state = { fault: null as 'fail' | 'hang' | null, calls: 0 };
  const behind = <A extends unknown[], T>(work: (...given: A) => Promise<T>) => {
    return (...given: A): Promise<T> => {
      state.calls += 1;
      if (state.fault === 'hang') return new Promise(() => {});
      return state.fault === 'fail' ? Promise.reject(new Error('gone')) : work(...given);
    };
  };
  const store: FeatureStore = {
    ...inner,
    readViewer: behind(inner.readViewer),
    readTitles: behind(inner.readTitles),
    readTrending: behind(inner.readTrending),
  };
  return { store, state };
}

const stale = async (cause: string) =>
  (await metrics().staleFeatures.get()).values
    .filter(({ labels }) => labels.cause === cause)
    .reduce((sum, { value }) => sum + value, 0);

const viewer = { value: someViewer, at: 1000 };
let clock = 0;
const now = () => clock;

beforeAll(() => provideEnv({ LOG_LEVEL: 'silent' }));
beforeEach(() => {
  clock = 100_000;
  metrics().staleFeatures.reset();
});

it('serves what was last known when the store is gone, and counts it', async () => {
  const { store, state } = breakable();
  const kept = withLastKnown(store, { giveUpMs: 10_000, now });
  await kept.writeViewer('one', viewer);
  await kept.writeTitles(new Map([[5, someTitle]]), 1000);
  await kept.writeTrending({ value: [{ titleId: 5, weight: 1 }], at: 1000 });
  state.fault = 'fail';
  expect(await kept.readViewer('one')).toEqual(viewer);
  expect(await kept.readViewer('two')).toBeNull();
  expect([...(await kept.readTitles([5, 6])).keys()]).toEqual([5]);
  expect(await kept.readTrending()).toMatchObject({ at: 1000 });
  expect(await stale('error')).toBe(4);
  const age = (await metrics().featureAge.get()).values.find(({ labels }) => labels.of === 'viewer');
  expect(age?.value).toBe(99);
});

it('does not wait for a store that hangs', async () => {
  const { store, state } = breakable();
  const kept = withLastKnown(store, { giveUpMs: 5, now });
  await kept.writeViewer('one', viewer);
  state.fault = 'hang';
  expect(await kept.readViewer('one')).toEqual(viewer);
  expect(await stale('slow')).toBe(1);
});

it('stops asking a dead store, tries again later, and comes back', async () => {
  const { store, state } = breakable();
  const kept = withLastKnown(store, { giveUpMs: 10_000, now });
  await kept.writeViewer('one', viewer);
  state.fault = 'fail';
  for (let round = 0; round < 20; round++) expect(await kept.readViewer('one')).toEqual(viewer);
  expect(state.calls).toBe(5);
  expect(await stale('resting')).toBe(15);
  clock += 60_000;
  await kept.readViewer('one');
  await kept.readViewer('one');
  expect(state.calls).toBe(6);
  state.fault = null;
  clock += 60_000;
  const newer = { ...viewer, at: 90_000 };
  await store.writeViewer('one', newer);
  expect(await kept.readViewer('one')).toEqual(newer);
  await kept.readViewer('one');
  expect(state.calls).toBe(8);
});

it('forgets a viewer who was deleted, even while the store is gone', async () => {
  const { store, state } = breakable();
  const kept = withLastKnown(store, { giveUpMs: 10_000, now });
  await kept.writeViewer('one', viewer);
  await kept.deleteViewer('one');
  state.fault = 'fail';
  expect(await kept.readViewer('one')).toBeNull();
});
