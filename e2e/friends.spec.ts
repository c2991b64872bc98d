import { expect, test } from './fixtures.ts';
import { FriendsPage } from './pages/friends-page.ts';
import { TitlePage } from './pages/title-page.ts';
import { settled } from './settled.ts';

test('asking, accepting and seeing each other’s ratings', async ({ newPerson }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  const [anas, bens] = [new FriendsPage(ana.page), new FriendsPage(ben.page)];
  await anas.open();
  await anas.find(`@${ben.handle}`);
  await anas.button('Ask to be friends', ben.name).click();
  await expect(anas.button('Take back request', ben.name)).toBeVisible();
  await settled(ana.page);

  await bens.open();
  await bens.button('Accept', ana.name).click();
  await expect(bens.section('Friends')).toContainText(ana.name);
  await settled(ben.page);

  const title = new TitlePage(ben.page);
  await title.open('seven-samurai-1954');
  await title.stars('5').check({ force: true });
  await expect(title.button(/take it back/)).toBeVisible();
  await settled(ben.page);
  await ana.page.goto('/titles/seven-samurai-1954');
  await expect(ana.page.getByRole('main')).toContainText(ben.name);
});

test('declining is silent, and removing a friend can be undone', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await makeFriends(ana, ben);
  const friends = new FriendsPage(ana.page);
  await friends.open();
  await friends.choose(ben.name, 'Remove friend');
  await expect(friends.section('Friends')).toBeHidden();
  await ana.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(friends.section('Friends')).toContainText(ben.name);
});

test('a blocked person sees nothing and learns nothing', async ({ newPerson, makeFriends }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await makeFriends(ana, ben);
  const title = new TitlePage(ana.page);
  await title.open('seven-samurai-1954');
  await title.stars('4').check({ force: true });
  await expect(title.button(/take it back/)).toBeVisible();
  await settled(ana.page);

  const anas = new FriendsPage(ana.page);
  await anas.open();
  await anas.choose(ben.name, 'Block');
  await expect(ana.page.getByText('Blocked people (1)')).toBeVisible();
  await settled(ana.page);

  const unknown = await ben.page.goto('/people/nobody_has_this');
  const blocked = await ben.page.goto(`/people/${ana.handle}`);
  expect(blocked?.status()).toBe(unknown?.status());
  await expect(ben.page.getByRole('main')).not.toContainText(ana.name);
  const bens = new FriendsPage(ben.page);
  await bens.open();
  await expect(bens.section('Friends')).toBeHidden();
  await bens.find(ana.handle);
  await expect(ben.page.getByText(/Nobody here goes by/)).toBeVisible();
  await ben.page.goto('/titles/seven-samurai-1954');
  await expect(ben.page.getByRole('main')).not.toContainText(ana.name);
});
