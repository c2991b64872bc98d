import type { Page } from '@playwright/test';
import { awake } from './awake.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { FeedPage } from './pages/feed-page.ts';
import { TastePage } from './pages/taste-page.ts';
import { settled } from './settled.ts';

const chips = (page: Page) => page.getByRole('list', { name: 'What we understood' }).getByRole('listitem');
const samples = (page: Page) =>
  page
    .locator('[data-sample]')
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.sample));

test('a stranger who describes their taste sees what was understood, and a feed that fits', async ({
  newPerson,
}) => {
  test.setTimeout(90_000);
  const { page } = await newPerson({ welcomedAt: null });
  await page.goto('/welcome');
  await awake(page);
  await page.getByRole('button', { name: 'Skip' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  const before = await samples(page);

  await test.step('chips appear while typing, and the sample follows', async () => {
    await page
      .getByLabel('In your own words')
      .fill('Telugu romances and westerns, nothing gory, loud wallpaper');
    await expect(chips(page)).toHaveText(['Telugu', 'Romance', 'Western', 'Nothing gory']);
    await expect(page.getByText('We did not understand: loud wallpaper.')).toBeVisible();
    await expect.poll(() => samples(page)).not.toEqual(before);
    await expectAccessible(page);
  });

  await test.step('a chip is taken out by key, and the sample follows', async () => {
    const with_ = await samples(page);
    await page.getByRole('button', { name: 'Western. Remove' }).focus();
    await page.keyboard.press('Enter');
    await expect(chips(page)).toHaveText(['Telugu', 'Romance', 'Nothing gory']);
    await expect.poll(() => samples(page)).not.toEqual(with_);
  });

  await test.step('the feed fits, and says why', async () => {
    await page.getByRole('button', { name: 'Take me in' }).click();
    const feed = new FeedPage(page);
    await expect(feed.cards.first()).toBeVisible();
    await expect(feed.cards.filter({ hasText: /(In Telugu|Romance), as you asked/ }).first()).toBeVisible();
    const asked = feed.cards.filter({ hasText: 'as you asked' });
    expect(await asked.count()).toBeGreaterThan((await feed.cards.count()) / 2);
  });
});

test('the settings keep a description, and each thing taken out changes the next feed', async ({
  viewer,
}) => {
  test.setTimeout(90_000);
  const { page } = viewer;
  const taste = new TastePage(page);
  const feed = new FeedPage(page);
  await taste.open();

  await test.step('a new description is kept', async () => {
    await page.getByLabel('In your own words').fill('Anime and Miyazaki. No horror');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(chips(page)).toHaveText(['Japanese', 'Animation', 'Hayao Miyazaki', 'No horror']);
    await settled(page);
    await feed.open();
    expect((await feed.titles()).slice(0, 5).join()).toMatch(/Spirited Away|Totoro|Mononoke|Moving Castle/);
  });

  await test.step('what is taken out is out of the next feed, and comes back with undo', async () => {
    const before = await feed.titles();
    await taste.open();
    await expect(page.getByLabel('In your own words')).toHaveValue('Anime and Miyazaki. No horror');
    for (const name of ['Japanese', 'Animation', 'Hayao Miyazaki'])
      await page.getByRole('button', { name: `${name}. Remove` }).click();
    await expect(chips(page)).toHaveText(['No horror']);
    await settled(page);
    await feed.open();
    expect(await feed.titles()).not.toEqual(before);
    await taste.open();
    await page.getByRole('button', { name: 'No horror. Remove' }).click();
    await expect(chips(page)).toHaveCount(0);
    await taste.undo('No horror');
    await expect(chips(page)).toHaveText(['No horror']);
  });

  await test.step('words that say nothing are said to say nothing', async () => {
    await page.getByLabel('In your own words').fill('purple monkey dishwashers');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText(/We understood nothing of that yet/)).toBeVisible();
    await expect(chips(page)).toHaveCount(0);
    await expectAccessible(page);
  });
});
