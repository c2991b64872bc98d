import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '../../db/client.ts';
import { slateItems, slates } from '../../db/schema/log.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { bringTasteBack, resetTaste } from '../account/reset-taste.ts';
import { flagTitle } from '../catalog/flag.ts';
import { closeEngine, goLive } from '../inference/live.ts';
import { dismiss, undismiss } from '../library/dismiss.ts';
import { muteTitle } from '../library/mute.ts';
import { rateTitle } from '../library/rate.ts';
import { metrics } from '../monitoring/metrics.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { makeWorldFacts } from '../recommender/testing/world.ts';
import { setFriendInfluence } from '../social/circle.ts';
import { readContext } from './context.ts';
import { degrade } from './fallbacks.ts';
import { readFriendWeights } from './friend-weights.ts';
import { continueSlate, openSlate } from './page.ts';
import { serveSlate } from './serve.ts';
import { recordImpressions } from './slates.ts';
import { type House, makeAfter, makeHouse } from './testing/house.ts';
import type { FeedViewer } from './viewer.ts';

let house: House;
beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
});
beforeEach(() => goLive(house.engine));
afterEach(() => vi.restoreAllMocks());

const forYou = { surface: 'for-you', limit: 30 } as const;
const viewerOf = async (change: { personalised?: boolean } = {}) => ({
  ...(await makeUser(change)),
  personalised: change.personalised ?? true,
});

