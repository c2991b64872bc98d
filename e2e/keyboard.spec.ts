import { awake } from './awake.ts';
import { expect, test } from './fixtures.ts';
import { TitlePage } from './pages/title-page.ts';
import { settled } from './settled.ts';

test('the first Tab offers to skip to the content', async ({ page }) => {
  await page.goto('/search');
  await awake(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the stars are a radio group: arrows, digits and 0', async ({ viewer }) => {
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  await title.stars('½').focus();
  await viewer.page.keyboard.press('4');
  await expect(title.stars('4')).toBeChecked();
  await viewer.page.keyboard.press('ArrowRight');
  await expect(title.stars('4½')).toBeChecked();
  await viewer.page.keyboard.press('0');
  await expect(title.library.getByText('Rate it')).toBeVisible();
});

test('a title page answers w, l and digits', async ({ viewer }) => {
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  await viewer.page.keyboard.press('l');
  await expect(title.button('On your watchlist')).toBeVisible();
  await viewer.page.keyboard.press('w');
  await expect(title.button('Watched once')).toBeVisible();
  await viewer.page.keyboard.press('3');
  await expect(title.stars('3')).toBeChecked();
});

test('g and a letter go to a place, ? shows the shortcuts, Escape closes them and gives the focus back', async ({
  viewer,
}) => {
  const { page } = viewer;
  await page.goto('/search');
  await awake(page);
  for (const [key, place] of [
    ['w', '/watchlist'],
    ['f', '/friends'],
    ['d', '/diary'],
    ['l', '/lists'],
    ['n', '/nights'],
    ['i', '/inbox'],
    ['h', '/'],
  ] as const) {
    await settled(page);
    await awake(page);
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page).toHaveURL(new RegExp(`${place}$`));
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the account menu opens, walks and closes by keyboard', async ({ viewer }) => {
  const { page } = viewer;
  await page.goto('/search');
  await awake(page);
  const menu = page.getByRole('button', { name: `Account of ${viewer.name}` });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Your page' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
});
