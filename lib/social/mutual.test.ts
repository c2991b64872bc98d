import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { statementsOf } from '../../db/testing/statements.ts';
import { blockPerson } from './blocks.ts';
import { readFriendsBoard } from './board.ts';
import { findPeople } from './find-people.ts';
import { requestFriendship } from './friendships.ts';
import { readMutual } from './mutual.ts';

beforeAll(createTestDatabase);

type User = Awaited<ReturnType<typeof makeUser>>;
let viewer: User;
let person: User;
let ben: User;
let cem: User;

beforeEach(async () => {
  [viewer, person] = [await makeUser(), await makeUser()];
  ben = await makeUser({ displayName: 'Ben' });
  cem = await makeUser({ displayName: 'Cem' });
  for (const one of [cem, ben]) {
    await befriend(viewer, one);
    await befriend(one, person);
  }
});

const hideFriends = ({ id }: User) =>
  database().update(users).set({ shareFriends: 'me' }).where(eq(users.id, id));

const namesFor = async (who: User, about: User) => {
  const mutual = (await readMutual(who.id, [about.id])).get(about.id);
  return mutual ? [mutual.count, mutual.people.map(({ name }) => name)] : null;
};

test('friends in common are named in order, in search and beside a request', async () => {
  await befriend(viewer, await makeUser());
  await befriend(person, await makeUser());
  expect(await namesFor(viewer, person)).toEqual([2, ['Ben', 'Cem']]);
  expect(await findPeople(viewer.id, person.handle)).toMatchObject([{ id: person.id, mutual: { count: 2 } }]);
  await requestFriendship(person.id, viewer.handle);
  expect((await readFriendsBoard(viewer.id)).incoming).toMatchObject([{ mutual: { count: 2 } }]);
});

test('more than are named are counted', async () => {
  for (const name of ['Ada', 'Dia']) {
    const one = await makeUser({ displayName: name });
    await befriend(viewer, one);
    await befriend(one, person);
  }
  expect(await namesFor(viewer, person)).toEqual([4, ['Ada', 'Ben', 'Cem']]);
});

test('a friend who shows friends to nobody is neither named nor counted', async () => {
  await hideFriends(ben);
  expect(await namesFor(viewer, person)).toEqual([1, ['Cem']]);
});

test('nobody is told about somebody who shows their friends to nobody', async () => {
  await hideFriends(person);
  expect(await namesFor(viewer, person)).toBeNull();
});

test('blocked people have nothing in common, either way', async () => {
  await blockPerson(viewer.id, person.id);
  expect(await namesFor(viewer, person)).toBeNull();
  expect(await namesFor(person, viewer)).toBeNull();
  const other = await makeUser();
  await befriend(other, ben);
  expect(await namesFor(viewer, other)).toEqual([1, ['Ben']]);
  await blockPerson(ben.id, viewer.id);
  expect(await namesFor(viewer, other)).toBeNull();
});

test('requests are not friendships', async () => {
  const [one, other] = [await makeUser(), await makeUser()];
  await requestFriendship(viewer.id, one.handle);
  await befriend(one, other);
  expect(await namesFor(viewer, other)).toBeNull();
  expect(await namesFor(viewer, viewer)).toBeNull();
});

test('one query answers for everybody', async () => {
  const people = [person, await makeUser(), await makeUser()];
  const heard = await statementsOf(() =>
    readMutual(
      viewer.id,
      people.map(({ id }) => id),
    ),
  );
  expect(heard).toHaveLength(1);
});
