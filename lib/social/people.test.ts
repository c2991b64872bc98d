import { beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { requestFriendship } from './friendships.ts';
import { findPerson, searchPeople } from './people.ts';

beforeAll(createTestDatabase);

const handlesOf = async (viewerId: string, text: string) =>
  (await searchPeople(viewerId, text)).map((person) => person.handle);

test('people are found by handle and by name, the exact handle first, from two characters on', async () => {
  const viewer = await makeUser();
  await makeUser({ handle: 'samuel', displayName: 'Samuel Beck' });
  await makeUser({ handle: 'sam', displayName: 'Sam' });
  await makeUser({ handle: 'quiet_one', displayName: 'Dora Samson' });
  expect(await handlesOf(viewer.id, 's')).toEqual([]);
  expect(await handlesOf(viewer.id, '@SAM')).toEqual(['sam', 'samuel', 'quiet_one']);
  expect(await handlesOf(viewer.id, 'dora')).toEqual(['quiet_one']);
  expect(await handlesOf(viewer.id, 'samule')).toContain('samuel');
});

test('the viewer, addresses and wildcards find nobody', async () => {
  const viewer = await makeUser({ handle: 'finder_one' });
  await makeUser({ handle: 'hidden', email: 'secret.address@example.org' });
  expect(await handlesOf(viewer.id, 'finder_one')).toEqual([]);
  expect(await handlesOf(viewer.id, 'secret.address')).toEqual([]);
  expect(await handlesOf(viewer.id, '%%')).toEqual([]);
  expect(await handlesOf(viewer.id, '\\\\')).toEqual([]);
});

test('demo people and real people do not meet', async () => {
  const viewer = await makeUser();
  const demo = await makeUser({ handle: 'maya_demo', isDemo: true });
  const other = await makeUser({ handle: 'other_demo', isDemo: true });
  expect(await handlesOf(viewer.id, 'maya_demo')).toEqual([]);
  expect(await findPerson(viewer.id, demo.handle)).toBeNull();
  expect(await findPerson(null, demo.handle)).toBeNull();
  await expect(requestFriendship(viewer.id, demo.handle)).rejects.toMatchObject({ code: 'not-found' });
  await expect(requestFriendship(demo.id, viewer.handle)).rejects.toMatchObject({ code: 'not-found' });
  expect(await handlesOf(other.id, 'maya_demo')).toEqual(['maya_demo']);
});

test('each side sees its own half of a request', async () => {
  const [ana, ben] = [await makeUser(), await makeUser()];
  await requestFriendship(ana.id, ben.handle);
  expect((await findPerson(ana.id, ben.handle))?.relation).toBe('asked');
  expect((await findPerson(ben.id, ana.handle))?.relation).toBe('asks-you');
  expect((await findPerson(ana.id, ana.handle))?.relation).toBe('self');
  expect((await findPerson(null, ben.handle))?.relation).toBe('none');
});
