import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { slateItems } from '../../db/schema/log.ts';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { readAllFacts } from '../../lib/catalog/facts.ts';
import { serveSlate } from '../../lib/feed/serve.ts';
import { makeAfter } from '../../lib/feed/testing/house.ts';
import { type Bundle, readBundle } from '../../lib/inference/bundle.ts';
import { closeEngine, goLive } from '../../lib/inference/live.ts';
import { loadEngine } from '../../lib/inference/load.ts';
import { dismiss } from '../../lib/library/dismiss.ts';
import { readInteractions } from '../../lib/library/interactions.ts';
import { setLiked } from '../../lib/library/like.ts';
import { muteTitle } from '../../lib/library/mute.ts';
import { rateTitle } from '../../lib/library/rate.ts';
import { listBundleFolders } from '../../lib/model-registry/bundles.ts';
import { rankerRow, readRankerViewer } from '../../lib/recommender/ranking/ranker-features.ts';
import type { Interaction, TitleId } from '../../lib/recommender/types.ts';
import { findSkew } from '../testing/find-skew.ts';
import { type RankerView, viewBundle } from './ranker-view.ts';

const TITLES = 400;
let bundle: Bundle;
let view: RankerView;
const bundleRow = new Map<TitleId, number>();
const ids: TitleId[] = [];

beforeAll(async () => {
  await createTestDatabase();
  bundle = readBundle(listBundleFolders('models/bundles')[0]!);
  view = viewBundle(bundle);
  const rows = new Map(bundle.titles.map(({ slug }, row) => [slug, row]));
  for (const { title, ...facts } of readCatalogue().slice(0, TITLES)) {
    const { genres, countries, makers, cast, keywords } = facts;
    const lists = { genres: [...genres], countries: [...countries], makers: [...makers] };
    const { id } = await makeTitle({
      ...facts,
      ...lists,
      cast: [...cast],
      keywords: [...keywords],
      name: title,
    });
    ids.push(id);
    const row = rows.get(facts.slug);
    if (row !== undefined) bundleRow.set(id, row);
  }
  goLive(await loadEngine(bundle, await readAllFacts()));
});
afterAll(closeEngine);

/** Serves a slate to someone with all kinds of signals and a friend; what was logged, and what there was to read. */
async function serveAndLog(rated: number) {
  const viewer = { ...(await makeUser()), personalised: true };
  const friend = await makeUser();
  await befriend(viewer, friend);
  for (let place = 0; place < rated; place++)
    await rateTitle(viewer.id, ids[(place * 7) % TITLES]!, 1 + ((place * 5) % 9) / 2);
  await database()
    .update(libraryEntries)
    .set({ ratedAt: sql`now() - title_id * interval '2 days'` })
    .where(eq(libraryEntries.userId, viewer.id));
  await setLiked(viewer.id, ids[8]!, true);
  await muteTitle(viewer.id, ids[7]!, true);
  await dismiss(viewer.id, { scope: 'title', value: String(ids[9]!) });
  await rateTitle(friend.id, ids[11]!, 5);
  const { after, settle } = makeAfter();
  const { id, slate, createdAt } = await serveSlate(viewer, { surface: 'for-you', limit: 40 }, after);
  expect(slate.servedBy).toBe('model');
  await settle();
  const logged = await database()
    .select({ titleId: slateItems.titleId, features: slateItems.features })
    .from(slateItems)
    .where(eq(slateItems.slateId, id))
    .orderBy(asc(slateItems.position));
  const interactions = (await readInteractions([viewer.id])).get(viewer.id)!;
  return { logged, interactions, moment: createdAt };
}

/** What training would read of the same person at the same moment: titles by their rows of the bundle. */
function replay(interactions: readonly Interaction[], moment: number, titleId: TitleId) {
  const known = interactions.flatMap((one) => {
    const row = bundleRow.get(one.titleId);
    return row === undefined ? [] : [{ ...one, titleId: row }];
  });
  const viewer = readRankerViewer(known, moment, view, view.knowledge)!;
  const read = rankerRow(viewer, bundleRow.get(titleId)!, view, view.knowledge);
  return Array.from(read, (value) => (Number.isNaN(value) ? null : value));
}

it.each([1, 4, 60])('reads of a person with %i ratings exactly what training would', async (rated) => {
  const { logged, interactions, moment } = await serveAndLog(rated);
  const ranked = logged.flatMap(({ titleId, features }) => (features ? [{ titleId, features }] : []));
  expect(ranked.length).toBeGreaterThan(15);
  expect(logged.filter(({ titleId }) => bundleRow.has(titleId))).toHaveLength(ranked.length);
  for (const { titleId, features } of ranked)
    expect(findSkew(features, replay(interactions, moment, titleId)), String(titleId)).toBeUndefined();
});

it('notices when training reads something else: another history, another moment, another count', async () => {
  const { logged, interactions, moment } = await serveAndLog(12);
  const skewOf = (changed: readonly Interaction[], at: number) =>
    logged.flatMap(({ titleId, features }) =>
      features ? (findSkew(features, replay(changed, at, titleId)) ?? []) : [],
    );
  const rerated = interactions.map((one) => (one.rating === null ? one : { ...one, rating: 3 }));
  expect(skewOf(rerated, moment).length).toBeGreaterThan(0);
  expect(skewOf(interactions, moment + 3 * 365 * 24 * 3_600_000)[0]).toMatch(/^(graph|age) was/);
  const { countsOf } = view.knowledge;
  const counted = { ...view.knowledge, countsOf: () => countsOf(0, moment) };
  const honest = view;
  view = { ...view, knowledge: counted };
  expect(skewOf(interactions, moment)[0]).toMatch(/^(popularity|quality) was/);
  view = honest;
});
