import type { Page } from '@playwright/test';
import { inArray, sql } from 'drizzle-orm';
import { database } from '../db/client.ts';
import { titles } from '../db/schema/titles.ts';
import { setLiked } from '../lib/library/like.ts';
import { rateTitle } from '../lib/library/rate.ts';
import type { Explanation } from '../lib/recommender/types.ts';
import { expect, type Person, test } from './fixtures.ts';
import { FeedPage } from './pages/feed-page.ts';
import { TastePage } from './pages/taste-page.ts';
import { TitlePage } from './pages/title-page.ts';
import { settled } from './settled.ts';

type Item = { title: { id: number; name: string; genres: string[] }; explanation: Explanation };

const dark = ['heat-1995', 'the-thing-1982', 'alien-1979', 'collateral-2004'];

async function idsOf(slugs: readonly string[]): Promise<number[]> {
  const rows = await database()
    .select({ id: titles.id, slug: titles.slug })
    .from(titles)
    .where(inArray(titles.slug, [...slugs]));
  return slugs.map((slug) => rows.find((row) => row.slug === slug)!.id);
}

async function love(person: Person, slugs: readonly string[]): Promise<void> {
  for (const id of await idsOf(slugs)) await rateTitle(person.id, id, 5);
}

/**
 * The next slate as the API gives it: the same draw every time, and nothing of it counts as seen. The retry is for a kept
 * connection that the server closes as it is used again.
 */
async function slateOf({ id, page }: Person): Promise<Item[]> {
  const answer = await page.request.get(`/api/recommend/${id}?limit=20&seed=1`, { maxRetries: 2 });
  return ((await answer.json()) as { items: Item[] }).items;
}

const namesTitle = (items: readonly Item[], titleId: number) =>
  items.some(({ explanation }) =>
    explanation.evidence.some((one) => one.kind === 'title' && one.titleId === titleId),
  );

test('a title that is not to be used is named in no reason of the next feed, until it is taken back', async ({
  viewer,
}) => {
  await love(viewer, dark);
  const [heat] = await idsOf(dark);
  expect(namesTitle(await slateOf(viewer), heat!)).toBe(true);
  const feed = new FeedPage(viewer.page);
  await feed.open();
  await feed.cards
    .filter({ hasText: /you (love|rated) Heat/ })
    .first()
    .getByRole('button', { name: /^Why/ })
    .click();
  await feed.why.getByRole('button', { name: 'Don’t use Heat' }).click();
  await expect(feed.why.getByRole('button', { name: 'Use Heat again' })).toBeVisible();
  await settled(viewer.page);
  expect(namesTitle(await slateOf(viewer), heat!)).toBe(false);
  await feed.open();
  await expect(feed.list).not.toContainText(/you (love|rated) Heat/);

  const taste = new TastePage(viewer.page);
  await taste.open();
  await taste.said.getByRole('button', { name: 'Remove Heat, 1995' }).click();
  await settled(viewer.page);
  expect(namesTitle(await slateOf(viewer), heat!)).toBe(true);
  await taste.undo('Heat, 1995 counts again');
  await expect(taste.said.getByRole('button', { name: 'Remove Heat, 1995' })).toBeVisible();
});

test('a reset of taste makes the feed a stranger’s, leaves the diary, and can be taken back', async ({
  viewer,
}) => {
  await love(viewer, dark);
  const title = new TitlePage(viewer.page);
  await title.open('alien-1979');
  await title.button('Watched').click();
  await settled(viewer.page);
  const known = (await slateOf(viewer)).map((item) => item.title.id);
  const taste = new TastePage(viewer.page);
  await taste.open();
  await expect(taste.known).toContainText('You have rated 4 films');
  await taste.startOver.getByRole('button', { name: 'Reset my taste…' }).click();
  await viewer.page.getByRole('dialog').getByRole('button', { name: 'Reset my taste' }).click();
  await expect(taste.startOver).toContainText('You started over');
  await expect(taste.known).toContainText('Nothing yet');
  const stranger = await slateOf(viewer);
  for (const { explanation } of stranger) expect(explanation.reason.kind).not.toBe('because-you');
  for (const id of await idsOf(dark)) expect(namesTitle(stranger, id)).toBe(false);
  await viewer.page.goto('/diary');
  await expect(viewer.page.getByRole('main')).toContainText('Alien');

  await taste.open();
  await taste.startOver.getByRole('button', { name: 'Use my history again' }).click();
  await expect(taste.known).toContainText('You have rated 4 films');
  expect((await slateOf(viewer)).map((item) => item.title.id)).toEqual(known);
});

