import type { Locator, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { database } from '../db/client.ts';
import { titles } from '../db/schema/titles.ts';
import { rateTitle } from '../lib/library/rate.ts';
import { setWatchlisted } from '../lib/library/watchlist.ts';
import { awake } from './awake.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ActivityPage } from './pages/activity-page.ts';
import { TitlePage } from './pages/title-page.ts';
import { takePicture } from './pictures.ts';
import { settled } from './settled.ts';

async function idOf(slug: string): Promise<number> {
  const [title] = await database().select({ id: titles.id }).from(titles).where(eq(titles.slug, slug));
  return title!.id;
}

function diaryRow(page: Page, name: string): Locator {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^Change ${name}`) }) });
}

test('what a friend did stands by time, runs as one, and one kind at a time', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  for (const [slug, stars] of [
    ['heat-1995', 4],
    ['alien-1979', 5],
    ['solaris-1972', 2.5],
  ] as const)
    await rateTitle(ana.id, await idOf(slug), stars);
  await setWatchlisted(ana.id, await idOf('brazil-1985'), true);

  await ben.page.goto('/friends');
  await ben.page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(ben.page).toHaveURL(/\/activity$/);
  const activity = new ActivityPage(ben.page);
  await expect(activity.entries).toHaveCount(2);
  await expect(activity.entries.nth(0)).toContainText('Ana wants to watch');
  await expect(activity.entries.nth(1)).toContainText('Ana rated 3 films');
  await expect(activity.entries.nth(1).getByRole('img', { name: '2½ stars' })).toBeVisible();
  await awake(ben.page);
  await activity.entries.nth(1).getByRole('button', { name: 'Open 3 films of Ana' }).click();
  await expect(activity.entries.nth(1).getByRole('link', { name: 'Solaris 1972' })).toBeVisible();
  await expectAccessible(ben.page);

  await activity.filter('Wants to watch').click();
  await expect(activity.entries).toHaveCount(1);
  await expect(ben.page).toHaveURL(/kind=wishes/);
  await activity.filter('Lists').click();
  await expect(ben.page.getByText('Nothing of this kind')).toBeVisible();
});

test('older activity comes page by page, and a page that does not come can be asked for again', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const some = await database().select({ id: titles.id }).from(titles).limit(22);
  // A wish parts a rating from the next, so that each is an entry.
  for (const [index, { id }] of some.entries())
    await (index % 2 ? rateTitle(ana.id, id, 3) : setWatchlisted(ana.id, id, true));
  const activity = new ActivityPage(ben.page);
  await activity.open();
  await expect(activity.entries).toHaveCount(20);
  await ben.page.route('**/api/activity?*', (route) => route.abort());
  await ben.page.getByRole('button', { name: 'Show more' }).click();
  await expect(ben.page.getByText('The next entries did not come')).toBeVisible();
  await ben.page.unroute('**/api/activity?*');
  await ben.page.getByRole('button', { name: 'Try again' }).click();
  await expect(activity.entries).toHaveCount(22);
  await expect(ben.page.getByRole('button', { name: 'Show more' })).toBeHidden();
});

test('a note is written, folded for whoever has not seen it, and removed with a way back', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const anas = new TitlePage(ana.page);
  await anas.open('the-prestige-2006');
  await ana.page.getByRole('button', { name: 'Write a note' }).click();
  await ana.page.getByRole('textbox', { name: 'Your note' }).fill('There are two of them.');
  await ana.page.getByLabel('It gives the story away').check();
  await takePicture(ana.page, 'note-form');
  await expectAccessible(ana.page);
  await ana.page.getByRole('button', { name: 'Keep note' }).click();
  const own = ana.page.getByRole('region', { name: 'Your note' });
  await expect(own).toContainText('There are two of them.');
  await settled(ana.page);

  await ben.page.goto('/titles/the-prestige-2006');
  const words = ben.page.getByRole('region', { name: 'In your friends’ words' });
  await expect(words).toContainText('Ana wrote about it, and gives the story away');
  await expect(words.getByText('There are two of them.')).toBeHidden();
  await words.locator('summary').click();
  await expect(words.getByText('There are two of them.')).toBeVisible();
  const activity = new ActivityPage(ben.page);
  await activity.open('notes');
  await expect(activity.entries).toContainText('Ana wrote about');
  await expect(ben.page.getByText('There are two of them.')).toBeHidden();

  await own.getByRole('button', { name: 'Remove note' }).click();
  await expect(own.getByRole('button', { name: 'Write a note' })).toBeVisible();
  await anas.undo('is gone');
  await expect(own).toContainText('There are two of them.');
  await settled(ana.page);
  await ana.page.reload();
  await expect(own).toContainText('There are two of them.');
});

test('who watched with whom stands in both diaries once both have said so', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const anas = new TitlePage(ana.page);
  await anas.open('heat-1995');
  await anas.button('More for Heat').click();
  await ana.page.getByRole('menuitem', { name: 'Watched on another day…' }).click();
  await ana.page.getByRole('button', { name: 'With friends…' }).click();
  await ana.page.getByRole('checkbox', { name: /^Ben/ }).check();
  await takePicture(ana.page, 'watch-dialog-with');
  await expectAccessible(ana.page);
  await ana.page.getByRole('button', { name: 'Save to the diary' }).click();
  await expect(anas.library).toContainText('Ben asked');
  await settled(ana.page);

  await ben.page.goto('/diary');
  await awake(ben.page);
  const waiting = ben.page.getByRole('region', { name: 'To confirm' });
  await expect(waiting).toContainText('Did you watch it with Ana on');
  await takePicture(ben.page, 'diary-to-confirm');
  await expectAccessible(ben.page);
  await waiting.getByRole('button', { name: 'Yes, I watched Heat' }).click();
  const bens = diaryRow(ben.page, 'Heat');
  await expect(bens).toContainText('with Ana');
  await ben.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(waiting).toBeVisible();
  await waiting.getByRole('button', { name: 'Yes, I watched Heat' }).click();
  await expect(bens).toContainText('with Ana');
  await settled(ben.page);

  await ana.page.goto('/diary');
  await awake(ana.page);
  const row = diaryRow(ana.page, 'Heat');
  await expect(row).toContainText('with Ben');
  await row.getByRole('button', { name: /^Change Heat/ }).click();
  await ana.page.getByRole('menuitem', { name: 'Watched with…' }).click();
  await ana.page.getByRole('checkbox', { name: /^Ben/ }).uncheck();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(row).not.toContainText('with Ben');
  await ana.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('with Ben');
});
