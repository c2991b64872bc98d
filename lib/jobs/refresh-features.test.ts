import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { database, transaction } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { events, playbackEvents } from '../../db/schema/log.ts';
import { features as featureRows } from '../../db/schema/operations.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { setPersonalised } from '../account/preferences.ts';
import { featureStore } from '../feature-store/current.ts';
import { readTallies } from '../feature-store/tallies.ts';
import { setLiked } from '../library/like.ts';
import { rateTitle } from '../library/rate.ts';
import { watchTitle } from '../library/watch.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { type Play, tallyTitle } from '../recommender/taste/features.ts';
import { refreshFeatures } from './refresh-features.ts';

const HOUR = 3_600_000;
let titles: number[];
let people: string[];

async function report(userId: string, titleId: number, hoursAgo: number, reached: number): Promise<void> {
  const at = new Date(Date.now() - hoursAgo * HOUR);
  const type = reached > 0.9 ? 'finished' : 'progress';
  await database()
    .insert(playbackEvents)
    .values({ userId, eventId: randomUUID(), titleId, type, reached, at });
}

const watchNow = (userId: string, titleId: number) =>
  watchTitle(userId, { watchId: randomUUID(), titleId, watchedOn: null, precision: 'unknown' });

/** Enough people that what they watch tells of nobody. */
const crowd = () => people.slice(5);

beforeAll(async () => {
  await createTestDatabase();
  titles = [];
  people = [];
  for (let count = 0; count < 4; count++) titles.push((await makeTitle()).id);
  for (let count = 0; count < 8; count++) people.push((await makeUser()).id);
  const [one, two, three, four, left] = people as [string, string, string, string, string];
  const [loud, quiet, old] = titles as [number, number, number];
  for (const person of crowd()) {
    await watchNow(person, loud);
    await watchNow(person, quiet);
  }
  await watchNow(one, loud);
  await report(one, loud, 0.1, 0.95);
  await report(two, loud, 0.2, 0.3);
  await report(three, loud, 30, 1);
  await rateTitle(one, loud, 5);
  await rateTitle(two, loud, 2);
  await setLiked(three, loud, true);
  await report(four, quiet, 0.5, 0.5);
  await watchTitle(four, { watchId: randomUUID(), titleId: old, watchedOn: '2012-03-04', precision: 'day' });
  await report(left, old, 0.1, 1);
  await rateTitle(left, old, 1);
  await setPersonalised(left, false);
});

it('counts in the database what the definition counts in memory', async () => {
  const counting = [...people.slice(0, 4), ...crowd()];
  const reported = await database().select().from(playbackEvents);
  const watched = await database().select().from(events).where(eq(events.type, 'watched'));
  const entries = await database().select().from(libraryEntries);
  const tallies = await readTallies(database(), defaultPolicy, null);
  for (const titleId of titles.slice(0, 3)) {
    const of = <T extends { userId: string; titleId: number | null }>(rows: readonly T[]) =>
      rows.filter((row) => row.titleId === titleId && counting.includes(row.userId));
    const plays: Play[] = [
      ...of(reported).map(({ userId, at, reached }) => ({ personId: userId, at: at.getTime(), reached })),
      ...of(watched)
        .filter(({ payload }) => (payload as { watchedOn: string | null }).watchedOn === null)
        .map(({ userId, at }) => ({ personId: userId, at: at.getTime(), reached: null })),
    ];
    const opinions = of(entries)
      .filter(({ rating, liked }) => rating !== null || liked)
      .map(({ rating, liked }) => ({ rating: rating === null ? null : rating / 2, liked }));
    expect(tallies.get(titleId)).toEqual(tallyTitle(plays, opinions, Date.now(), defaultPolicy));
  }
});

it('keeps the features of titles and what is trending; years ago and opted out do not count', async () => {
  expect(await refreshFeatures(true)).toBe(true);
  const [loud, quiet, old] = titles as [number, number, number];
  const known = await featureStore().readTitles(titles);
  expect(known.get(loud)?.value).toEqual({
    plays: 5,
    likeRatio: 2 / 3,
    opinions: 3,
    completionRate: 2 / 3,
    began: 3,
  });
  expect(known.get(old)?.value).toMatchObject({ plays: 0, opinions: 0, began: 0 });
  const trending = await featureStore().readTrending();
  expect(trending?.value.map(({ titleId }) => titleId)).toEqual([loud, quiet]);
});

it('counts again what was touched since, and lets go of what is over', async () => {
  const [loud, quiet, , late] = titles as [number, number, number, number];
  for (const person of crowd()) await watchNow(person, late);
  await database().execute(sql`update playback_events set at = at - interval '25 hours'`);
  await database().execute(sql`update events set at = at - interval '25 hours' where title_id <> ${late}`);
  expect(await refreshFeatures(false)).toBe(true);
  const known = await featureStore().readTitles([loud, quiet, late]);
  expect([loud, quiet, late].map((id) => known.get(id)?.value.plays)).toEqual([0, 0, 3]);
  expect(known.get(loud)?.value.opinions).toBe(3);
  expect((await featureStore().readTrending())?.value.map(({ titleId }) => titleId)).toEqual([late]);
});

it('a title is trending from three people on who do not keep their diary to themselves', async () => {
  const [few, hidden] = [await makeTitle(), await makeTitle()];
  const quiet = await makeUser({ shareDiary: 'me' });
  for (const person of crowd().slice(0, 2)) {
    await watchNow(person, few.id);
    await watchNow(person, hidden.id);
  }
  await watchNow(quiet.id, hidden.id);
  const trending = async () => {
    expect(await refreshFeatures(false)).toBe(true);
    return (await featureStore().readTrending())?.value.map(({ titleId }) => titleId);
  };
  expect(await trending()).not.toContain(few.id);
  expect(await trending()).not.toContain(hidden.id);
  await watchNow(crowd()[2]!, few.id);
  expect(await trending()).toContain(few.id);
});

it('runs in one process at a time', async () => {
  await transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(4071001)`);
    expect(await refreshFeatures(false)).toBe(false);
  });
  expect(await refreshFeatures(false)).toBe(true);
});

it('does not fail loudly when the database does, and works at the next run', async () => {
  await database().execute(sql`alter table playback_events rename to playback_gone`);
  expect(await refreshFeatures(false)).toBe(false);
  await database().execute(sql`alter table playback_gone rename to playback_events`);
  expect(await refreshFeatures(false)).toBe(true);
});

it('deletes what is still kept of people who opted out', async () => {
  const left = people[4]!;
  await database()
    .insert(featureRows)
    .values({ entity: 'viewer', id: left, value: {}, computedAt: new Date() });
  await refreshFeatures(false);
  expect(await featureStore().readViewer(left)).toBeNull();
});
