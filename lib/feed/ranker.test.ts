import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { slateItems } from '../../db/schema/log.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { closeEngine, goLive } from '../inference/live.ts';
import { rateTitle } from '../library/rate.ts';
import { metrics } from '../monitoring/metrics.ts';
import { RANKER_FEATURES } from '../recommender/ranking/ranker-features.ts';
import { makeRankedWorld } from '../recommender/testing/ranked-world.ts';
import { serveSlate } from './serve.ts';
import { type House, makeAfter, makeHouse } from './testing/house.ts';

let house: House;
beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
});
afterAll(closeEngine);

const forYou = { surface: 'for-you', limit: 20 } as const;
const lost = async () =>
  (await metrics().degradations.get()).values.find(({ labels }) => labels.cause === 'ranker')?.value ?? 0;
const withRanker = (rank?: () => Float32Array) => ({
  ...house.engine,
  ranker: makeRankedWorld(house.ids, rank).ranker,
});

async function makeViewer() {
  const viewer = { ...(await makeUser()), personalised: true };
  for (const row of [0, 2, 5]) await rateTitle(viewer.id, house.ids[row]!, 5);
  return viewer;
}

it('logs what the ranker read of every title that it ranked', async () => {
  goLive(withRanker());
  const { after, settle } = makeAfter();
  const { id, slate } = await serveSlate(await makeViewer(), forYou, after);
  await settle();
  const logged = await database()
    .select({ features: slateItems.features })
    .from(slateItems)
    .where(eq(slateItems.slateId, id))
    .orderBy(asc(slateItems.position));
  expect(logged.map(({ features }) => features)).toEqual(slate.items.map(({ features }) => features));
  expect(logged.filter(({ features }) => features?.length === RANKER_FEATURES.length).length).toBeGreaterThan(
    9,
  );
});

it('serves by the link predictor alone when the ranker fails, and counts it', async () => {
  goLive(
    withRanker(() => {
      throw new Error('the ranker gave no answer');
    }),
  );
  const before = await lost();
  const { slate } = await serveSlate(await makeViewer(), forYou, makeAfter().after);
  expect(slate.servedBy).toBe('model');
  expect(slate.items).toHaveLength(20);
  expect(slate.items.every(({ features }) => features === null)).toBe(true);
  expect(await lost()).toBe(before + 1);
});

it('never asks the ranker about someone who switched recommendations off', async () => {
  const engine = withRanker();
  goLive(engine);
  const viewer = { ...(await makeViewer()), personalised: false };
  await serveSlate(viewer, forYou, makeAfter().after);
  expect(engine.ranker.calls.rank).toBe(0);
});
