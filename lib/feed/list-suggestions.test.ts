import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { listMembers } from '../../db/schema/lists.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { statementsOf } from '../../db/testing/statements.ts';
import { closeEngine, goLive } from '../inference/live.ts';
import { rateTitle } from '../library/rate.ts';
import { createList } from '../lists/create-list.ts';
import { addToList } from '../lists/items.ts';
import { suggestForList } from './list-suggestions.ts';
import { type House, makeHouse } from './testing/house.ts';

type User = Awaited<ReturnType<typeof makeUser>>;
let house: House;
let [dark, light]: User[] = [];
let listId: string;

beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
});
afterAll(closeEngine);

/** A list of two people who like opposite titles. */
beforeEach(async () => {
  goLive(house.engine);
  [dark, light] = [await makeUser({ displayName: 'Dark' }), await makeUser({ displayName: 'Light' })];
  for (const row of [0, 2, 4, 6]) await rateTitle(dark!.id, house.ids[row]!, 5);
  for (const row of [1, 3, 5, 7]) await rateTitle(light!.id, house.ids[row]!, 5);
  listId = randomUUID();
  await createList(dark!.id, { listId, name: 'Both', description: '' });
  await database().insert(listMembers).values({ listId, userId: light!.id, role: 'editor', state: 'joined' });
});

const suggested = async (viewer: User) =>
  (await suggestForList(viewer.id, listId)).suggestions.map(({ title }) => title.id);
const heard = async (viewer: User) =>
  new Set(
    (await suggestForList(viewer.id, listId)).suggestions.flatMap(({ reasons }) =>
      reasons.map(({ who }) => who),
    ),
  );

describe('suggestions for a list', () => {
  it('are what nobody on it has seen and what is not on it yet', async () => {
    const first = await suggested(dark!);
    expect(first.length).toBeGreaterThan(3);
    expect(first.filter((id) => house.ids.slice(0, 8).includes(id))).toEqual([]);
    await addToList(light!.id, { listId, itemId: randomUUID(), titleId: first[0]! });
    expect(await suggested(light!)).not.toContain(first[0]);
  });

  it('tell somebody’s reasons only to those who see their ratings', async () => {
    expect(await heard(dark!)).toEqual(new Set(['You']));
    await befriend(dark!, light!);
    expect(await heard(dark!)).toEqual(new Set(['You', 'Light']));
    await database().update(users).set({ shareRatings: 'me' }).where(eq(users.id, light!.id));
    expect(await heard(dark!)).toEqual(new Set(['You']));
  });

  it('use nothing of whoever turned recommendations off, and say so', async () => {
    await befriend(dark!, light!);
    await database().update(users).set({ personalised: false }).where(eq(users.id, light!.id));
    expect(await heard(dark!)).toEqual(new Set(['You']));
    expect((await suggestForList(dark!.id, listId)).leftOut).toBe(true);
    await database().update(users).set({ personalised: false }).where(eq(users.id, dark!.id));
    const statements = await statementsOf(() => suggestForList(dark!.id, listId));
    expect(statements.map(({ text }) => text).join('\n')).not.toMatch(/library_entries/);
    expect(await suggestForList(dark!.id, listId)).toEqual({ suggestions: [], leftOut: true });
  });

  it('are for those who may add, and not there for strangers', async () => {
    const stranger = await makeUser();
    await expect(suggestForList(stranger.id, listId)).rejects.toMatchObject({ code: 'not-found' });
    await database().update(listMembers).set({ role: 'viewer' }).where(eq(listMembers.userId, light!.id));
    await expect(suggestForList(light!.id, listId)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
