import { awake } from './awake.ts';
import { expectAccessible } from './axe.ts';
import { expect, type Person, test } from './fixtures.ts';
import { ListPage } from './pages/list-page.ts';
import { TitlePage } from './pages/title-page.ts';
import { takePicture } from './pictures.ts';
import { settled } from './settled.ts';

test.describe.configure({ timeout: 180_000 });

/** A list of Ana's that Ben has joined, open in both browsers. */
async function openTogether(ana: Person, ben: Person): Promise<readonly [ListPage, ListPage]> {
  const [anas, bens] = [new ListPage(ana.page), new ListPage(ben.page)];
  await anas.make('Rainy days');
  await anas.invite(ben.handle);
  await bens.join('Rainy days');
  return [anas, bens];
}

test('what one adds, votes on, writes, moves and takes off appears in the other’s open browser', async ({
  newPerson,
}) => {
  const [ana, ben] = [
    await newPerson({ displayName: 'Ana Lind' }),
    await newPerson({ displayName: 'Ben Okri' }),
  ];
  const [anas, bens] = await openTogether(ana, ben);

  await test.step('who is here', async () => {
    await expect(ana.page.getByText('Here now: Ben Okri')).toBeVisible();
    await expect(ben.page.getByText('Here now: Ana Lind')).toBeVisible();
  });

  await test.step('adding, from both sides', async () => {
    await anas.add('Stalker');
    await bens.add('Spirited Away');
    await anas.add('Heat');
    for (const list of [anas, bens])
      await expect.poll(() => list.names()).toEqual(['Stalker', 'Spirited Away', 'Heat']);
    await expect(bens.row('Stalker')).toContainText('added by Ana Lind');
  });

  await test.step('votes and notes', async () => {
    await bens.vote('Heat').click();
    await anas.vote('Heat').click();
    for (const list of [anas, bens]) {
      await expect(list.vote('Heat')).toHaveText('2');
      await expect(list.vote('Heat')).toHaveAttribute('aria-pressed', 'true');
    }
    await bens.write('Stalker', 'When it rains all day');
    await expect(anas.row('Stalker')).toContainText('When it rains all day');
    await expect(anas.row('Stalker')).toContainText('Ben Okri');
  });

  await test.step('moving by keyboard, by menu and by dragging', async () => {
    await bens.handle('Heat').focus();
    await ben.page.keyboard.press('Space');
    await expect(ben.page.getByText('Heat is lifted, at place 3 of 3.')).toBeAttached();
    await ben.page.keyboard.press('ArrowUp');
    await expect(ben.page.getByText('Heat is over place 2 of 3.')).toBeAttached();
    await ben.page.keyboard.press('Space');
    await expect.poll(() => anas.names()).toEqual(['Stalker', 'Heat', 'Spirited Away']);
    await anas.choose('Spirited Away', 'To the top');
    await expect.poll(() => bens.names()).toEqual(['Spirited Away', 'Stalker', 'Heat']);
    const [from, to] = [
      await anas.handle('Heat').boundingBox(),
      await anas.row('Spirited Away').boundingBox(),
    ];
    await ana.page.mouse.move(from!.x + 10, from!.y + from!.height / 2);
    await ana.page.mouse.down();
    await ana.page.mouse.move(from!.x + 10, from!.y - 10, { steps: 4 });
    await ana.page.mouse.move(from!.x + 10, to!.y + 10, { steps: 8 });
    await ana.page.mouse.up();
    for (const list of [anas, bens])
      await expect.poll(() => list.names()).toEqual(['Heat', 'Spirited Away', 'Stalker']);
  });

  await test.step('sorting by votes is a way of looking, and changes nothing', async () => {
    await settled(ana.page);
    await bens.choose('Stalker', 'To the top');
    await expect.poll(() => anas.names()).toEqual(['Stalker', 'Heat', 'Spirited Away']);
    await ana.page.getByRole('button', { name: 'Sort by votes' }).click();
    await expect.poll(() => anas.names()).toEqual(['Heat', 'Stalker', 'Spirited Away']);
    expect(await bens.names()).toEqual(['Stalker', 'Heat', 'Spirited Away']);
    await ana.page.getByRole('button', { name: 'Sort by votes' }).click();
  });

  await test.step('taking off, and taking that back, with all that was said', async () => {
    await bens.choose('Stalker', 'Take it off the list');
    await expect(anas.row('Stalker')).toBeHidden();
    await bens.undo('Stalker is off the list.');
    await expect(anas.row('Stalker')).toContainText('When it rains all day');
    await expect.poll(() => anas.names()).toEqual(['Stalker', 'Heat', 'Spirited Away']);
  });

  await test.step('the activity tells it all', async () => {
    await ana.page.getByRole('button', { name: 'Activity' }).click();
    await expect(anas.dialog).toContainText('Ben Okri put Stalker back');
    await expect(anas.dialog).toContainText('You added Heat');
    await expectAccessible(ana.page);
    await takePicture(ana.page, 'list-activity');
  });
});