describe('serveSlate', () => {
  it('answers by the model and logs every item after the response', async () => {
    const viewer = await viewerOf();
    const { after, settle } = makeAfter();
    const { id, slate } = await serveSlate(viewer, forYou, after);
    expect(slate.servedBy).toBe('model');
    expect(slate.items).toHaveLength(30);
    const logged = () =>
      database()
        .select()
        .from(slateItems)
        .where(eq(slateItems.slateId, id))
        .orderBy(asc(slateItems.position));
    expect(await logged()).toEqual([]);
    await settle();
    const rows = await logged();
    expect(rows.map(({ titleId }) => titleId)).toEqual(slate.items.map(({ titleId }) => titleId));
    for (const row of rows) {
      expect(row.propensity).toBeGreaterThan(0);
      expect(row.explanation).toHaveProperty('reason.kind');
    }
    const [log] = await database().select().from(slates).where(eq(slates.id, id));
    expect(log).toMatchObject({
      modelVersion: 'world-1',
      servedBy: 'model',
      policyHash: slate.policyHash,
      userId: viewer.id,
    });
  });

  it('gives the same slate until something changes, and then another without what was rated', async () => {
    const viewer = await viewerOf();
    const { after } = makeAfter();
    const first = await serveSlate(viewer, forYou, after);
    expect((await serveSlate(viewer, forYou, after)).id).toBe(first.id);
    const rated = first.slate.items[0]!.titleId;
    await rateTitle(viewer.id, rated, 5);
    const second = await serveSlate(viewer, forYou, after);
    expect(second.id).not.toBe(first.id);
    expect(second.slate.items.map(({ titleId }) => titleId)).not.toContain(rated);
    expect(second.slate.items).toHaveLength(30);
  });

  it('names a muted title in no reason from the next request on, and never recommends it', async () => {
    const viewer = await viewerOf();
    const muted = house.ids[1]!;
    for (const row of [1, 3]) await rateTitle(viewer.id, house.ids[row]!, 5);
    const { after } = makeAfter();
    const read = async () => (await serveSlate(viewer, forYou, after)).slate.items;
    const names = (items: Awaited<ReturnType<typeof read>>) =>
      items.some(({ explanation }) =>
        explanation.evidence.some((one) => one.kind === 'title' && one.titleId === muted),
      );
    expect(names(await read())).toBe(true);
    await muteTitle(viewer.id, muted, true);
    const items = await read();
    expect(names(items)).toBe(false);
    expect(items.map(({ titleId }) => titleId)).not.toContain(muted);
    await muteTitle(viewer.id, muted, false);
    expect(names(await read())).toBe(true);
  });

  it('knows no more of somebody who reset their taste than of a stranger, until the history is brought back', async () => {
    const viewer = await viewerOf();
    const rated = [house.ids[1]!, house.ids[3]!];
    for (const titleId of rated) await rateTitle(viewer.id, titleId, 5);
    const { after } = makeAfter();
    const read = async (seed = 7) =>
      (await serveSlate(viewer, { ...forYou, seed }, after)).slate.items.map(
        ({ titleId, score }) => [titleId, score.toFixed(6)] as const,
      );
    const known = await read();
    await resetTaste(viewer.id);
    const stranger = await viewerOf();
    const theirs = await serveSlate(stranger, { ...forYou, limit: 40, seed: 7 }, after);
    const scores = new Map(theirs.slate.items.map(({ titleId, score }) => [titleId, score]));
    const reset = await read();
    for (const [titleId, score] of reset.slice(0, 10)) {
      expect(rated).not.toContain(titleId);
      expect(scores.get(titleId)).toBeCloseTo(Number(score), 5);
    }
    await bringTasteBack(viewer.id);
    expect(await read()).toEqual(known);
  });

  it('strays as far from the known as the viewer set, from the next request on', async () => {
    const viewer = await viewerOf();
    for (const row of [1, 3, 5]) await rateTitle(viewer.id, house.ids[row]!, 5);
    const read = async (variety: FeedViewer['variety']) =>
      (await serveSlate({ ...viewer, variety }, { ...forYou, seed: 3 }, makeAfter().after)).slate;
    const [familiar, surprising] = [await read('familiar'), await read('surprising')];
    expect(surprising.policyHash).not.toBe(familiar.policyHash);
    expect(surprising.items.map(({ titleId }) => titleId)).not.toEqual(
      familiar.items.map(({ titleId }) => titleId),
    );
  });

  it('hears a friend’s influence and what is less wanted from the next request on, and both taken back', async () => {
    const [viewer, friend] = [await viewerOf(), await makeUser()];
    await rateTitle(viewer.id, house.ids[1]!, 5);
    for (const row of [0, 2, 4, 6]) await rateTitle(friend.id, house.ids[row]!, 5);
    await befriend(viewer, friend);
    const { after } = makeAfter();
    const read = async () => (await serveSlate(viewer, forYou, after)).slate.items;
    const isNamed = async () => JSON.stringify(await read()).includes(friend.id);
    expect(await isNamed()).toBe(true);
    await setFriendInfluence(viewer.id, friend.id, 0);
    expect(await isNamed()).toBe(false);
    await setFriendInfluence(viewer.id, friend.id, 1);
    expect(await isNamed()).toBe(true);
    const scoreOf = async (titleId: number) =>
      (await read()).find((item) => item.titleId === titleId)?.score ?? Number.NEGATIVE_INFINITY;
    const [first] = await read();
    const genre = makeWorldFacts(house.ids.indexOf(first!.titleId)).genres[0]!;
    const less = { scope: 'genre', value: genre } as const;
    await dismiss(viewer.id, less);
    expect(await scoreOf(first!.titleId)).toBeLessThan(first!.score);
    await undismiss(viewer.id, less);
    expect(await scoreOf(first!.titleId)).toBeCloseTo(first!.score, 6);
  });

  it('scrolls by cursor, the same each time, from memory and from the log', async () => {
    const viewer = await viewerOf();
    const { after, settle } = makeAfter();
    const stored = await serveSlate(viewer, forYou, after);
    const page = await openSlate(stored);
    expect(page.items).toHaveLength(20);
    expect(page.nextCursor).toBe(20);
    const next = await continueSlate(viewer.id, stored.id, 20);
    expect(next.items.map(({ position }) => position)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect(next.nextCursor).toBeNull();
    await settle();
    expect(await continueSlate(viewer.id, stored.id, 20)).toEqual(next);
  });

  it('shows nothing that was flagged since, on no page of a slate', async () => {
    const [viewer, operator] = [await viewerOf(), await makeUser({ role: 'operator' })];
    const { after, settle } = makeAfter();
    const stored = await serveSlate(viewer, forYou, after);
    const shown = async () =>
      [await openSlate(stored), await continueSlate(viewer.id, stored.id, 20)].map(({ items }) =>
        items.map(({ title }) => title.id),
      );
    const [first, next] = await shown();
    const flagged = [first![3]!, next![2]!];
    for (const id of flagged) await flagTitle(operator.id, id, true);
    const left = [first, next].map((page) => page!.filter((id) => !flagged.includes(id)));
    expect(await shown()).toEqual(left);
    await settle();
    expect(await shown()).toEqual(left);
    for (const id of flagged) await flagTitle(operator.id, id, false);
    expect(await shown()).toEqual([first, next]);
  });

  it('composes anew when the viewer turns the dial of variety, and logs by which policy', async () => {
    const viewer = await viewerOf();
    const { after } = makeAfter();
    const serve = (variety: 'balanced' | 'surprising') => serveSlate({ ...viewer, variety }, forYou, after);
    const [balanced, surprising] = [await serve('balanced'), await serve('surprising')];
    expect(surprising.id).not.toBe(balanced.id);
    expect(surprising.slate.policyHash).not.toBe(balanced.slate.policyHash);
    expect((await serve('balanced')).id).toBe(balanced.id);
  });

  it('shows nobody else a slate, nor lets them mark it', async () => {
    const [viewer, other] = [await viewerOf(), await viewerOf()];
    const { after, settle } = makeAfter();
    const { id } = await serveSlate(viewer, forYou, after);
    await settle();
    await expect(continueSlate(other.id, id, 0)).rejects.toMatchObject({ code: 'not-found' });
    expect(await recordImpressions(other.id, id, [0, 1])).toBe(0);
    expect(await recordImpressions(viewer.id, id, [0, 1])).toBe(2);
    expect(await recordImpressions(viewer.id, id, [0, 1])).toBe(0);
  });

  it('hears a friend from the next request on, and no longer when they stop sharing', async () => {
    const [viewer, friend] = [await viewerOf(), await makeUser({ handle: 'dark_friend' })];
    await rateTitle(viewer.id, house.ids[1]!, 5);
    for (const row of [0, 2, 4, 6]) await rateTitle(friend.id, house.ids[row]!, 5);
    await befriend(viewer, friend);
    const { after } = makeAfter();
    const named = async () =>
      JSON.stringify((await serveSlate(viewer, forYou, after)).slate.items).includes(friend.displayName);
    expect(await named()).toBe(true);
    const { changePreferences } = await import('../account/preferences.ts');
    await changePreferences(friend.id, { shareRatings: 'me' });
    expect(await named()).toBe(false);
  });
});

describe('what friends count for', () => {
  it('is told for each friend, and for nobody who switched recommendations off', async () => {
    const [viewer, friend] = [await viewerOf(), await makeUser()];
    for (const row of [1, 3, 5]) await rateTitle(viewer.id, house.ids[row]!, 5);
    for (const row of [1, 3, 7]) await rateTitle(friend.id, house.ids[row]!, 5);
    await rateTitle(friend.id, house.ids[5]!, 1);
    await befriend(viewer, friend);
    const [row, ...others] = await readFriendWeights(viewer);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: friend.id, sharedTitles: 3, agreedOn: 2 });
    expect(row!.share).toBeGreaterThan(0);
    expect(await readFriendWeights({ ...viewer, personalised: false })).toEqual([]);
  });
});

