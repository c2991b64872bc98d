import { expect, type Person, test } from './fixtures.ts';
import { FeedPage } from './pages/feed-page.ts';
import { TitlePage } from './pages/title-page.ts';
import { takePicture } from './pictures.ts';
import { settled } from './settled.ts';

type Item = {
  title: { id: number; slug: string; name: string; makers: string[] };
  explanation: {
    reason: { kind: string; value?: string };
    evidence: { kind: string; titleId?: number; value?: string }[];
  };
};

/** A new slate on each call, with everything that its reasons rest on. */
async function recommendedTo({ id, page }: Person): Promise<Item[]> {
  const answer = await page.request.get(`/api/recommend/${id}?limit=20&seed=7`);
  return (await answer.json()).items;
}

test('following a director brings up their work and says why; no longer following takes it back', async ({
  viewer,
}) => {
  const title = new TitlePage(viewer.page);
  const follow = viewer.page.getByRole('button', { name: 'Follow Michael Mann' });
  const theirs = async () =>
    (await recommendedTo(viewer)).filter(({ title }) => title.makers.includes('Michael Mann'));
  const before = (await theirs()).length;

  await title.open('heat-1995');
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await follow.click();
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await settled(viewer.page);
  await takePicture(viewer.page, 'title-followed');
  await expect.poll(async () => (await theirs()).length).toBeGreaterThan(before);
  const because = (await theirs()).flatMap(({ explanation }) => explanation.evidence);
  expect(because).toContainEqual(expect.objectContaining({ kind: 'choice', value: 'Michael Mann' }));

  await title.undo('You follow Michael Mann');
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await settled(viewer.page);
  await viewer.page.reload();
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  expect((await theirs()).length).toBe(before);
});

test('what somebody else watched stays in the diary, out of the feed, and out of the taste', async ({
  viewer,
}) => {
  const title = new TitlePage(viewer.page);
  const spokenFor = async (slug: string) => {
    const { id } = await idOf(viewer, slug);
    const items = await recommendedTo(viewer);
    expect(items.map((item) => item.title.id)).not.toContain(id);
    return items.filter((item) => item.explanation.evidence.some(({ titleId }) => titleId === id)).length;
  };
  await title.open('alien-1979');
  await title.button('Watched').click();
  await expect(title.button('Watched once')).toBeVisible();
  await settled(viewer.page);
  expect(await spokenFor('alien-1979')).toBeGreaterThan(0);

  await title.library.getByRole('button', { name: /^Change the viewing/ }).click();
  await takePicture(viewer.page, 'viewing-menu');
  await viewer.page.getByRole('menuitem', { name: 'Somebody else watched this' }).click();
  await expect(title.library.getByText(/by somebody else/)).toBeVisible();
  await settled(viewer.page);
  expect(await spokenFor('alien-1979')).toBe(0);
  await viewer.page.goto('/diary');
  const entry = viewer.page.getByRole('listitem').filter({ hasText: 'Alien' });
  const theirs = entry.getByText('Somebody else', { exact: true });
  await expect(theirs).toBeVisible();

  await entry.getByRole('button', { name: /^Change Alien/ }).click();
  await viewer.page.getByRole('menuitem', { name: 'I watched this myself' }).click();
  await expect(theirs).toBeHidden();
  await settled(viewer.page);
  expect(await spokenFor('alien-1979')).toBeGreaterThan(0);
});

test('a new viewing can be somebody else’s from the start', async ({ viewer }) => {
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  await title.button('Watchlist').click();
  await title.button('More for Heat').click();
  await viewer.page.getByRole('menuitem', { name: 'Watched on another day…' }).click();
  const dialog = viewer.page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /Somebody else watched this/ }).check();
  await takePicture(viewer.page, 'watch-dialog');
  await dialog.getByRole('button', { name: 'Save to the diary' }).click();
  await expect(title.library.getByText(/by somebody else/)).toBeVisible();
  await settled(viewer.page);
  await viewer.page.reload();
  await expect(title.library.getByText(/by somebody else/)).toBeVisible();
  await expect(title.button('On your watchlist')).toBeVisible();
});

test('a media server with a token fills the diary, and what was played leaves the feed', async ({
  viewer,
  request,
}) => {
  const feed = new FeedPage(viewer.page);
  await feed.open();
  const [first] = await recommendedTo(viewer);
  const { slug, name } = first!.title;

  await viewer.page.goto('/settings/tokens');
  await viewer.page.getByLabel('What is it for?').fill('Media server');
  await viewer.page.getByRole('button', { name: 'Make a token' }).click();
  const token = await viewer.page.getByRole('status').locator('code').innerText();
  await takePicture(viewer.page, 'tokens');
  const events = [
    {
      id: 'a',
      type: 'playback.stopped',
      position: 60,
      duration: 6000,
      slug,
      at: '2026-01-10T20:00:00+01:00',
    },
    { id: 'b', type: 'playback.finished', slug, at: '2026-01-10T22:00:00+01:00' },
    { id: 'c', type: 'playback.finished', name: 'No Such Title', year: 1900, at: '2026-01-10T22:00:00Z' },
  ];
  const send = async () =>
    (
      await request.post('/api/events', { headers: { authorization: `Bearer ${token}` }, data: { events } })
    ).json();
  expect(await send()).toMatchObject({ accepted: 2, repeated: 0, refused: [{ index: 2, field: 'name' }] });
  expect(await send()).toMatchObject({ accepted: 0, repeated: 2 });

  await feed.open();
  expect((await feed.titles()).filter((label) => label.startsWith(`${name}, `))).toEqual([]);
  expect((await recommendedTo(viewer)).map((item) => item.title.slug)).not.toContain(slug);
  await viewer.page.goto('/diary');
  await expect(viewer.page.getByRole('region', { name: 'January 2026' })).toContainText(name);
});

async function idOf({ page }: Person, slug: string): Promise<{ id: number }> {
  const name = slug.replace(/-\d+$/, '').replaceAll('-', ' ');
  const found = await (await page.request.get(`/api/search?q=${name}`)).json();
  return found.titles.find((title: { slug: string }) => title.slug === slug);
}
