import type { Page } from '@playwright/test';
import { awake } from './awake.ts';
import { expectAccessible } from './axe.ts';
import { expect, PASSWORD, type Person, test } from './fixtures.ts';
import { instance } from './instance.ts';
import { Entrance } from './pages/entrance.ts';
import { NightPage } from './pages/night-page.ts';
import { takePicture } from './pictures.ts';
import { settled, watchChanges } from './settled.ts';

test.describe.configure({ timeout: 120_000 });

type Friends = { readonly ana: Person; readonly ben: Person };

/** Two friends at a night of Ana's, both with the deck before them. */
async function twoAtTheDeck({ ana, ben }: Friends): Promise<[NightPage, NightPage, string]> {
  const [anas, bens] = [new NightPage(ana.page), new NightPage(ben.page)];
  const nightId = await anas.begin([ben.name]);
  await bens.come(nightId);
  await expect(anas.page.getByRole('list', { name: 'Who is coming' })).toContainText(/Ben.*Is there/s);
  await anas.start();
  await expect(bens.deck).toBeVisible();
  return [anas, bens, nightId];
}

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

async function expectAccessibleInAllVariants(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await takePicture(page, `${name}-${size}-${colorScheme}`);
      await test.step(`${name}, ${size}, ${colorScheme}`, () => expectAccessible(page));
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, 'no sideways scrolling').toBeLessThanOrEqual(0);
    }
  }
}

/** What a tunnel cannot take away. */
async function postersFetched({ page }: NightPage): Promise<number> {
  return page.evaluate(
    () =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.startsWith('/posters/')).length,
  );
}

async function isDrawn({ page }: NightPage): Promise<boolean> {
  return page
    .locator('.deck-top img')
    .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);
}

/** How many answers the server has counted. */
async function answered({ page }: Pick<Person, 'page'>, nightId: string): Promise<number> {
  return (await (await page.request.get(`/api/nights/${nightId}`)).json()).progress.answered;
}

test('friends agree, and see it at the same moment on every screen', async ({ newPerson, makeFriends }) => {
  const [ana, ben, cem] = [
    await newPerson({ displayName: 'Ana' }),
    await newPerson({ displayName: 'Ben' }),
    await newPerson({ displayName: 'Cem' }),
  ];
  await makeFriends(ana, ben);
  await makeFriends(ana, cem);
  const [anas, bens, cems] = [ana, ben, cem].map(({ page }) => new NightPage(page)) as [
    NightPage,
    NightPage,
    NightPage,
  ];
  const nightId = await anas.begin(['Ben', 'Cem']);
  await takePicture(ana.page, 'night-gathering');
  await bens.come(nightId);
  await cems.come(nightId);
  await expect(anas.button('Start with 3 of you')).toBeVisible();
  await anas.start();
  await expect(cems.deck).toBeVisible();
  expect(await bens.card(), 'everybody sees the same first').toBe(await anas.card());

  for (const night of [anas, bens, cems]) {
    await night.say(false);
    if (night === cems) break;
    await night.say(true, 'button');
  }
  const wanted = await cems.card();
  await cems.button('Yes, please').click();
  for (const night of [anas, bens, cems]) {
    await expect(night.page.getByText('All three of you agree').last()).toBeVisible();
    await expect(night.page.locator(`a[href="/titles/${wanted}"]`)).toBeVisible();
    await expect(night.heading).toBeFocused();
  }
  await takePicture(ana.page, 'night-result');

  await anas.diary.click();
  await expect(ana.page.getByText('In your diary').first()).toBeVisible();
  await settled(ana.page);
  await ana.page.goto('/diary');
  await expect(ana.page.locator(`main a[href="/titles/${wanted}"]`).first()).toBeVisible();
});

test('nobody agrees: the last round of three decides', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const [anas, bens] = await twoAtTheDeck({ ana, ben });
  await anas.sayAll((_, place) => place % 2 === 0);
  await expect(anas.waiting).toBeVisible();
  await takePicture(ana.page, 'night-waiting');
  await bens.sayAll((_, place) => place % 2 === 1);
  for (const night of [anas, bens]) await expect(night.lastRound).toBeVisible();
  await takePicture(ana.page, 'night-last-round');
  const finalists = anas.page.getByRole('listitem').getByRole('button');
  await expect(finalists).toHaveCount(3);
  const name = await finalists.nth(1).getAttribute('aria-label');
  for (const night of [anas, bens]) {
    await night.page.getByRole('button', { name: name as string }).click();
    await night.button('This one').click();
  }
  for (const night of [anas, bens]) {
    await expect(night.page.getByText('The last round has decided').last()).toBeVisible();
    await expect(night.heading).toHaveText((name as string).replace(/, \d{4}$/, ''));
  }
});