test('opting out ends at once what is computed, the portrait too, and opting in brings it back', async ({
  viewer,
}) => {
  await love(viewer, dark);
  await viewer.page.goto('/settings');
  const switched = viewer.page.getByRole('switch', { name: 'Recommendations for me' });
  await switched.click();
  await expect(switched).not.toBeChecked();
  await settled(viewer.page);
  const taste = new TastePage(viewer.page);
  await taste.open();
  await expect(taste.known).toContainText('nothing is computed');
  for (const { explanation } of await slateOf(viewer)) expect(explanation.evidence).toEqual([]);
  await viewer.page.goto('/settings');
  await switched.click();
  await expect(switched).toBeChecked();
  await settled(viewer.page);
  const [heat] = await idsOf(dark);
  expect(namesTitle(await slateOf(viewer), heat!)).toBe(true);
});

test('a friend who does not count is in no reason of the next feed, and is again when they count', async ({
  newPerson,
  makeFriends,
}) => {
  const [viewer, friend] = [await newPerson(), await newPerson({ displayName: 'Sol' })];
  await makeFriends(viewer, friend);
  for (const id of await idsOf(['my-neighbor-totoro-1988', 'princess-mononoke-1997', 'spirited-away-2001']))
    await setLiked(friend.id, id, true);
  const named = async () => JSON.stringify((await slateOf(viewer)).map((one) => one.explanation));
  expect(await named()).toContain('Sol');
  const taste = new TastePage(viewer.page);
  await taste.open();
  const influence = taste.friends.getByRole('combobox', { name: /How much Sol counts/ });
  await influence.selectOption('Does not count');
  await expect(viewer.page.getByRole('region', { name: 'Messages' })).toContainText('Sol does not count');
  await settled(viewer.page);
  expect(await named()).not.toContain('Sol');
  await influence.selectOption('Counts as usual');
  await settled(viewer.page);
  expect(await named()).toContain('Sol');
});

test('less of a genre is heard by the next feed, stands under taste, and can be taken back', async ({
  viewer,
}) => {
  await love(viewer, dark);
  const before = await slateOf(viewer);
  const share = (items: readonly Item[]) =>
    items.filter((item) => item.title.genres.includes('science-fiction')).length;
  const title = new TitlePage(viewer.page);
  await title.open('the-thing-1982');
  await title.button(/^More for/).click();
  await viewer.page.getByRole('menuitem', { name: 'Less science fiction' }).click();
  await settled(viewer.page);
  expect(share(await slateOf(viewer))).toBeLessThan(share(before));
  const taste = new TastePage(viewer.page);
  await taste.open();
  await taste.said.getByRole('button', { name: 'Remove Science fiction' }).click();
  await settled(viewer.page);
  expect((await slateOf(viewer)).map((item) => item.title.id)).toEqual(before.map((item) => item.title.id));
});

test('less of somebody’s work is heard by the next feed, and can be taken back', async ({ viewer }) => {
  await love(viewer, dark);
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  await title.button(/^More for/).click();
  await viewer.page.getByRole('menuitem', { name: 'Less by Michael Mann' }).click();
  await settled(viewer.page);
  const adjusted = JSON.stringify((await slateOf(viewer)).map((item) => item.title));
  expect(adjusted).not.toContain('Michael Mann');
  const taste = new TastePage(viewer.page);
  await taste.open();
  await taste.said.getByRole('button', { name: 'Remove Michael Mann' }).click();
  await settled(viewer.page);
  expect(JSON.stringify((await slateOf(viewer)).map((item) => item.title))).toContain('Michael Mann');
});

test('somebody who is followed speaks in the next feed, stands under taste, and can be left again', async ({
  viewer,
}) => {
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  await viewer.page.getByRole('button', { name: 'Follow Michael Mann' }).click();
  await settled(viewer.page);
  const spoken = async () => JSON.stringify((await slateOf(viewer)).map((item) => item.explanation));
  expect(await spoken()).toContain('Michael Mann');
  const taste = new TastePage(viewer.page);
  await taste.open();
  await taste.said.getByRole('button', { name: 'Remove Michael Mann' }).click();
  await settled(viewer.page);
  expect(await spoken()).not.toContain('Michael Mann');
  await taste.undo('You no longer follow Michael Mann');
  await expect(taste.said.getByRole('button', { name: 'Remove Michael Mann' })).toBeVisible();
});

