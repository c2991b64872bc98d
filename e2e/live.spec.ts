import type { Page } from '@playwright/test';
import { befriend } from '../db/testing/factories.ts';
import { expect, type Person, test } from './fixtures.ts';
import { InboxPage } from './pages/inbox-page.ts';
import { TitlePage } from './pages/title-page.ts';

/** Streams of this browser that are open now, as the browser counts them. */
async function watchStreams(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const open = new Set<EventSource>();
    const Original = window.EventSource;
    window.EventSource = class extends Original {
      constructor(url: string | URL) {
        super(url);
        open.add(this);
      }
      override close() {
        super.close();
        open.delete(this);
      }
    };
    Object.assign(window, { streams: open });
  });
  return () => page.evaluate(() => (window as unknown as { streams: Set<unknown> }).streams.size);
}

/** A headless browser shows every page; this one says that nobody looks. */
async function look(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}

async function send(from: Person, to: Person, slug: string): Promise<void> {
  await new TitlePage(from.page).open(slug);
  await new InboxPage(from.page).send([to.name]);
}

test('what came while the connection was lost is there when it is back', async ({ newPerson }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await befriend(ana, ben);
  const bens = new InboxPage(ben.page);
  await bens.open();
  await ben.page.context().setOffline(true);
  await send(ana, ben, 'heat-1995');
  await expect(bens.sign(0)).toBeVisible();
  await ben.page.context().setOffline(false);
  await expect(bens.sign(1)).toBeVisible();
  await expect(bens.waiting).toContainText('Heat');
});

test('a tab that nobody looks at gives its stream to the next one, and catches up when somebody looks', async ({
  newPerson,
}) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await befriend(ana, ben);
  const first = new InboxPage(ben.page);
  const streams = await watchStreams(ben.page);
  await first.open();
  await expect.poll(streams).toBe(1);
  await look(ben.page, false);

  const second = new InboxPage(await ben.page.context().newPage());
  const secondStreams = await watchStreams(second.page);
  await second.open();
  await expect.poll(secondStreams).toBe(1);
  await expect.poll(streams).toBe(0);

  await send(ana, ben, 'heat-1995');
  await expect(second.waiting).toContainText('Heat');
  await expect(first.waiting).not.toContainText('Heat');
  await look(first.page, true);
  await expect(first.waiting).toContainText('Heat');
  await expect(first.sign(1)).toBeVisible();
});

test('eight tabs opened in a row leave connections for everything else', async ({ newPerson }) => {
  test.setTimeout(90_000);
  const ben = await newPerson();
  for (let tab = 0; tab < 8; tab++) {
    const page = tab === 0 ? ben.page : await ben.page.context().newPage();
    await page.goto('/inbox');
    await expect(page.getByRole('region', { name: 'Waiting for you' })).toBeVisible();
    await look(page, false);
  }
  const last = await ben.page.context().newPage();
  await last.goto('/search');
  await expect(new InboxPage(last).sign(0)).toBeVisible();
  const answered = await last.evaluate(async () => (await fetch('/api/inbox/count')).status);
  expect(answered).toBe(200);
});

test('signing out in one tab ends what the others show', async ({ newPerson }) => {
  const ben = await newPerson();
  await ben.page.goto('/search');
  const other = await ben.page.context().newPage();
  await other.goto('/inbox');
  await expect(other.getByRole('region', { name: 'Waiting for you' })).toBeVisible();
  await ben.page.getByRole('button', { name: `Account of ${ben.name}` }).click();
  await ben.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/\/sign-in\?next=%2Finbox/);
});
