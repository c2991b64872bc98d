import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { desc } from 'drizzle-orm';
import { database } from '../db/client.ts';
import { titles } from '../db/schema/titles.ts';
import { changePreferences } from '../lib/account/preferences.ts';
import { provideEnv } from '../lib/env.ts';
import { rateTitle } from '../lib/library/rate.ts';
import { watchTitle } from '../lib/library/watch.ts';
import { setWatchlisted } from '../lib/library/watchlist.ts';
import { blockPerson } from '../lib/social/blocks.ts';
import { readPageLink } from '../lib/social/page-link.ts';
import { expectAccessible } from './axe.ts';
import { expect, type Person, test } from './fixtures.ts';
import { authSecretOf, instance } from './instance.ts';
import { PrivacyPage } from './pages/privacy-page.ts';
import { takePicture } from './pictures.ts';
import { whatIsHidden, whatIsTold } from './privacy/judge.ts';
import { pages, routes } from './privacy/rows.ts';
import { CALLERS, type Caller, makeWorld, ownerOf } from './privacy/world.ts';
import { openQuietly } from './quiet.ts';
import { settled } from './settled.ts';

const app = path.join(import.meta.dirname, '../app');

/** The addresses of all files of this name, without the groups that are only folders. */
function addressesOf(file: string, isMeant: (text: string) => boolean = () => true): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === file && isMeant(readFileSync(path.join(app, name), 'utf8')))
    .map((name) => `/${path.dirname(name).replace(/\([^)]*\)(\/|$)/g, '')}`.replace(/\/?\.?$/, '') || '/');
}

const found = {
  pages: addressesOf('page.tsx'),
  routes: addressesOf('route.ts', (text) => /export (async )?(function|const) GET|as GET/.test(text)),
};

test('every page and every GET route has a row in the privacy matrix', () => {
  expect(found.pages.length).toBeGreaterThan(10);
  expect(found.routes.length).toBeGreaterThan(10);
  expect(found.pages.filter((address) => !(address in pages))).toEqual([]);
  expect(found.routes.filter((address) => !(address in routes))).toEqual([]);
  const all = [...found.pages, ...found.routes];
  expect(Object.keys({ ...pages, ...routes }).filter((address) => !all.includes(address))).toEqual([]);
});

test.describe('the matrix', () => {
  test.describe.configure({ timeout: 400_000 });

  test('whoever calls reads on every page and every GET route only what is for them', async ({
    newPerson,
    page,
  }) => {
    provideEnv({ AUTH_SECRET: authSecretOf(instance().dataFolder) });
    const tag = Date.now().toString(36);
    const [owner, friend, stranger, blocked] = [
      await newPerson(ownerOf('me', tag)),
      await newPerson(),
      await newPerson(),
      await newPerson(),
    ];
    const world = await makeWorld(tag, { owner, friend, stranger, blocked });
    const requests: Readonly<Record<Caller, APIRequestContext>> = {
      owner: owner.page.request,
      friend: friend.page.request,
      stranger: stranger.page.request,
      blocked: blocked.page.request,
      'signed out': page.request,
    };
    const wrong: string[] = [];
    const rows = [
      ...found.pages.map((address) => [address, pages[address]!] as const),
      ...found.routes.map((address) => [address, routes[address]!] as const),
    ];
    for (const [address, row] of rows) {
      for (const caller of CALLERS) {
        for (const place of row.places(world, caller)) {
          const answer = await requests[caller].get(place.url, { maxRetries: 2, timeout: 60_000 });
          const text = decoded(await answer.text());
          const at = `${address} as ${caller}: ${place.url}`;
          if (answer.status() >= 500) wrong.push(`${at} answers ${answer.status()}`);
          for (const one of world.owners) {
            for (const secret of whatIsHidden(caller, one, place, row, world)) {
              if (text.includes(secret)) wrong.push(`${at} tells ${secret}`);
            }
            for (const secret of whatIsTold(caller, one, place, row, world)) {
              if (!text.includes(secret)) wrong.push(`${at} does not tell ${secret}`);
            }
          }
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
  });
});

/** React marks where one text ends and the next begins. */
function decoded(html: string): string {
  return html.replaceAll('<!-- -->', '').replaceAll('&amp;', '&');
}

test('a page that is not for somebody looks like one that does not exist', async ({ newPerson, page }) => {
  const [owner, blocked] = [await newPerson(), await newPerson()];
  await blockPerson(owner.id, blocked.id);
  const answers = async (person: { page: Person['page'] }) =>
    Promise.all(
      [owner.handle, 'nobody_has_this'].map(async (handle) => {
        const answer = await person.page.request.get(`/people/${handle}`, { maxRedirects: 0 });
        const { location = '' } = answer.headers();
        const body = (await answer.text()).replaceAll(/<(script|link|meta)\b.*?(<\/\1>|>)/gs, '');
        return [answer.status(), location, body].map((part) => String(part).replaceAll(handle, 'HANDLE'));
      }),
    );
  const [hidden, missing] = await answers(blocked);
  expect(hidden!.slice(0, 2)).toEqual(missing!.slice(0, 2));
  const [closed, nobody] = await answers({ page });
  expect(closed!.slice(0, 2)).toEqual(nobody!.slice(0, 2));
});

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };

async function look(page: Person['page'], name: string, place: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await openQuietly(page, place);
      await takePicture(page, `${name}-${size}-${theme}`);
      await test.step(`${name}, ${size}, ${theme}`, () => expectAccessible(page));
      expect(await page.getByRole('heading', { level: 1 }).count(), 'one h1 a page').toBe(1);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, 'no sideways scrolling').toBeLessThanOrEqual(0);
    }
  }
}