test('a browser that lost its connection catches up, without a gap or a double', async ({ newPerson }) => {
  const [ana, ben] = [await newPerson(), await newPerson()];
  const [anas, bens] = await openTogether(ana, ben);
  await anas.add('Stalker');
  await expect(bens.row('Stalker')).toBeVisible();
  await ben.page.context().setOffline(true);
  await expect(ben.page.getByText('Reconnecting…')).toBeVisible();
  await anas.add('Heat');
  await anas.vote('Stalker').click();
  await anas.add('Spirited Away');
  await settled(ana.page);
  expect(await bens.names()).toEqual(['Stalker']);
  await ben.page.context().setOffline(false);
  await expect.poll(() => bens.names()).toEqual(['Stalker', 'Heat', 'Spirited Away']);
  await expect(bens.vote('Stalker')).toHaveText('1');
  await expect(ben.page.getByText('Reconnecting…')).toBeHidden();
  await bens.vote('Heat').click();
  await expect(anas.vote('Heat')).toHaveText('1');
});

test('two who rename at once are shown both names', async ({ newPerson }) => {
  const [ana, ben] = [await newPerson(), await newPerson({ displayName: 'Ben Okri' })];
  const [anas, bens] = await openTogether(ana, ben);
  const rename = async (list: ListPage, name: string) => {
    await list.page.getByRole('button', { name: 'More for this list' }).click();
    await list.page.getByRole('menuitem', { name: 'Name and description…' }).click();
    await list.dialog.getByLabel('Name', { exact: true }).fill(name);
  };
  await rename(anas, 'Sundays');
  await rename(bens, 'Fridays');
  await bens.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(anas.heading('Fridays')).toBeAttached();
  await anas.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(anas.dialog.getByRole('alert')).toContainText('Ben Okri was faster. It is now Fridays');
  await expect(anas.dialog.getByLabel('Name', { exact: true })).toHaveValue('Sundays');
  await anas.dialog.getByRole('button', { name: 'Use what I wrote' }).click();
  await expect(bens.heading('Sundays')).toBeVisible();
});

test('a link lets a newcomer in as what it says, and nobody once it is revoked', async ({
  newPerson,
  page,
}) => {
  const [ana, cem] = [
    await newPerson({ displayName: 'Ana Lind' }),
    await newPerson({ displayName: 'Cem Aydin' }),
  ];
  const anas = new ListPage(ana.page);
  await anas.make('Open house');
  await anas.add('Stalker');
  await anas.people();
  await anas.dialog.getByLabel('What whoever opens it may do').selectOption('viewer');
  await anas.dialog.getByRole('button', { name: 'Make a link' }).click();
  const address = await anas.dialog.getByLabel('Address of the link').inputValue();
  await expectAccessible(ana.page);

  await test.step('signed out: what it is, and the way in', async () => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: 'Open house' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Ana Lind invites you');
    await expect(page.getByRole('main')).not.toContainText('Stalker');
    await expect(page.getByRole('link', { name: 'Make an account' })).toHaveAttribute(
      'href',
      /next=%2Flists%2Fjoin/,
    );
    await expectAccessible(page);
  });

  await test.step('signed in: a tap joins, to see and vote', async () => {
    await cem.page.goto(address);
    await awake(cem.page);
    await cem.page.getByRole('button', { name: 'Join the list' }).click();
    const cems = new ListPage(cem.page);
    await expect(cems.heading('Open house')).toBeVisible();
    await expect(cem.page.getByText('You see this list and vote on it.')).toBeVisible();
    await expect(cem.page.getByRole('combobox', { name: 'Add a title' })).toBeHidden();
    await expect(cems.titles.getByRole('button', { name: 'Change Stalker' })).toBeHidden();
    await cems.vote('Stalker', 'against').click();
    await expect(anas.vote('Stalker', 'against')).toHaveText('1');
    await expect(anas.dialog).toContainText('Cem Aydin');
  });

  await test.step('a role that grows shows at once, and so does the end', async () => {
    await anas.dialog.getByLabel('What Cem Aydin may do').selectOption('editor');
    const cems = new ListPage(cem.page);
    await expect(cems.handle('Stalker')).toBeVisible();
    await anas.dialog.getByRole('button', { name: 'More about Cem Aydin' }).click();
    await ana.page.getByRole('menuitem', { name: 'Remove from the list' }).click();
    await expect(cem.page.getByText('This list is no longer yours to see')).toBeVisible();
  });

  await test.step('revoked', async () => {
    await anas.dialog.getByRole('button', { name: 'Revoke' }).click();
    await settled(ana.page);
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: /opens nothing any more/ })).toBeVisible();
  });
});

