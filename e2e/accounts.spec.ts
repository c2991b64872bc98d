import { expect, PASSWORD, test } from './fixtures.ts';
import { Entrance } from './pages/entrance.ts';

test('somebody new signs up by hand, signs out and in again', async ({ page }, { testId }) => {
  const handle = `new_${testId.slice(-8).replace(/\W/g, '_')}`;
  const email = `${handle}@example.org`;
  const entrance = new Entrance(page);
  await entrance.signUp({ name: 'Nova', handle, email, password: PASSWORD });
  await expect(page).toHaveURL(/\/welcome/);

  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Sign out here' }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/watchlist');
  await expect(page).toHaveURL(/\/sign-in\?next=/);

  await entrance.signIn(email, PASSWORD);
  await expect(page).toHaveURL(/\/watchlist/);
});

test('a wrong password and an unknown address get the same answer', async ({ page, newPerson }) => {
  const { email } = await newPerson();
  const entrance = new Entrance(page);
  await entrance.signIn(email, 'not that one, surely');
  await expect(entrance.refusal).toBeVisible();
  const words = await entrance.refusal.textContent();
  await page.reload();
  await entrance.signIn('nobody-at-all@example.org', 'not that one, surely');
  await expect(entrance.refusal).toHaveText(words ?? '');
});

test('a taken handle is said while typing, and what was typed stays', async ({ page, viewer }) => {
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill('Second');
  await page.getByLabel('Handle').fill(viewer.handle);
  await expect(page.getByText(`@${viewer.handle} is taken`)).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Second');
});

test('signing out everywhere ends the sessions of other browsers too', async ({ viewer, page }) => {
  await new Entrance(page).signIn(viewer.email, PASSWORD);
  await expect(page.getByRole('button', { name: `Account of ${viewer.name}` })).toBeVisible();
  await viewer.page.goto('/settings/account');
  await viewer.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(viewer.page).toHaveURL(/\/sign-in/);
  await page.goto('/diary');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the demo is one click away', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Look around as a demo person' }).click();
  await expect(page.getByRole('button', { name: 'Account of Maya' })).toBeVisible();
});
