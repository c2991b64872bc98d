import { asc, eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { tasteChoices } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { dismiss } from '../library/dismiss.ts';
import { readDismissals } from '../library/dismissals.ts';
import { follow, listFollowed, readFollowed, unfollow } from './follow.ts';
import { chooseTaste, readChoices } from './taste.ts';

beforeAll(async () => {
  await createTestDatabase();
  await makeTitle({ makers: ['Agnès Varda'], cast: ['Corinne Marchand'] });
});

const eventsOf = async (userId: string) =>
  (await database().select().from(events).where(eq(events.userId, userId)).orderBy(asc(events.at))).map(
    ({ type, payload }) => [type, payload],
  );

it('makers and actors are followed and left once, however often it is asked', async () => {
  const { id } = await makeUser();
  await Promise.all([1, 2, 3].map(() => follow(id, 'Agnès Varda')));
  await follow(id, 'Corinne Marchand');
  expect(await readFollowed(id, ['Agnès Varda', 'Somebody Else'])).toEqual(new Set(['Agnès Varda']));
  expect(await listFollowed(id)).toEqual(['Corinne Marchand', 'Agnès Varda']);
  await Promise.all([1, 2].map(() => unfollow(id, 'Corinne Marchand')));
  expect(await readChoices(id)).toEqual([{ facet: 'person', value: 'Agnès Varda', wanted: true }]);
  expect(await eventsOf(id)).toEqual([
    ['followed', { name: 'Agnès Varda' }],
    ['followed', { name: 'Corinne Marchand' }],
    ['unfollowed', { name: 'Corinne Marchand' }],
  ]);
});

it('only people of the catalogue can be followed, by their exact name', async () => {
  const { id } = await makeUser();
  for (const name of ['Nobody At All', 'agnès varda', "Varda' or true"])
    await expect(follow(id, name)).rejects.toMatchObject({ code: 'not-found', field: 'name' });
  expect(await eventsOf(id)).toEqual([]);
});

it('following is the last word over what was described, and choosing genres leaves it alone', async () => {
  const { id } = await makeUser();
  const described = { facet: 'person', value: 'Agnès Varda', wanted: false, origin: 'described' } as const;
  await database()
    .insert(tasteChoices)
    .values({ userId: id, ...described });
  await unfollow(id, 'Agnès Varda');
  expect(await readChoices(id)).toMatchObject([{ wanted: false }]);
  await follow(id, 'Agnès Varda');
  await chooseTaste(id, { genres: ['drama'], languages: [] });
  expect(await readChoices(id)).toContainEqual({ facet: 'person', value: 'Agnès Varda', wanted: true });
});

it('following somebody and wanting less by them take each other back, also when both are said at once', async () => {
  const { id } = await makeUser();
  const less = { scope: 'person', value: 'Agnès Varda' } as const;
  const wanted = async () => [
    (await readFollowed(id, [less.value])).has(less.value),
    (await readDismissals(id)).people.has(less.value),
  ];
  expect(await dismiss(id, less)).toBe(false);
  expect(await follow(id, less.value)).toBe(true);
  expect(await wanted()).toEqual([true, false]);
  expect(await dismiss(id, less)).toBe(true);
  expect(await wanted()).toEqual([false, true]);
  expect(await dismiss(id, less)).toBe(false);
  expect((await eventsOf(id)).map(([type]) => type).toSorted()).toEqual([
    ...['dismissed', 'dismissed', 'followed', 'undismissed', 'unfollowed'],
  ]);
  for (let round = 0; round < 5; round++) {
    await Promise.all([follow(id, less.value), dismiss(id, less)]);
    expect((await wanted()).filter(Boolean)).toHaveLength(1);
  }
});

it('five hundred are enough', async () => {
  const { id } = await makeUser();
  const many = Array.from({ length: 500 }, (_, index) => `Person ${index}`);
  await database()
    .insert(tasteChoices)
    .values(
      many.map((value) => ({ userId: id, facet: 'person' as const, value, origin: 'followed' as const })),
    );
  await expect(follow(id, 'Agnès Varda')).rejects.toMatchObject({ code: 'conflict' });
  await follow(id, 'Person 7');
});