test('a stranger sees nothing of a list, as if there were none', async ({ newPerson }) => {
  const [ana, stranger] = [await newPerson(), await newPerson()];
  const anas = new ListPage(ana.page);
  await anas.make('Ours alone');
  const address = new URL(ana.page.url()).pathname;
  const unknown = await stranger.page.goto('/lists/00000000-0000-4000-8000-000000000000');
  const words = await stranger.page.getByRole('main').innerText();
  const answer = await stranger.page.goto(address);
  expect(answer?.status()).toBe(unknown?.status());
  expect(await stranger.page.getByRole('main').innerText()).toBe(words);
  expect((await stranger.page.request.get(`/api${address}`)).status()).toBe(404);
  expect((await stranger.page.request.get(`/api/streams?topic=list:${address.split('/')[2]}`)).status()).toBe(
    404,
  );
});

test('a title goes on a list from its own page and from its card, and comes off again', async ({
  viewer,
}) => {
  const list = new ListPage(viewer.page);
  await list.make('Next visit');
  const address = viewer.page.url();
  const title = new TitlePage(viewer.page);
  await title.open('heat-1995');
  const chip = viewer.page.getByRole('button', { name: 'Heat on Next visit' });
  await chip.click();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await settled(viewer.page);

  await viewer.page.goto('/search?q=spirited+away');
  await awake(viewer.page);
  const more = viewer.page.getByRole('button', { name: 'More for Spirited Away' }).first();
  await more.click();
  await viewer.page.getByRole('menuitem', { name: 'Add to Next visit' }).click();
  await expect(list.messages).toContainText('Spirited Away is on Next visit.');
  await more.click();
  await viewer.page.getByRole('menuitem', { name: 'Add to a list…' }).click();
  await expect(list.dialog.getByRole('checkbox', { name: 'Next visit' })).toBeChecked();
  await list.dialog.getByLabel('Or begin a new list').fill('Second list');
  await list.dialog.getByRole('button', { name: 'Begin' }).click();
  await expect(list.dialog.getByRole('checkbox', { name: 'Second list' })).toBeChecked();
  await expectAccessible(viewer.page);
  await viewer.page.keyboard.press('Escape');
  await settled(viewer.page);
  await list.open(address);
  await expect.poll(() => list.names()).toEqual(['Heat', 'Spirited Away']);

  await title.open('heat-1995');
  await chip.click();
  await list.undo('Heat is off Next visit.');
  await list.open(address);
  await expect.poll(() => list.names()).toEqual(['Heat', 'Spirited Away']);
});

test('an archived list is only read, and a deleted one comes back when that is undone', async ({
  viewer,
}) => {
  const list = new ListPage(viewer.page);
  await list.make('For later');
  await list.add('Stalker');
  const more = viewer.page.getByRole('button', { name: 'More for this list' });
  await more.click();
  await viewer.page.getByRole('menuitem', { name: 'Archive it' }).click();
  await expect(viewer.page.getByText('This list is archived: it is here to be read.')).toBeVisible();
  await expect(list.vote('Stalker')).toBeDisabled();
  await settled(viewer.page);
  await viewer.page.goto('/lists');
  await viewer.page.getByText('Archived lists (1)').click();
  await viewer.page.getByRole('link', { name: /For later/ }).click();
  await more.click();
  await viewer.page.getByRole('menuitem', { name: 'Bring it back from the archive' }).click();
  await expect(list.handle('Stalker')).toBeVisible();
  await settled(viewer.page);
  await more.click();
  await viewer.page.getByRole('menuitem', { name: 'Delete it for everybody' }).click();
  await expect(viewer.page.getByRole('heading', { name: 'No lists yet' })).toBeVisible();
  await list.undo('For later is deleted for everybody.');
  await expect(list.heading('For later')).toBeVisible();
  await expect(list.row('Stalker')).toBeVisible();
});