describe('someone who switched recommendations off', () => {
  it('is served by time; nothing is encoded, scored or read about them', async () => {
    const viewer = await viewerOf({ personalised: false });
    await rateTitle(viewer.id, house.ids[0]!, 5);
    const before = { ...house.engine.calls };
    const { after, settle } = makeAfter();
    const { id, slate } = await serveSlate(viewer, forYou, after);
    await settle();
    expect(house.engine.calls).toEqual(before);
    expect(slate.servedBy).toBe('chronological');
    expect(slate.modelVersion).toBeNull();
    expect(
      slate.items.every(({ score, explanation }) => score === 0 && explanation.evidence.length === 0),
    ).toBe(true);
    const [log] = await database().select().from(slates).where(eq(slates.id, id));
    expect(log).toMatchObject({ servedBy: 'chronological', modelVersion: null });
    const other = await viewerOf({ personalised: false });
    expect((await serveSlate(other, forYou, after)).slate.items).toEqual(slate.items);
  });
});

describe('the failure ladder', () => {
  const servedBy = async (viewer: Awaited<ReturnType<typeof viewerOf>>) => {
    const { slate } = await serveSlate(viewer, { ...forYou, refresh: true }, makeAfter().after);
    return slate;
  };

  it('serves the last good slate without what was seen since, when the worker is gone', async () => {
    const viewer = await viewerOf();
    const good = await servedBy(viewer);
    vi.spyOn(house.engine, 'encode').mockRejectedValue(new Error('the inference worker is gone'));
    vi.spyOn(house.engine, 'predict').mockRejectedValue(new Error('the inference worker is gone'));
    const seen = good.items[0]!.titleId;
    await rateTitle(viewer.id, seen, 4);
    const slate = await servedBy(viewer);
    expect(slate.servedBy).toBe('cached');
    expect(slate.items.map(({ titleId }) => titleId)).toEqual(
      good.items.slice(1).map(({ titleId }) => titleId),
    );
  });

  it('brings back nothing that was flagged since, nor lifts it without the model', async () => {
    const viewer = await viewerOf();
    const good = await servedBy(viewer);
    const flagged = good.items[0]!.titleId;
    vi.spyOn(house.engine, 'encode').mockRejectedValue(new Error('the inference worker is gone'));
    const facts = house.engine.facts;
    vi.spyOn(house.engine, 'facts').mockImplementation((row) => ({
      ...facts(row),
      flagged: facts(row).id === flagged,
    }));
    const [cached, fresh] = [await servedBy(viewer), await servedBy(await viewerOf())];
    expect([cached.servedBy, fresh.servedBy]).toEqual(['cached', 'trending']);
    for (const { items } of [cached, fresh])
      expect(items.map(({ titleId }) => titleId)).not.toContain(flagged);
  });

  it('gives no reason in the last good slate that was taken back since', async () => {
    const viewer = await viewerOf();
    for (const row of [1, 3, 5, 6]) await rateTitle(viewer.id, house.ids[row]!, 5);
    await servedBy(viewer);
    vi.spyOn(house.engine, 'encode').mockRejectedValue(new Error('the inference worker is gone'));
    const before = await servedBy(viewer);
    const named = (items: typeof before.items) =>
      new Set(
        items.flatMap(({ explanation: { reason, evidence } }) =>
          [reason, ...evidence].flatMap((one) => ('titleId' in one ? [one.titleId] : [])),
        ),
      );
    const muted = house.ids[6]!;
    expect(named(before.items)).toContain(muted);
    await muteTitle(viewer.id, muted, true);
    const after = await servedBy(viewer);
    expect(after.servedBy).toBe('cached');
    expect(named(after.items)).not.toContain(muted);
    expect(named(after.items)).toContain(house.ids[1]!);
    await muteTitle(viewer.id, muted, false);
    expect((await servedBy(viewer)).items).toEqual(before.items);
    await resetTaste(viewer.id);
    expect([...named((await servedBy(viewer)).items)]).toEqual([]);
  });

  it('serves what is popular to someone new when the worker is gone, and counts it', async () => {
    vi.spyOn(house.engine, 'encode').mockRejectedValue(new Error('the inference worker is gone'));
    vi.spyOn(house.engine, 'predict').mockRejectedValue(new Error('the inference worker is gone'));
    const count = async () =>
      (await metrics().degradations.get()).values.find(({ labels }) => labels.cause === 'worker')?.value ?? 0;
    const before = await count();
    const slate = await servedBy(await viewerOf());
    expect(slate.servedBy).toBe('trending');
    expect(slate.items.length).toBeGreaterThan(0);
    expect(await count()).toBe(before + 1);
  });

  it('serves people before any model is loaded', async () => {
    await closeEngine();
    const slate = await servedBy(await viewerOf());
    expect(slate).toMatchObject({ servedBy: 'trending', modelVersion: null });
    expect(slate.items).toHaveLength(30);
  });

  it('ends at the newest titles when nothing is popular either', async () => {
    const request = {
      viewerId: 'nobody',
      surface: 'for-you',
      limit: 5,
      filters: { kind: 'film' },
      seed: 1,
    } as const;
    const titles = house.ids.map((id, row) => ({ ...makeWorldFacts(row), id, popularity: 0, inGraph: true }));
    const seen = titles.findLast(({ kind }) => kind === 'film')!.id;
    const viewer = await viewerOf();
    await rateTitle(viewer.id, seen, 4);
    const taste = await readContext(viewer, request, defaultPolicy);
    const { items, servedBy: how } = degrade(request, new Error('no model is loaded'), taste, titles);
    expect(how).toBe('chronological');
    const years = items.map(({ titleId }) => titles.find(({ id }) => id === titleId)!.year);
    expect(years).toEqual(years.toSorted((a, b) => b - a));
    expect(items.map(({ titleId }) => titleId)).not.toContain(seen);
  });
});
