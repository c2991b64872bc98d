import { awake } from './awake.ts';
import { expect, PASSWORD, test } from './fixtures.ts';
import { Entrance } from './pages/entrance.ts';
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

test('somebody new signs up through an invite link, says yes, and stands in the open circle of whoever sent it', async ({
  newPerson,
  page,
}, { testId }) => {
  const ana = await newPerson();
  const friends = new FriendsPage(ana.page);
  await friends.open();
  const link = await friends.makeLink();
  await expect(friends.links).toContainText(['nobody came yet']);

  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(ana.name);
  await page.getByRole('link', { name: 'Make an account' }).click();
  await expect(page).toHaveURL(/sign-up/);
  const handle = `inv_${testId.slice(-8).replace(/\W/g, '_')}`;
  await new Entrance(page).signUp({
    name: 'Ivy',
    handle,
    email: `${handle}@example.org`,
    password: PASSWORD,
  });
  await expect(page).toHaveURL(link);
  await expect(friends.section('Friends')).toBeHidden();
  await page.getByRole('button', { name: `Be friends with ${ana.name}` }).click();
  await expect(page).toHaveURL(/welcome/);

  await expect(friends.section('Friends')).toContainText('Ivy');
  await expect(friends.links).toContainText(['Ivy came']);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('are friends');

  const late = await newPerson();
  const used = await late.page.goto(link);
  const words = await late.page.getByRole('main').innerText();
  const madeUp = await late.page.goto('/invite/made.up');
  expect(await late.page.getByRole('main').innerText()).toBe(words);
  expect([used?.status(), madeUp?.status()]).toEqual([404, 404]);
  expect(words).not.toContain(ana.name);
});

test('a revoked link opens no more, until that is undone, and one’s own link says so', async ({
  newPerson,
}) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  const friends = new FriendsPage(ana.page);
  await friends.open();
  const link = await friends.makeLink('Several people');
  await ana.page.getByRole('button', { name: /Revoke the link/ }).click();
  await expect(friends.links).toHaveCount(0);
  const undo = ana.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' });
  // The message waits while the pointer is on it.
  await undo.hover();
  await settled(ana.page);
  await ben.page.goto(link);
  await expect(ben.page.getByRole('heading', { level: 1 })).toHaveText(/not open any more/);
  await undo.click();
  await expect(friends.links).toHaveCount(1);
  await settled(ana.page);
  await ben.page.goto(link);
  await expect(ben.page.getByRole('button', { name: `Be friends with ${ana.name}` })).toBeVisible();
  await ana.page.goto(link);
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('This is your own link');
});

test('a request appears on a page that is open, and its answer on the other', async ({ newPerson }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  const [anas, bens] = [new FriendsPage(ana.page), new FriendsPage(ben.page)];
  await bens.open();
  await awake(ben.page);
  await anas.open();
  await anas.find(`@${ben.handle}`);
  await anas.button('Ask to be friends', ben.name).click();
  await expect(bens.button('Accept', ana.name)).toBeVisible();
  await bens.button('Accept', ana.name).click();
  await expect(anas.section('Friends')).toContainText(ben.name);
});

test('whoever was declined sees from when they may ask again', async ({ newPerson }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  const [anas, bens] = [new FriendsPage(ana.page), new FriendsPage(ben.page)];
  await anas.open();
  await anas.find(`@${ben.handle}`);
  await anas.button('Ask to be friends', ben.name).click();
  await settled(ana.page);
  await bens.open();
  await bens.button('Decline', ana.name).click();
  await settled(ben.page);
  await expect(ana.page.getByText(/You can ask again from/)).toBeVisible();
  await ana.page.goto(`/people/${ben.handle}`);
  await expect(ana.page.getByText(/You can ask again from/)).toBeVisible();
});

test('a friend is blocked from a title’s page, is gone at once, and is back when that is undone', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await makeFriends(ana, ben);
  const bens = new TitlePage(ben.page);
  await bens.open('seven-samurai-1954');
  await bens.stars('4').check({ force: true });
  await expect(bens.button(/take it back/)).toBeVisible();
  await settled(ben.page);
  await ana.page.goto('/titles/seven-samurai-1954');
  const said = ana.page.getByRole('region', { name: 'Your friends' });
  await expect(said).toContainText(ben.name);
  await new FriendsPage(ana.page).choose(ben.name, 'Block');
  await expect(ana.page.getByRole('main')).not.toContainText(ben.name);
  await settled(ana.page);
  await ana.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(said).toContainText(ben.name);
});

test('friends in common are named where somebody is found, and on their page', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben, cem] = [await newPerson(), await newPerson(), await newPerson()];
  await makeFriends(ana, cem);
  await makeFriends(ben, cem);
  const friends = new FriendsPage(ana.page);
  await friends.open();
  await friends.find(`@${ben.handle}`);
  await expect(ana.page.getByText(`1 friend in common: ${cem.name}`)).toBeVisible();
  await ana.page.goto(`/people/${ben.handle}`);
  await expect(ana.page.getByText(`1 friend in common: ${cem.name}`)).toBeVisible();
});

test('a friend’s page says how well the two match, what it is made of, and where they part', async ({
  demoPage,
}) => {
  await demoPage.goto('/friends');
  await expect(new FriendsPage(demoPage).section('Friends')).toContainText(/\d+ % match · counts for/);
  await demoPage.goto('/people/sam');
  const match = demoPage.getByRole('region', { name: 'You and Sam' });
  await expect(match).toContainText(/\d+ %/);
  await expect(match).toContainText(/you agree on \d+ of the \d+ titles/);
  await expect(match.getByRole('heading', { name: 'Both of you love' })).toBeVisible();
});
