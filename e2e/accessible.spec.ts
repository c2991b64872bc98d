import type { Page } from '@playwright/test';
import { awake } from './awake.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { FriendsPage } from './pages/friends-page.ts';
import { takePicture } from './pictures.ts';
import { openQuietly } from './quiet.ts';

const open = {
  landing: '/',
  'sign-in': '/sign-in',
  'sign-up': '/sign-up',
  'title-not-found': '/titles/no-such-title',
  'page-not-found': '/no-such-page',
};
const full = {
  'for-you': '/?feed=for-you',
  latest: '/latest',
  browse: '/search',
  'nothing-found': '/search?language=te&decade=1930',
  title: '/titles/spirited-away-2001',
  watchlist: '/watchlist',
  lists: '/lists',
  diary: '/diary',
  inbox: '/inbox',
  friends: '/friends',
  activity: '/activity',
  person: '/people/sam',
  'person-not-found': '/people/nobody_at_all',
  recommended: '/recommended',
  settings: '/settings',
  'settings-taste': '/settings/taste',
  'settings-privacy': '/settings/privacy',
  'settings-account': '/settings/account',
  'settings-tokens': '/settings/tokens',
};
const empty = {
  welcome: '/welcome',
  'watchlist-empty': '/watchlist',
  'lists-empty': '/lists',
  'diary-empty': '/diary',
  'friends-empty': '/friends',
  'activity-empty': '/activity',
  'inbox-empty': '/inbox',
  'recommended-empty': '/recommended',
  'settings-taste-empty': '/settings/taste',
};

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

async function expectAccessibleInAllVariants(page: Page, name: string, place: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await openQuietly(page, place);
      await takePicture(page, `${name}-${size}-${theme}`);
      await test.step(`${size}, ${theme}`, () => expectAccessible(page));
      expect(await page.getByRole('heading', { level: 1 }).count(), 'one h1 a page').toBe(1);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, 'no sideways scrolling').toBeLessThanOrEqual(0);
    }
  }
}

test.describe.configure({ timeout: 90_000 });

for (const [name, place] of Object.entries(open)) {
  test(`axe finds nothing on ${name}, signed out`, ({ page }) =>
    expectAccessibleInAllVariants(page, name, place));
}

for (const [name, place] of Object.entries(full)) {
  test(`axe finds nothing on ${name}, in a full library`, async ({ demoPage }) =>
    expectAccessibleInAllVariants(demoPage, name, place));
}

for (const [name, place] of Object.entries(empty)) {
  test(`axe finds nothing on ${name}, for somebody new`, async ({ newPerson }) => {
    const { page } = await newPerson(name === 'welcome' ? { welcomedAt: null } : {});
    await expectAccessibleInAllVariants(page, name, place);
  });
}

test('axe finds nothing on a list that friends keep', async ({ demoPage }) => {
  await demoPage.goto('/lists');
  const place = await demoPage.getByRole('link', { name: /Rainy Sundays/ }).getAttribute('href');
  await expectAccessibleInAllVariants(demoPage, 'list', place!);
});

test('axe finds nothing on an invitation, on a link that does not open, and beside links that were made', async ({
  newPerson,
  page,
}) => {
  const { page: own } = await newPerson({ displayName: 'Ana Arnold' });
  const friends = new FriendsPage(own);
  await friends.open();
  const link = await friends.makeLink();
  await friends.makeLink('Several people');
  await expectAccessibleInAllVariants(page, 'invitation', link);
  await expectAccessibleInAllVariants(page, 'invitation-closed', '/invite/made.up');
  const { page: other } = await newPerson();
  await expectAccessibleInAllVariants(other, 'invitation-signed-in', link);
  await expectAccessibleInAllVariants(own, 'friends-links', '/friends');
});

test('axe finds nothing in dialogs and menus', async ({ demoPage: page }) => {
  await page.goto('/search');
  await awake(page);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Account of Maya' }).click();
  await page.getByRole('menu').waitFor();
  await expectAccessible(page);
  await page.goto('/?feed=for-you');
  await page.getByRole('button', { name: /^Why / }).first().click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
});
