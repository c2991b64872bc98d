import { expect, test } from './fixtures.ts';
import { TitlePage } from './pages/title-page.ts';
import { settled } from './settled.ts';

test('a rating in half stars is kept, changed and taken back', async ({ viewer }) => {
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  await title.stars('4½').check({ force: true });
  await expect(title.button(/take it back/)).toHaveText(/^4½ stars/);
  await settled(viewer.page);
  await viewer.page.reload();
  await expect(title.stars('4½')).toBeChecked();
  await title.button(/take it back/).click();
  await expect(title.library.getByText('Rate it')).toBeVisible();
  await settled(viewer.page);
  await viewer.page.reload();
  await expect(title.library.getByText('Rate it')).toBeVisible();
});

test('watched goes into the diary and leaves the watchlist; undo takes it all back', async ({ viewer }) => {
  const title = new TitlePage(viewer.page);
  await title.open('spirited-away-2001');
  await title.button('Watchlist').click();
  await expect(title.button('On your watchlist')).toHaveAttribute('aria-pressed', 'true');
  await title.button('Watched').click();
  await expect(title.button('Watched once')).toBeVisible();
  await expect(title.button('Watchlist')).toHaveAttribute('aria-pressed', 'false');
  await title.undo('is in your diary, and off your watchlist');
  await expect(title.button('Watched')).toHaveAttribute('aria-pressed', 'false');
  await settled(viewer.page);

  await title.button('Watched').click();
  await expect(title.button('Watched once')).toBeVisible();
  await settled(viewer.page);
  await viewer.page.goto('/diary');
  const entry = viewer.page.getByRole('listitem').filter({ hasText: 'Spirited Away' });
  await expect(entry).toBeVisible();
  await entry.getByRole('button', { name: /^Change Spirited Away/ }).click();
  await viewer.page.getByRole('menuitem', { name: 'Take it out of the diary' }).click();
  await expect(entry).toBeHidden();
  await viewer.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(entry).toBeVisible();
});

test('two tabs that rate the same title agree in the end', async ({ viewer }) => {
  const [one, other] = [new TitlePage(viewer.page), new TitlePage(await viewer.page.context().newPage())];
  await one.open('alien-1979');
  await other.open('alien-1979');
  await one.stars('3').check({ force: true });
  // Both answers would race to the server; the last one to say something is the other tab.
  await settled(one.page);
  await other.stars('5').check({ force: true });
  await settled(other.page);
  await one.page.reload();
  for (const tab of [one, other]) await expect(tab.stars('5')).toBeChecked();
});

test('when the server cannot be reached, the screen goes back and says so', async ({ viewer }) => {
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  await viewer.page.route('**/titles/heat-1995', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await title.button('Like').click();
  await expect(title.messages.getByRole('img', { name: 'Error:' })).toBeVisible();
  await expect(title.button('Like')).toHaveAttribute('aria-pressed', 'false');
});