test.describe('following somebody and wanting less by them', () => {
  const parts = (page: Page) => {
    const title = new TitlePage(page);
    const follow = page.getByRole('button', { name: 'Follow Michael Mann' });
    const isFollowed = (on: boolean) => expect(follow).toHaveAttribute('aria-pressed', String(on));
    const wantLess = async () => {
      await title.button(/^More for/).click();
      await page.getByRole('menuitem', { name: 'Less by Michael Mann' }).click();
    };
    return { title, follow, isFollowed, wantLess };
  };

  test('less takes following back, and undo follows again', async ({ viewer }) => {
    const { title, follow, isFollowed, wantLess } = parts(viewer.page);
    await title.open('heat-1995');
    await follow.click();
    await settled(viewer.page);
    await wantLess();
    await isFollowed(false);
    await title.undo('You will see less by Michael Mann');
    await isFollowed(true);
    await settled(viewer.page);
    await title.open('heat-1995');
    await isFollowed(true);
  });

  test('following takes less back, and undo says it again', async ({ viewer }) => {
    const { title, follow, isFollowed, wantLess } = parts(viewer.page);
    await title.open('heat-1995');
    await wantLess();
    await settled(viewer.page);
    await follow.click();
    await isFollowed(true);
    await title.undo('more of their work will come up');
    await isFollowed(false);
    await settled(viewer.page);
    const taste = new TastePage(viewer.page);
    await taste.open();
    await expect(taste.said).toContainText('Michael Mann · Person');
  });
});

test('how far the feed strays from the known is heard by the next feed', async ({ viewer }) => {
  await love(viewer, dark);
  const choose = async (name: string) => {
    await viewer.page.goto('/settings');
    await viewer.page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
    await settled(viewer.page);
    return (await slateOf(viewer)).map((item) => item.title.id);
  };
  const [familiar, surprising] = [await choose('Familiar'), await choose('Surprising')];
  expect(surprising).not.toEqual(familiar);
  expect(await choose('Familiar')).toEqual(familiar);
});

test('recently recommended keeps yesterday’s reason, and says what was made of it', async ({ viewer }) => {
  await viewer.page.goto('/recommended');
  await expect(viewer.page.getByRole('main')).toContainText('Nothing was recommended yet');
  await love(viewer, dark);
  const feed = new FeedPage(viewer.page);
  await feed.open();
  const slate = (await feed.list.getAttribute('data-slate'))!;
  const first = feed.cards.first();
  const reason = (await first.innerText()).split('\n').find((line) => line.startsWith('Because'));
  const name = (await feed.titles())[0]!.replace(/, \d+$/, '');
  const seen = sql`select count(*)::int as seen from slate_items where slate_id = ${slate} and impressed_at is not null`;
  await expect
    .poll(async () => (await database().execute<{ seen: number }>(seen))[0]?.seen, { timeout: 10_000 })
    .toBeGreaterThan(0);
  await database().execute(
    sql`update slate_items set impressed_at = now() - interval '1 day' where slate_id = ${slate} and impressed_at is not null`,
  );
  await feed.rate(0, '4');
  await settled(viewer.page);

  await viewer.page.goto('/recommended');
  const row = viewer.page.getByRole('listitem').filter({ hasText: name }).first();
  await expect(row).toContainText('You gave it 4 stars since');
  if (reason) await expect(row).toContainText(reason);
  await row.getByRole('button', { name: `Why ${name}?` }).click();
  await feed.why
    .getByRole('button', { name: /^Don’t use/ })
    .first()
    .click();
  await expect(feed.why.getByRole('button', { name: /^Use .* again$/ })).toBeVisible();
});

test('only an operator can flag a title, which is still found when searched for, and can take it back', async ({
  viewer,
  newPerson,
}) => {
  const operator = await newPerson({ role: 'operator' });
  const slug = 'nosferatu-1922';
  await viewer.page.goto(`/titles/${slug}`);
  await expect(viewer.page.getByRole('button', { name: 'Flag as harmful' })).toHaveCount(0);
  await operator.page.goto(`/titles/${slug}`);
  await operator.page.getByRole('button', { name: 'Flag as harmful' }).click();
  await expect(operator.page.getByRole('button', { name: 'Take the flag back' })).toBeVisible();
  await settled(operator.page);
  await viewer.page.goto('/search?q=nosferatu');
  await expect(viewer.page.getByRole('link', { name: 'Nosferatu, 1922' })).toBeVisible();
  await operator.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(operator.page.getByRole('button', { name: 'Flag as harmful' })).toBeVisible();
  await settled(operator.page);
});