test('a guest comes by code and by link, votes, and keeps the evening by signing up', async ({
  newPerson,
  browser,
  contextOptions,
}) => {
  const ana = await newPerson({ displayName: 'Ana' });
  const anas = new NightPage(ana.page);
  const nightId = await anas.begin([]);
  const link = await ana.page.locator('[data-qr]').first().getAttribute('data-qr');
  const code = await anas.code();
  expect(link).toMatch(new RegExp(`/join/${code}$`));
  const context = await browser.newContext({ ...contextOptions, baseURL: instance().url });
  watchChanges(context);
  const guest = new NightPage(await context.newPage());

  await guest.page.goto('/join');
  await guest.page.getByLabel('Code').fill('ZZZZZZ');
  await guest.page.getByLabel('Your name').fill('Gus');
  await guest.button('Take a seat').click();
  await expect(guest.page.getByText('No night has this code now')).toBeVisible();

  await guest.comeAsGuest(new URL(link as string).pathname, 'Gus');
  expect(guest.page.url()).toContain(nightId);
  await expect(anas.page.getByRole('list', { name: 'Who is coming' })).toContainText('Gus');
  await anas.start();
  await expect(guest.deck).toBeVisible();
  const wanted = await guest.card();
  await guest.say(true);
  await anas.say(true);
  await expect(guest.page.getByText('You both agree').last()).toBeVisible();
  await takePicture(guest.page, 'night-guest-result');
  await settled(guest.page);

  await guest.page.getByRole('link', { name: 'Keep it' }).click();
  const handle = `gus_${Date.now() % 1_000_000}`;
  await new Entrance(guest.page).signUp({
    name: 'Gus',
    handle,
    email: `${handle}@example.org`,
    password: PASSWORD,
  });
  await expect(guest.page).toHaveURL(/\/welcome/);
  await guest.page.goto('/nights');
  await expect(guest.page.getByRole('region', { name: 'Past nights' })).toContainText('Ana');
  await guest.page.getByRole('button', { name: /^We watched / }).click();
  await settled(guest.page);
  await guest.page.goto('/diary');
  await expect(guest.page.locator(`main a[href="/titles/${wanted}"]`).first()).toBeVisible();
  await context.close();
});

test('an answer can be taken back, and a reload loses nothing', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const [anas, bens] = await twoAtTheDeck({ ana, ben });
  const first = await anas.card();
  await anas.say(true);
  await anas.button('Undo the last answer').click();
  await expect(anas.page.locator(`[data-card="${first}"]`)).toBeVisible();
  await anas.say(false);
  await bens.say(true);
  for (let times = 0; times < 3; times++) await anas.say(false);
  const before = await anas.card();
  await expect(anas.place).toHaveText(/^5 of/);
  await ana.page.reload();
  await expect(anas.place).toHaveText(/^5 of/);
  expect(await anas.card()).toBe(before);
  await awake(ana.page);
  await anas.page.keyboard.press('u');
  await expect(anas.place).toHaveText(/^4 of/);
  await anas.page.keyboard.press('ArrowUp');
  await expect(anas.place).toHaveText(/^3 of/);
});

test('what is said without a network is kept, shown, and counted once when it is back', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const [anas, bens, nightId] = await twoAtTheDeck({ ana, ben });
  await settled(ana.page);
  await expect.poll(() => postersFetched(anas)).toBeGreaterThan(8);
  await ana.page.context().setOffline(true);
  await expect(anas.page.getByText('Reconnecting…').first()).toBeVisible();
  for (const yes of [false, false, true]) await anas.say(yes);
  await expect(anas.place).toHaveText(/^4 of/);
  await expect.poll(() => isDrawn(anas)).toBe(true);
  await takePicture(ana.page, 'night-reconnecting');
  for (const yes of [false, false]) await bens.say(yes);
  await ana.page.context().setOffline(false);
  await expect(anas.page.getByText('Reconnecting…')).toHaveCount(0);
  await expect.poll(() => answered(ben, nightId)).toBe(5);
  await bens.say(true);
  for (const one of [anas, bens]) await expect(one.page.getByText('You both agree').last()).toBeVisible();
});

test('two tabs of one person go on together', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const [anas, bens, nightId] = await twoAtTheDeck({ ana, ben });
  const other = new NightPage(await ana.page.context().newPage());
  await other.open(nightId);
  await anas.say(false);
  await expect(other.place).toHaveText(/^2 of/);
  await other.say(false);
  await expect(anas.place).toHaveText(/^3 of/);
  await expect.poll(() => answered(ben, nightId)).toBe(2);
  await expect(bens.deck).toBeVisible();
});

