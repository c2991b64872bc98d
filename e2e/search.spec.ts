import { awake } from './awake.ts';
import { expect, test } from './fixtures.ts';

test('search as you type survives typos and accents, and leads to the title', async ({ page }) => {
  await page.goto('/search');
  await awake(page);
  await page.keyboard.press('/');
  const box = page.getByRole('main').getByRole('searchbox');
  await expect(box).toBeFocused();
  await box.pressSequentially('casablnca');
  await expect(page.getByRole('link', { name: 'Casablanca, 1942' })).toBeVisible();
  await box.fill('nausicaa');
  await page.getByRole('link', { name: 'Nausicaä of the Valley of the Wind, 1984' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nausicaä');
});

test('the box in the header suggests, and the keyboard chooses', async ({ page }) => {
  await page.goto('/');
  await awake(page);
  const box = page.getByRole('combobox', { name: 'Search titles and people' });
  await box.fill('chungking');
  await expect(page.getByRole('option').first()).toContainText('Chungking Express');
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(page).toHaveURL(/chungking-express-1994/);
});

test('filters live in the address, count what they leave, and survive a reload', async ({ page }) => {
  await page.goto('/search');
  const filters = page.getByRole('navigation', { name: 'Filters' });
  await filters.locator('summary', { hasText: 'Language' }).click();
  await filters.getByRole('link', { name: /Telugu/ }).click();
  await expect(page).toHaveURL(/language=te/);
  const status = page.getByRole('region', { name: 'Titles' }).getByRole('status');
  await expect(status).toHaveText(/^\d+ titles$/);
  const count = await status.textContent();
  await page.reload();
  await expect(status).toHaveText(count ?? '');
  await expect(page.getByRole('link', { name: 'HanuMan, 2024' })).toBeVisible();
});

test('an empty result names the filter to drop', async ({ page }) => {
  await page.goto('/search?language=te&decade=1930');
  const drop = page.getByRole('link', { name: /^Drop / });
  await expect(drop).toBeVisible();
  await drop.click();
  await expect(page.getByRole('article').first()).toBeVisible();
});
