import { expect, PASSWORD, test } from './fixtures.ts';
import { Entrance } from './pages/entrance.ts';
import { FeedPage } from './pages/feed-page.ts';
import { FriendsPage } from './pages/friends-page.ts';
import { TitlePage } from './pages/title-page.ts';
import { settled } from './settled.ts';

test('from sign-up to a feed that knows you, a friend who changes it, and the way out', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(120_000);
  const handle = `nia_${Date.now() % 1_000_000}`;
  const friend = await newPerson({ displayName: 'Sol' });
  const feed = new FeedPage(page);
  const sample = page.locator('[data-sample]');
  const samples = () =>
    sample.evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.sample));

  await test.step('sign up', async () => {
    const person = { name: 'Nia', handle, email: `${handle}@example.org`, password: PASSWORD };
    await new Entrance(page).signUp(person);
    await expect(page).toHaveURL(/\/welcome/);
  });

  await test.step('three picks, and the sample changes with each', async () => {
    await expect(sample).toHaveCount(6);
    let before = await samples();
    for (const place of [1, 6, 11]) {
      await page
        .getByRole('button', { pressed: false })
        .and(page.locator('[aria-pressed]'))
        .nth(place)
        .click();
      await expect.poll(samples).not.toEqual(before);
      before = await samples();
    }
    await page.getByRole('button', { name: /^Continue/ }).click();
    await page.getByRole('button', { name: 'Science fiction' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Take me in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nia');
  });

  await test.step('rate five: the feed changes and they leave it', async () => {
    await feed.open();
    const before = await feed.titles();
    expect(before).toHaveLength(20);
    for (let place = 0; place < 5; place++) await feed.rate(place, place % 2 === 0 ? '5' : '2');
    await settled(page);
    await feed.open();
    const after = await feed.titles();
    expect(after).toHaveLength(20);
    expect(after.filter((title) => before.slice(0, 5).includes(title))).toEqual([]);
    expect(after).not.toEqual(before);
  });

  await test.step('a friend accepts, and brings a title in', async () => {
    const { slateId } = await (await page.request.get('/api/feed')).json();
    const further = await (await page.request.get(`/api/feed?slate=${slateId}&cursor=20`)).json();
    for (const place of [2, 5, 8]) {
      const title = new TitlePage(friend.page);
      await title.open(further.items[place].title.slug);
      await title.button(/^Like/).click();
      await expect(title.button(/^Like/)).toHaveAttribute('aria-pressed', 'true');
      await settled(friend.page);
    }
    const asking = new FriendsPage(page);
    await asking.open();
    await asking.find(friend.handle);
    await asking.button('Ask to be friends', friend.name).click();
    const answering = new FriendsPage(friend.page);
    await answering.open();
    await answering.button('Accept', 'Nia').click();
    await expect(answering.section('Friends')).toContainText('Nia');
    await settled(friend.page);
    await feed.open();
    await expect(feed.list).toContainText('Sol loved it');
  });

  await test.step('why: the friend and the shares', async () => {
    await feed.cards
      .filter({ hasText: 'Sol loved it' })
      .first()
      .getByRole('button', { name: /^Why/ })
      .click();
    await expect(feed.why).toContainText('Sol');
    await expect(feed.why.getByRole('listitem').filter({ hasText: '%' })).not.toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(feed.why).toBeHidden();
  });

  await test.step('opt out: by time only, and no way to a score', async () => {
    await page.goto('/settings');
    await page.getByRole('switch', { name: 'Recommendations for me' }).click();
    await expect(page.getByRole('switch', { name: 'Recommendations for me' })).not.toBeChecked();
    await expect
      .poll(async () => {
        await page.goto('/?feed=for-you');
        return page.url();
      })
      .toContain('/latest');
    await expect(page.getByRole('region', { name: 'Latest' })).toHaveAttribute(
      'data-served-by',
      'chronological',
    );
    const feedAnswer = await (await page.request.get('/api/feed')).json();
    expect(feedAnswer.servedBy).toBe('chronological');
    expect(JSON.stringify(feedAnswer.items)).not.toContain('because-you');
  });
});