test('each section is for whom its owner says, and the owner can look with other eyes', async ({
  viewer,
  page: anybody,
}) => {
  await fillLibrary(viewer.id, 3);
  const settings = new PrivacyPage(viewer.page);
  await settings.open();
  await settings.choose('watchlist', 'Everyone');
  await settled(viewer.page);

  await settings.viewAs('As anybody, signed out');
  await expect(viewer.page.getByText('This is your page as anybody sees it')).toBeVisible();
  await expect(section(viewer.page, 'Watchlist')).toBeVisible();
  await expect(section(viewer.page, 'Ratings')).toBeHidden();
  await viewer.page
    .getByRole('navigation', { name: 'View as' })
    .getByRole('link', { name: 'A friend' })
    .click();
  await expect(section(viewer.page, 'Ratings')).toBeVisible();

  await anybody.goto(`/people/${viewer.handle}`);
  await expect(section(anybody, 'Watchlist').getByRole('listitem')).toHaveCount(3);
  await expect(section(anybody, 'Ratings')).toBeHidden();
  await settings.open();
  await settings.choose('watchlist', 'Only me');
  await settled(viewer.page);
  await anybody.goto(`/people/${viewer.handle}`);
  await expect(anybody).toHaveURL(/sign-in/);
});

test('a page’s link shows what is for those who have it, until there is a new one', async ({
  viewer,
  page: anybody,
}) => {
  await fillLibrary(viewer.id, 3);
  const settings = new PrivacyPage(viewer.page);
  await settings.open();
  const link = await settings.link();
  expect((await anybody.goto(link))?.status()).toBe(404);
  await settings.choose('ratings', 'With the link');
  await settled(viewer.page);
  await anybody.goto(link);
  await expect(section(anybody, 'Ratings')).toBeVisible();
  await expect(section(anybody, 'Watchlist')).toBeHidden();
  await expect(anybody.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);

  await settings.renewLink();
  await settled(viewer.page);
  expect((await anybody.goto(link))?.status()).toBe(404);
  const renewed = await settings.link();
  expect(renewed).not.toBe(link);
  expect((await anybody.goto(renewed))?.status()).toBe(200);
});

test('settings and a person’s page are accessible to whoever looks', async ({
  viewer,
  newPerson,
  makeFriends,
  page,
}) => {
  test.setTimeout(240_000);
  const [friend, stranger] = [await newPerson(), await newPerson()];
  await makeFriends(viewer, friend);
  await fillLibrary(viewer.id, 18);
  await fillLibrary(friend.id, 6);
  await changePreferences(viewer.id, {
    shareRatings: 'link',
    shareWatchlist: 'everyone',
    shareFriends: 'me',
  });
  provideEnv({ AUTH_SECRET: authSecretOf(instance().dataFolder) });
  const place = `/people/${viewer.handle}`;
  await look(viewer.page, 'privacy-settings', '/settings/privacy');
  await look(viewer.page, 'person-own', place);
  await look(friend.page, 'person-friend', place);
  await look(stranger.page, 'person-stranger', place);
  await look(page, 'person-signed-out', place);
  await look(page, 'person-link', await readPageLink(viewer.id));
  await look(viewer.page, 'person-as-link', `${place}?as=link`);
  await changePreferences(viewer.id, { shareRatings: 'me', shareWatchlist: 'me', shareDiary: 'me' });
  await look(viewer.page, 'person-as-anybody-none', `${place}?as=anybody`);
  await look(friend.page, 'person-friend-none', place);
});

const section = (page: Person['page'], name: string) => page.getByRole('region', { name, exact: true });

/** So many ratings, viewings and wishes of well-known films. */
async function fillLibrary(userId: string, count: number): Promise<void> {
  const rows = await database()
    .select({ id: titles.id })
    .from(titles)
    .orderBy(desc(titles.priorCount))
    .limit(count * 3);
  for (const [place, { id }] of rows.entries()) {
    if (place % 3 === 0) await rateTitle(userId, id, 3 + (place % 5) / 2);
    if (place % 3 === 1) {
      const watchedOn = `2026-0${1 + (place % 9)}-1${place % 9}`;
      await watchTitle(userId, { watchId: randomUUID(), titleId: id, watchedOn, precision: 'day' });
    }
    if (place % 3 === 2) await setWatchlisted(userId, id, true);
  }
}
