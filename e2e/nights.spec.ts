import { expectAccessible } from './axe.ts';
import { expect, type Person, test } from './fixtures.ts';
import { NightPage } from './pages/night-page.ts';
import { takePicture } from './pictures.ts';
import { settled } from './settled.ts';

test.describe.configure({ timeout: 90_000 });

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

test('axe finds nothing on any screen of a night', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson({ displayName: 'Ana' }), await newPerson({ displayName: 'Ben' })];
  await makeFriends(ana, ben);
  await ana.page.setViewportSize({ width: 390, height: 844 });
  await ana.page.goto('/nights');
  await expectAccessible(ana.page);
  await ana.page.goto('/nights/new');
  await expectAccessible(ana.page);
  const [anas] = await twoAtTheDeck({ ana, ben });
  await expectAccessible(anas.page);
});
