import { beforeAll, beforeEach, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { changePreferences } from '../account/preferences.ts';
import { friendIds } from './circle.ts';
import { readPersonPage } from './profile.ts';
import { friendsOnTitle } from './shared-ratings.ts';

beforeAll(createTestDatabase);

let ana: Awaited<ReturnType<typeof makeUser>>;
let ben: Awaited<ReturnType<typeof makeUser>>;
let title: Awaited<ReturnType<typeof makeTitle>>;

beforeEach(async () => {
  [ana, ben, title] = [await makeUser(), await makeUser(), await makeTitle({ maturity: 16 })];
  await befriend(ana, ben);
  await enter(ben.id, { rating: 9, ratedAt: new Date(), liked: true, watchCount: 1 });
});

async function enter(userId: string, entry: Partial<typeof libraryEntries.$inferInsert>): Promise<void> {
  await database()
    .insert(libraryEntries)
    .values({ userId, titleId: title.id, ...entry })
    .onConflictDoUpdate({ target: [libraryEntries.userId, libraryEntries.titleId], set: entry });
}

test('a friend’s word on a title shows while both share', async () => {
  const { id, handle, displayName: name } = ben;
  const seen = { id, handle, name, rating: 4.5, liked: true, watched: true, watchlisted: false };
  expect(await friendsOnTitle(ana, title.id)).toEqual([seen]);
  expect((await readPersonPage(ana.id, handle))?.ratings?.items.map((entry) => entry.rating)).toEqual([4.5]);
});

test.each(['ana', 'ben'] as const)('no rating shows as soon as %s shares with nobody', async (who) => {
  await changePreferences((who === 'ana' ? ana : ben).id, { shareRatings: 'me' });
  expect(await friendsOnTitle(ana, title.id)).toMatchObject([{ rating: null, liked: false, watched: true }]);
  expect(await friendIds(ana.id)).toEqual([]);
  expect(await readPersonPage(ana.id, ben.handle)).toMatchObject({ relation: 'friends', ratings: null });
});

test.each([
  [{ shareDiary: 'me' }, { rating: 4.5, liked: true, watched: false, watchlisted: true }],
  [{ shareRatings: 'me' }, { rating: null, liked: false, watched: true, watchlisted: true }],
  [{ shareWatchlist: 'me' }, { rating: 4.5, liked: true, watched: true, watchlisted: false }],
] as const)('a friend’s word on a title holds only the sections that show: %o', async (kept, word) => {
  await enter(ben.id, { watchlistedAt: new Date() });
  await changePreferences(ben.id, kept);
  expect(await friendsOnTitle(ana, title.id)).toMatchObject([word]);
});

test('a friend who shows nothing of what they did is not there', async () => {
  await changePreferences(ben.id, { shareRatings: 'me', shareDiary: 'me' });
  expect(await friendsOnTitle(ana, title.id)).toEqual([]);
});

test('strangers see a name and nothing else', async () => {
  const stranger = await makeUser();
  expect(await friendsOnTitle(stranger, title.id)).toEqual([]);
  expect(await readPersonPage(stranger.id, ben.handle)).toMatchObject({
    relation: 'none',
    ...{ ratings: null, diary: null, watchlist: null, friends: null, common: [] },
  });
});

test('an entry that says nothing is not shown', async () => {
  const cem = await makeUser();
  await befriend(ana, cem);
  await enter(cem.id, { progress: 'gave-up' });
  expect((await friendsOnTitle(ana, title.id)).map((friend) => friend.id)).toEqual([ben.id]);
});

test('titles both know stand together, and stay within the viewer’s maturity limit', async () => {
  await enter(ana.id, { rating: 8, ratedAt: new Date() });
  const common = (await readPersonPage(ana.id, ben.handle))?.common;
  expect(common).toMatchObject([{ title: { id: title.id }, yours: 4, theirs: 4.5 }]);
  await changePreferences(ana.id, { maturityLimit: 12 });
  const page = await readPersonPage(ana.id, ben.handle);
  expect(page).toMatchObject({ ratings: { total: 0, items: [] }, diary: { total: 0 }, common: [] });
});
