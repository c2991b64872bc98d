import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { changePreferences } from '../account/preferences.ts';
import { provideEnv } from '../env.ts';
import { rateTitle } from '../library/rate.ts';
import { watchTitle } from '../library/watch.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { SECTIONS } from './audience.ts';
import { blockPerson } from './blocks.ts';
import { readPageLink } from './page-link.ts';
import { GUISES, type PersonPage, readOwnPageAs, readPageByLink, readPersonPage } from './profile.ts';

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of these tests and of nothing else' });
});

type User = Awaited<ReturnType<typeof makeUser>>;
let ana: User;
let ben: User;

beforeEach(async () => {
  [ana, ben] = [await makeUser(), await makeUser()];
  await befriend(ana, ben);
});

const shownOn = (page: PersonPage | null) => page && SECTIONS.filter((section) => page[section] !== null);
const tokenOf = async (userId: string) => (await readPageLink(userId)).replace('/p/', '');

async function watch(userId: string, titleId: number, watchedOn: string, counts = true): Promise<void> {
  await watchTitle(userId, { watchId: randomUUID(), titleId, watchedOn, precision: 'day', counts });
}

test('a page holds what its owner did, newest first, and how much there is', async () => {
  const [first, second, third] = [await makeTitle(), await makeTitle(), await makeTitle()];
  await rateTitle(ana.id, first.id, 3);
  await rateTitle(ana.id, second.id, 5);
  await watch(ana.id, first.id, '2024-03-01');
  await watch(ana.id, first.id, '2024-05-01');
  await watch(ana.id, second.id, '2024-04-01');
  await watch(ana.id, third.id, '2024-06-01', false);
  await setWatchlisted(ana.id, third.id, true);
  const page = await readPersonPage(ben.id, ana.handle);
  expect(page?.ratings).toMatchObject({
    total: 2,
    items: [
      { title: { id: second.id }, rating: 5 },
      { title: { id: first.id }, rating: 3 },
    ],
  });
  expect(page?.diary).toMatchObject({
    total: 3,
    items: [
      { title: { id: first.id }, watchedOn: '2024-05-01', rewatch: true },
      { title: { id: second.id }, watchedOn: '2024-04-01', rewatch: false },
      { title: { id: first.id }, watchedOn: '2024-03-01', rewatch: false },
    ],
  });
  expect(page?.watchlist).toMatchObject({ total: 1, items: [{ id: third.id, own: { watchlisted: false } }] });
});

test('a section is cut short until it is asked for as a whole', async () => {
  for (let count = 0; count < 16; count++) await setWatchlisted(ana.id, (await makeTitle()).id, true);
  const short = (await readPersonPage(ben.id, ana.handle))?.watchlist;
  const whole = (await readPersonPage(ben.id, ana.handle, 'watchlist'))?.watchlist;
  expect([short?.items.length, short?.total]).toEqual([15, 16]);
  expect([whole?.items.length, whole?.total]).toEqual([16, 16]);
});

test('somebody signed out finds a page only where something is for everyone', async () => {
  expect(await readPersonPage(null, ana.handle)).toBeNull();
  await changePreferences(ana.id, { shareWatchlist: 'everyone' });
  expect(shownOn(await readPersonPage(null, ana.handle))).toEqual(['watchlist']);
});

describe('the page by its link', () => {
  test('shows what is for those who have it, to whoever they are', async () => {
    const stranger = await makeUser();
    await changePreferences(ana.id, { shareDiary: 'link', shareWatchlist: 'everyone' });
    const token = await tokenOf(ana.id);
    for (const viewerId of [null, stranger.id]) {
      expect(shownOn(await readPageByLink(viewerId, token))).toEqual(['diary', 'watchlist']);
    }
    expect(shownOn(await readPageByLink(ben.id, token))).toEqual([...SECTIONS]);
  });

  test('is nobody’s page while nothing is for it, and for whoever is blocked', async () => {
    const token = await tokenOf(ana.id);
    expect(await readPageByLink(null, token)).toBeNull();
    expect(await readPageByLink(ben.id, token)).toBeNull();
    await changePreferences(ana.id, { shareDiary: 'link' });
    await blockPerson(ana.id, ben.id);
    expect(await readPageByLink(ben.id, token)).toBeNull();
    expect(await readPageByLink(null, `${token.slice(0, -1)}!`)).toBeNull();
  });
});

describe('friends on a page', () => {
  test('show to friends unless they keep it to themselves, and to others who may see it from them too', async () => {
    const [open, usual, quiet] = [
      await makeUser({ shareFriends: 'everyone' }),
      await makeUser(),
      await makeUser({ shareFriends: 'me' }),
    ];
    for (const friend of [open, usual, quiet]) await befriend(ana, friend);
    await changePreferences(ana.id, { shareFriends: 'everyone' });
    const seen = async (viewerId: string | null) => {
      const friends = (await readPersonPage(viewerId, ana.handle))?.friends;
      return [new Set(friends?.items.map(({ id }) => id)), friends?.hidden];
    };
    expect(await seen(ana.id)).toEqual([new Set([open.id, usual.id, quiet.id, ben.id]), 0]);
    expect(await seen(ben.id)).toEqual([new Set([open.id, usual.id, ben.id]), 1]);
    expect(await seen((await makeUser()).id)).toEqual([new Set([open.id]), 3]);
    expect(await seen(null)).toEqual([new Set([open.id]), 3]);
  });

  test('never show to somebody they blocked', async () => {
    const cem = await makeUser();
    await befriend(ana, cem);
    await blockPerson(cem.id, ben.id);
    const friends = (await readPersonPage(ben.id, ana.handle))?.friends;
    expect(friends?.items.map(({ id }) => id)).toEqual([ben.id]);
  });
});

describe('the own page with other eyes', () => {
  test('is what they get: a friend, somebody with the link, anybody', async () => {
    const [title, stranger] = [await makeTitle(), await makeUser()];
    await rateTitle(ana.id, title.id, 4);
    await changePreferences(ana.id, { shareRatings: 'link', shareWatchlist: 'everyone', shareFriends: 'me' });
    const token = await tokenOf(ana.id);
    const real = {
      friend: await readPersonPage(ben.id, ana.handle),
      link: await readPageByLink(stranger.id, token),
      anybody: await readPersonPage(null, ana.handle),
    };
    for (const guise of GUISES) {
      const { relation, common, ...page } = (await readOwnPageAs(ana, guise))!;
      expect(page).toEqual({ ...real[guise], relation: undefined, common: undefined });
    }
    expect(shownOn(real.friend)).toEqual(['ratings', 'diary', 'watchlist']);
  });

  test('is no page for anybody where nothing is for everyone', async () => {
    expect(await readOwnPageAs(ana, 'anybody')).toBeNull();
    expect(await readOwnPageAs(ana, 'link')).toBeNull();
    expect(shownOn(await readOwnPageAs(ana, 'friend'))).toEqual([...SECTIONS]);
  });
});

test('titles above the viewer’s limit are on nobody’s page', async () => {
  const title = await makeTitle({ maturity: 18 });
  await rateTitle(ana.id, title.id, 4);
  await watch(ana.id, title.id, '2024-05-01');
  await changePreferences(ben.id, { maturityLimit: 12 });
  expect(await readPersonPage(ben.id, ana.handle)).toMatchObject({
    ratings: { total: 0 },
    diary: { total: 0 },
  });
});
