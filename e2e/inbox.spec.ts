import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { InboxPage } from './pages/inbox-page.ts';
import { TitlePage } from './pages/title-page.ts';
import { takePicture } from './pictures.ts';
import { settled } from './settled.ts';

const NOTE = 'Listen to how they talk to each other.';

test('a title goes to a friend with a note, onto the watchlist, is watched, and thanks come back: all of it live', async ({
  newPerson,
  makeFriends,
}) => {
  test.setTimeout(90_000);
  const [ana, ben] = [await newPerson(), await newPerson()];
  await makeFriends(ana, ben);
  const [anas, bens] = [new InboxPage(ana.page), new InboxPage(ben.page)];
  await ben.page.goto('/search');
  await expect(bens.sign(0)).toBeVisible();

  const title = new TitlePage(ana.page);
  await title.open('arrival-2016');
  await anas.send([ben.name], NOTE);
  await expect(bens.sign(1)).toBeVisible();

  await bens.open();
  await expect(bens.waiting).toContainText('Arrival');
  await expect(bens.waiting).toContainText(NOTE);
  await bens.button('Add to watchlist: Arrival').click();
  await expect(bens.waiting).toContainText('Nothing waits for you');
  await expect(bens.sign(0)).toBeVisible();
  await settled(ben.page);
  await ben.page.goto('/watchlist');
  await expect(ben.page.getByRole('main')).toContainText('Arrival');

  await anas.open();
  await expect(anas.sent).toContainText('On their watchlist');
  await expect(anas.button(`Take back: Arrival, sent to ${ben.name}`)).toBeHidden();

  const watching = new TitlePage(ben.page);
  await watching.open('arrival-2016');
  await expect(bens.button(`Say thanks to ${ana.name}: Arrival`)).toBeHidden();
  await watching.button('Watched').click();
  await expect(watching.button('Watched once')).toBeVisible();
  await settled(ben.page);
  await expect(anas.sign(0)).toBeVisible();
  await bens.button(`Say thanks to ${ana.name}: Arrival`).click();
  await expect(ben.page.getByRole('list', { name: 'Sent to you' })).toContainText('You said thanks');

  await expect(anas.news).toContainText(`${ben.name} watched Arrival and says thanks`);
  await expect(anas.sent).toContainText('They watched it and said thanks');
  // Looked at, it is seen: after a reload it is told without counting.
  await settled(ana.page);
  await ana.page.reload();
  await expect(anas.news).toContainText('says thanks');
  await expect(anas.sign(0)).toBeVisible();
});

test('thanks count in the sender’s header until they are seen, and can be taken back', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await makeFriends(ana, ben);
  const [anas, bens] = [new InboxPage(ana.page), new InboxPage(ben.page)];
  const title = new TitlePage(ana.page);
  await title.open('arrival-2016');
  await anas.send([ben.name]);
  const rating = new TitlePage(ben.page);
  await rating.open('arrival-2016');
  await rating.stars('5').check({ force: true });
  await settled(ben.page);
  await bens.open();
  const thanks = bens.button(`Say thanks to ${ana.name}: Arrival`);
  await thanks.click();
  await expect(anas.sign(1)).toBeVisible();
  await bens.undo('say thanks');
  await expect(anas.sign(0)).toBeVisible();
  await expect(thanks).toBeVisible();
});

test('a "no" is silent, can be undone, and the sender can take back what is not accepted', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await makeFriends(ana, ben);
  const [anas, bens] = [new InboxPage(ana.page), new InboxPage(ben.page)];
  const title = new TitlePage(ana.page);
  await title.open('heat-1995');
  await anas.send([ben.name], 'The diner.');
  await anas.open();
  await bens.open();
  const no = bens.button('No, thanks: Heat');
  await no.click();
  await expect(bens.waiting).toContainText('Nothing waits for you');
  await bens.undo('is not told');
  await expect(no).toBeVisible();
  await settled(ben.page);
  await no.click();
  await settled(ben.page);
  await ben.page.reload();
  await expect(bens.waiting).toContainText('Nothing waits for you');

  await ana.page.reload();
  await expect(anas.sent).toContainText('Sent');
  await expect(anas.sent).not.toContainText('watchlist');
  await anas.button(`Take back: Heat, sent to ${ben.name}`).click();
  await expect(anas.sent).toBeHidden();
  await anas.undo('is taken back');
  await expect(anas.sent).toContainText('Heat');
});

test('what was sent by mistake is taken back from the message, and from the friend’s open inbox', async ({
  newPerson,
  makeFriends,
}) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  await makeFriends(ana, ben);
  const [anas, bens] = [new InboxPage(ana.page), new InboxPage(ben.page)];
  await bens.open();
  const title = new TitlePage(ana.page);
  await title.open('heat-1995');
  await anas.send([ben.name]);
  await expect(bens.waiting).toContainText('Heat');
  await anas.undo('is sent to');
  await expect(bens.waiting).toContainText('Nothing waits for you');
});

test('a request to be friends is answered in the inbox too', async ({ newPerson }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  const bens = new InboxPage(ben.page);
  await bens.open();
  await ana.page.goto(`/people/${ben.handle}`);
  await ana.page.getByRole('button', { name: `Ask to be friends: ${ben.name}` }).click();
  await expect(bens.sign(1)).toBeVisible();
  await bens.button(`Accept: ${ana.name}`).click();
  await expect(bens.waiting).toContainText('Nothing waits for you');
  await settled(ben.page);
  await ben.page.goto('/friends');
  await expect(ben.page.getByRole('region', { name: 'Friends', exact: true })).toContainText(ana.name);
});

test('the dialog to send says who has seen it, counts the letters, and axe finds nothing in it', async ({
  newPerson,
  makeFriends,
}) => {
  test.setTimeout(90_000);
  const [ana, ben, cleo] = [await newPerson(), await newPerson(), await newPerson({ shareDiary: 'me' })];
  for (const friend of [ben, cleo]) {
    await makeFriends(ana, friend);
    const title = new TitlePage(friend.page);
    await title.open('heat-1995');
    await title.button('Watched').click();
    await expect(title.button('Watched once')).toBeVisible();
    await settled(friend.page);
  }
  const title = new TitlePage(ana.page);
  await title.open('heat-1995');
  await ana.page.getByRole('main').getByRole('button', { name: 'Send to…' }).click();
  const dialog = ana.page.getByRole('dialog');
  await expect(dialog.getByRole('listitem').filter({ hasText: ben.name })).toContainText('has seen it');
  await expect(dialog.getByRole('listitem').filter({ hasText: cleo.name })).not.toContainText('has seen it');
  await dialog.getByLabel(/A few words/).fill('Hello');
  await expect(dialog).toContainText('275 characters left');
  for (const [size, viewport] of Object.entries(sizes)) {
    await ana.page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await ana.page.emulateMedia({ colorScheme });
      await takePicture(ana.page, `send-${size}-${colorScheme}`);
      await expectAccessible(ana.page);
    }
  }
});

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };
