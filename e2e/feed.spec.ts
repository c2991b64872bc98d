import { and, eq, isNotNull } from 'drizzle-orm';
import { database } from '../db/client.ts';
import { slateItems } from '../db/schema/log.ts';
import { expect, test } from './fixtures.ts';
import { FeedPage } from './pages/feed-page.ts';
import { settled } from './settled.ts';

type Answer = {
  servedBy: string;
  items: { title: { id: number; name: string }; explanation: { reason: { kind: string } } }[];
};

test('every recommendation has a reason, and Why opens its shares by keyboard', async ({ demoPage }) => {
  const feed = new FeedPage(demoPage);
  await feed.open();
  await expect(feed.list).toHaveAttribute('data-served-by', 'model');
  for (const card of await feed.cards.all())
    await expect(card).toContainText(/Because|loved|Popular|Close to|as you asked|New|Something to try/);
  await feed.cards.first().getByRole('button', { name: /^Why/ }).focus();
  await demoPage.keyboard.press('Enter');
  await expect(feed.why).toBeVisible();
  await expect(feed.why.getByRole('listitem').first()).toContainText('%');
  await demoPage.keyboard.press('Escape');
  await expect(feed.cards.first().getByRole('button', { name: /^Why/ })).toBeFocused();
});

test('more of the slate comes without a double, and new picks make another slate', async ({ demoPage }) => {
  const feed = new FeedPage(demoPage);
  await feed.open();
  await demoPage.getByRole('button', { name: 'Show more' }).click();
  await expect(feed.cards).toHaveCount(40);
  const titles = await feed.titles();
  expect(new Set(titles).size).toBe(40);
  const slate = await feed.list.getAttribute('data-slate');
  await demoPage.getByRole('button', { name: 'New picks' }).click();
  await expect(feed.list).not.toHaveAttribute('data-slate', slate!);
  await expect(feed.cards).toHaveCount(20);
});

test('a watchlist tap answers at once and is still there after a reload', async ({ viewer }) => {
  const feed = new FeedPage(viewer.page);
  await feed.open();
  const [first] = await feed.titles();
  const toggle = feed.card(first!).getByRole('button', { name: /watchlist/ });
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await settled(viewer.page);
  await viewer.page.goto('/watchlist');
  await expect(viewer.page.getByRole('link', { name: first! })).toBeVisible();
});

test('"not interested" leaves the next feed, and undo brings it back', async ({ viewer }) => {
  const feed = new FeedPage(viewer.page);
  await feed.open();
  const [first] = await feed.titles();
  const dismiss = async () => {
    await feed
      .card(first!)
      .getByRole('button', { name: /^More for/ })
      .click();
    await viewer.page.getByRole('menuitem', { name: 'Not interested' }).click();
    await expect(feed.card(first!)).toContainText('Not interested');
  };
  await dismiss();
  await feed
    .card(first!)
    .getByRole('button', { name: /^Show .* again$/ })
    .click();
  await expect(feed.card(first!).getByRole('button', { name: /^Why/ })).toBeVisible();
  await dismiss();
  await expect
    .poll(async () => {
      await feed.open();
      return feed.titles();
    })
    .not.toContain(first);
  expect(await feed.titles()).toHaveLength(20);
});

test('a tap that the server refuses rolls back and says so', async ({ viewer }) => {
  const feed = new FeedPage(viewer.page);
  await feed.open();
  await viewer.page.route('**/*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  const toggle = feed.cards.first().getByRole('button', { name: /watchlist/ });
  await toggle.click();
  await expect(viewer.page.getByRole('region', { name: 'Messages' })).toContainText(/\w/);
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
});

test('three picks and three others lead to visibly different feeds', async ({ newPerson }) => {
  const feedOf = async (slugs: string[]) => {
    const { page } = await newPerson();
    for (const slug of slugs) {
      await page.goto(`/titles/${slug}`);
      const like = page.getByRole('region', { name: 'Your library' }).getByRole('button', { name: /^Like/ });
      await like.click();
      await expect(like).toHaveAttribute('aria-pressed', 'true');
      await settled(page);
    }
    const feed = new FeedPage(page);
    await feed.open();
    return feed.titles();
  };
  const dark = await feedOf(['heat-1995', 'the-thing-1982', 'alien-1979']);
  const light = await feedOf(['clueless-1995', 'notting-hill-1999', 'spirited-away-2001']);
  expect(dark.filter((title) => light.includes(title)).length).toBeLessThan(8);
});

test('Latest shows what a friend did a moment ago, first', async ({ newPerson, makeFriends }) => {
  const [viewer, friend] = [await newPerson(), await newPerson({ displayName: 'Sol' })];
  await makeFriends(viewer, friend);
  await friend.page.goto('/titles/heat-1995');
  const list = friend.page
    .getByRole('region', { name: 'Your library' })
    .getByRole('button', { name: /watchlist/i });
  await list.click();
  await expect(list).toHaveAttribute('aria-pressed', 'true');
  await settled(friend.page);
  await viewer.page.goto('/latest');
  const first = viewer.page.getByRole('region', { name: 'Latest' }).getByRole('article').first();
  await expect(first).toContainText('Sol wants to see it');
  await expect(first.getByRole('link', { name: 'Heat, 1995' })).toBeVisible();
});

test('the API answers its owner by session or token, and nobody else', async ({
  viewer,
  newPerson,
  request,
}) => {
  const place = `/api/recommend/${viewer.id}`;
  expect((await request.get(place)).status()).toBe(401);
  expect((await request.get(place, { headers: { authorization: 'Bearer nonsense' } })).status()).toBe(401);
  const other = await newPerson();
  expect((await other.page.request.get(place)).status()).toBe(403);
  const own = await viewer.page.request.get(`${place}?limit=7&seed=1`);
  const answer = (await own.json()) as Answer;
  expect(answer.servedBy).toBe('model');
  expect(answer.items).toHaveLength(7);
  const again = (await (await viewer.page.request.get(`${place}?limit=7&seed=1`)).json()) as Answer;
  expect(again.items.map(({ title }) => title.id)).toEqual(answer.items.map(({ title }) => title.id));
  expect((await viewer.page.request.get(`${place}?limit=21`)).status()).toBe(400);

  await viewer.page.goto('/settings/tokens');
  await viewer.page.getByLabel('What is it for?').fill('script');
  await viewer.page.getByRole('button', { name: 'Make a token' }).click();
  const token = await viewer.page.getByRole('status').locator('code').textContent();
  const byToken = await request.get(place, { headers: { authorization: `Bearer ${token}` } });
  expect(byToken.status()).toBe(200);
  expect(((await byToken.json()) as Answer).items).toHaveLength(20);
});

test('what was on the screen is reported once, what was not is not', async ({ viewer }) => {
  const feed = new FeedPage(viewer.page);
  await feed.open();
  const slate = (await feed.list.getAttribute('data-slate'))!;
  const seen = async () => {
    const rows = await database()
      .select({ position: slateItems.position })
      .from(slateItems)
      .where(and(eq(slateItems.slateId, slate), isNotNull(slateItems.impressedAt)));
    return rows.map(({ position }) => position).sort((a, b) => a - b);
  };
  await expect.poll(seen, { timeout: 10_000 }).toContain(0);
  expect(await seen()).not.toContain(19);
  await feed.cards.last().scrollIntoViewIfNeeded();
  await expect.poll(seen, { timeout: 10_000 }).toContain(19);
});
