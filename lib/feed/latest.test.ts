import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { changePreferences } from '../account/preferences.ts';
import { setLiked } from '../library/like.ts';
import { rateTitle } from '../library/rate.ts';
import { watchTitle } from '../library/watch.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { blockPerson } from '../social/blocks.ts';
import { type LatestEntry, readLatest } from './latest.ts';
import { listChronologically } from './newest.ts';

type User = Awaited<ReturnType<typeof makeUser>>;
let viewer: User;
let friend: User;
let stranger: User;
const titles: number[] = [];

beforeAll(async () => {
  await createTestDatabase();
  for (let year = 1990; year < 2000; year++) titles.push((await makeTitle({ year })).id);
  viewer = await makeUser();
  friend = await makeUser({ displayName: 'Sam' });
  stranger = await makeUser();
  await befriend(viewer, friend);
  await rateTitle(friend.id, titles[0]!, 4.5);
  await rateTitle(stranger.id, titles[1]!, 1);
  await rateTitle(viewer.id, titles[2]!, 3);
  await setLiked(friend.id, titles[3]!, true);
  await database().execute(
    sql`update titles set added_at = now() + interval '1 hour' where id = ${titles[9]!}`,
  );
});

async function readAll(limit: number): Promise<LatestEntry[]> {
  const entries: LatestEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = await readLatest({ ...viewer, personalised: true }, cursor, limit);
    entries.push(...page.entries);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries;
}

it('stands strictly by time: what was added, what friends did, then the first catalogue by year', async () => {
  const entries = await readAll(50);
  expect(entries.slice(0, 3).map(({ title, verbs }) => [title.id, ...verbs])).toEqual([
    [titles[9]],
    [titles[3], 'liked'],
    [titles[0], 'rated'],
  ]);
  const rest = entries.slice(3);
  expect(rest.every(({ at }) => at === null)).toBe(true);
  expect(rest.map(({ title }) => title.year)).toEqual(
    rest.map(({ title }) => title.year).sort((a, b) => b - a),
  );
});

it('shows what friends did and nothing of strangers or oneself', async () => {
  const people = (await readAll(50)).flatMap(({ friend: who }) => (who ? [who.name] : []));
  expect(new Set(people)).toEqual(new Set(['Sam']));
});

it('pages without a gap or a double, whatever the page size', async () => {
  const whole = (await readAll(50)).map(({ key }) => key);
  expect((await readAll(1)).map(({ key }) => key)).toEqual(whole);
  expect((await readAll(3)).map(({ key }) => key)).toEqual(whole);
  expect(new Set(whole).size).toBe(whole.length);
});

it('refuses a cursor that is not one', async () => {
  await expect(
    readLatest({ ...viewer, personalised: true }, "1'; drop table users", 5),
  ).rejects.toMatchObject({ code: 'invalid' });
});

it('does not push what the operator flagged, neither here nor to somebody who opted out', async () => {
  const flagged = await makeTitle({ name: 'Flagged', year: 2026, addedAt: new Date(), flagged: true });
  await rateTitle(friend.id, flagged.id, 5);
  expect((await readAll(50)).map(({ title }) => title.id)).not.toContain(flagged.id);
  const request = { viewerId: viewer.id, surface: 'for-you', limit: 50, filters: {}, seed: 1 } as const;
  const { items } = await listChronologically({ ...viewer, personalised: false }, request);
  expect(items.length).toBeGreaterThan(0);
  expect(items.map(({ titleId }) => titleId)).not.toContain(flagged.id);
});

it('forgets a friend who is blocked', async () => {
  await blockPerson(viewer.id, friend.id);
  expect((await readAll(50)).every(({ friend: who }) => who === null)).toBe(true);
});

it('tells of a friend only what the sections they show hold', async () => {
  const [reader, teller, title] = [await makeUser(), await makeUser(), await makeTitle()];
  await befriend(reader, teller);
  const watch = (counts: boolean) =>
    watchTitle(teller.id, {
      ...{ watchId: randomUUID(), titleId: title.id, watchedOn: null, precision: 'unknown', counts },
    });
  await watch(true);
  await rateTitle(teller.id, title.id, 4);
  await setWatchlisted(teller.id, title.id, true);
  const verbs = async () => {
    const { entries } = await readLatest({ ...reader, personalised: true }, null, 50);
    return new Set(entries.flatMap((entry) => (entry.friend ? entry.verbs : [])));
  };
  expect(await verbs()).toEqual(new Set(['watched', 'rated', 'watchlisted']));
  await changePreferences(teller.id, { shareWatchlist: 'me' });
  expect(await verbs()).toEqual(new Set(['watched', 'rated']));
  await changePreferences(teller.id, { shareRatings: 'me' });
  expect(await verbs()).toEqual(new Set(['watched']));
  await changePreferences(teller.id, { shareRatings: 'friends', shareDiary: 'me' });
  expect(await verbs()).toEqual(new Set(['rated']));
});

it('says nothing of what somebody else in a friend’s household watched', async () => {
  const [reader, teller, title] = [await makeUser(), await makeUser(), await makeTitle()];
  await befriend(reader, teller);
  await watchTitle(teller.id, {
    ...{ watchId: randomUUID(), titleId: title.id, watchedOn: null, precision: 'unknown', counts: false },
  });
  const { entries } = await readLatest({ ...reader, personalised: true }, null, 50);
  expect(entries.filter((entry) => entry.friend !== null)).toEqual([]);
});