test('one phone goes round, and nobody sees what another said', async ({ viewer }) => {
  const night = new NightPage(viewer.page);
  await viewer.page.goto('/nights/new');
  await awake(viewer.page);
  await viewer.page.getByLabel('We pass one phone round').check();
  await night.button('Open the doors').click();
  await viewer.page.waitForURL(/\/nights\/[0-9a-f-]{36}$/);
  await viewer.page.getByLabel('Somebody without a phone').fill('Oma');
  await night.button('Add').click();
  await night.button('Start with 2 of you').click();
  await night.button(`I am ${viewer.name}`).click();
  await expect(night.deck).toBeVisible();
  await night.sayAll((_, place) => place === 4);
  await expect(night.heading).toHaveText('Hand the phone to Oma');
  await expect(viewer.page.locator('main')).not.toContainText('You would watch');
  await takePicture(viewer.page, 'night-cover');
  await viewer.page.reload();
  await expect(night.heading).toHaveText('Hand the phone to Oma');
  await awake(viewer.page);
  await night.button('I am Oma').click();
  await night.sayAll((_, place) => place === 4);
  await expect(viewer.page.getByText('You both agree').last()).toBeVisible();
});

test('somebody comes late and somebody leaves, and neither undoes what was said', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben, cem] = [
    await newPerson({ displayName: 'Ana' }),
    await newPerson({ displayName: 'Ben' }),
    await newPerson({ displayName: 'Cem' }),
  ];
  await makeFriends(ana, ben);
  await makeFriends(ana, cem);
  const [anas, bens, nightId] = await twoAtTheDeck({ ana, ben });
  const cems = new NightPage(cem.page);
  for (const night of [anas, bens]) for (let times = 0; times < 2; times++) await night.say(false);
  await settled(ben.page);
  await anas.choose('Let somebody in');
  const code = await anas.code();
  await ana.page.keyboard.press('Escape');
  await cem.page.goto(`/join/${code}`);
  await cems.button('Take a seat').click();
  await cem.page.waitForURL(new RegExp(nightId));
  await awake(cem.page);
  await expect(cems.place).toHaveText(/^1 of/);
  await expect(anas.place).toHaveText(/^3 of/);
  await anas.say(true);
  await bens.say(true);
  await expect(anas.deck, 'Cem has not said anything of it').toBeVisible();
  await cems.choose('I have to go');
  for (const night of [anas, bens]) await expect(night.page.getByText('You both agree').last()).toBeVisible();
});

test('the host takes somebody off the guest list, and takes it back', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const [anas, bens] = [new NightPage(ana.page), new NightPage(ben.page)];
  await bens.come(await anas.begin(['Ben']));
  const guests = ana.page.getByRole('list', { name: 'Who is coming' });
  await expect(guests).toContainText(/Ben.*Is there/s);
  await anas.button('More about Ben').click();
  await ana.page.getByRole('menuitem', { name: 'Take off the guest list' }).click();
  await expect(guests).not.toContainText('Ben');
  await expect(ben.page.getByText('This night is no longer open to you')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Undo' }).click();
  await expect(guests).toContainText(/Ben.*Is there/s);
  await expect(ben.page.getByText('You are in.').first()).toBeVisible();
});

test('the host ends it with what is ahead, or picks', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const [anas, bens] = await twoAtTheDeck({ ana, ben });
  await anas.say(false);
  const ahead = await anas.card();
  await anas.say(true);
  await settled(ana.page);
  await anas.choose('End now and decide');
  await anas.button('Decide now').click();
  for (const night of [anas, bens])
    await expect(night.page.locator(`a[href="/titles/${ahead}"]`)).toBeVisible();
  await expect(bens.page.getByText('Ana has decided').last()).toBeVisible();

  const [again, once] = await twoAtTheDeck({ ana, ben });
  await again.choose('Pick the title yourself');
  const fifth = ana.page.getByRole('dialog').getByRole('listitem').getByRole('button').nth(4);
  const name = ((await fifth.getAttribute('aria-label')) as string).replace(/, \d{4}$/, '');
  await fifth.click();
  for (const night of [again, once]) await expect(night.heading).toHaveText(name);
});

test('a group is saved, starts with one tap, and comes back when it was deleted', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben, cem] = [
    await newPerson({ displayName: 'Ana' }),
    await newPerson({ displayName: 'Ben' }),
    await newPerson({ displayName: 'Cem' }),
  ];
  await makeFriends(ana, ben);
  await makeFriends(ana, cem);
  const { page } = ana;
  const night = new NightPage(page);
  await page.goto('/nights/new');
  await awake(page);
  for (const name of ['Ben', 'Cem']) await page.getByRole('button', { name, pressed: false }).click();
  await night.button('Save these people as a group').click();
  await page.getByLabel('Name of the group').fill('Film club');
  await night.button('Save').click();
  await expect(page.getByText('“Film club” is saved')).toBeVisible();
  await page.goto('/nights');
  await awake(page);
  await takePicture(page, 'nights-home');
  await night.button('More about Film club').click();
  await page.getByRole('menuitem', { name: 'Delete the group' }).click();
  await expect(night.button('Start with Film club')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await night.button('Start with Film club').click();
  await page.waitForURL(/\/nights\/[0-9a-f-]{36}$/);
  for (const name of ['Ben', 'Cem'])
    await expect(page.getByRole('list', { name: 'Who is coming' })).toContainText(name);
});

test('too few titles fit: the wish to let go is named, and one tap lets it go', async ({ viewer }) => {
  const { page } = viewer;
  await page.goto('/nights/new');
  await awake(page);
  const count = page.getByText(/titles? fits?|Nothing fits/);
  await expect(count).toHaveText(/titles fit$/);
  await page.getByRole('button', { name: '7 years' }).click();
  await page.getByText('Languages').click();
  await page.getByRole('button', { name: 'Korean' }).click();
  await expect(count).toHaveText(/too few|Nothing fits/);
  await takePicture(page, 'night-too-few');
  await page.getByRole('button', { name: /^Not “in Korean”: \d+ titles$/ }).click();
  await expect(count).toHaveText(/titles fit$/);
});

test('the keyboard alone carries a night from the first page to the result', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const { page } = ana;
  await page.goto('/nights/new');
  await awake(page);
  await page.getByRole('button', { name: 'Ben' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Ben', pressed: true })).toBeFocused();
  await page.getByRole('button', { name: 'Open the doors' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/nights\/[0-9a-f-]{36}$/);
  const bens = new NightPage(ben.page);
  const nightId = page.url().split('/').at(-1) as string;
  await bens.come(nightId);
  const start = page.getByRole('button', { name: 'Start with 2 of you' });
  await start.focus();
  await page.keyboard.press('Enter');
  const anas = new NightPage(page);
  await expect(anas.deck).toBeVisible();
  await expect(anas.heading).toBeFocused();
  await expect(bens.deck).toBeVisible();
  await anas.say(true);
  await bens.say(true);
  await expect(anas.heading).toBeFocused();
  await anas.diary.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('In your diary').first()).toBeVisible();
});

test('a hand swipes the cards away', async ({ viewer }) => {
  const night = new NightPage(viewer.page);
  await night.begin([]);
  await viewer.page.getByLabel('Somebody without a phone').fill('Oma');
  await night.button('Add').click();
  await night.button('Start with 2 of you').click();
  await night.button(`I am ${viewer.name}`).click();
  await expect(night.deck).toBeVisible();
  const card = viewer.page.locator('.deck-top');
  for (const way of [180, -180]) {
    const before = await night.card();
    const box = (await card.boundingBox()) as { x: number; y: number; width: number; height: number };
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await viewer.page.mouse.move(x, y);
    await viewer.page.mouse.down();
    await viewer.page.mouse.move(x + way / 2, y, { steps: 4 });
    if (way > 0) await takePicture(viewer.page, 'night-swiping');
    await viewer.page.mouse.move(x + way, y, { steps: 4 });
    await viewer.page.mouse.up();
    await expect(viewer.page.locator(`[data-card="${before}"]`)).toHaveCount(0);
  }
  await expect(night.place).toHaveText(/^3 of/);
});

test('axe finds nothing before a night', async ({ viewer }) => {
  const { page } = viewer;
  for (const [name, place] of Object.entries({
    nights: '/nights',
    'nights-new': '/nights/new',
    join: '/join',
  })) {
    await page.goto(place);
    await awake(page);
    await expectAccessibleInAllVariants(page, name);
  }
});

test('axe finds nothing on any screen of a night', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  const [anas, bens] = [new NightPage(ana.page), new NightPage(ben.page)];
  const nightId = await anas.begin(['Ben']);
  await bens.come(nightId);
  await expect(anas.button('Start with 2 of you')).toBeVisible();
  await expectAccessibleInAllVariants(ana.page, 'night-gathering');
  await anas.start();
  await expectAccessibleInAllVariants(ana.page, 'night-deck');
  await expect(bens.deck).toBeVisible();
  await anas.sayAll((_, place) => place % 2 === 0);
  await expectAccessibleInAllVariants(ana.page, 'night-waiting');
  await bens.sayAll((_, place) => place % 2 === 1);
  await expect(anas.lastRound).toBeVisible();
  await expectAccessibleInAllVariants(ana.page, 'night-last-round');
  await anas.choose('Pick the title yourself');
  await ana.page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click();
  await expect(anas.diary).toBeVisible();
  await expectAccessibleInAllVariants(ana.page, 'night-result');
});
