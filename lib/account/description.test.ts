import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { tasteChoices, users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import {
  addChoice,
  describeTaste,
  MOST_CHARACTERS,
  readOwnDescription,
  removeChoice,
  understand,
} from './description.ts';
import { chooseTaste, readChoices, readTaste } from './taste.ts';

beforeAll(async () => {
  await createTestDatabase();
  await makeTitle({ name: 'Night Ferry', makers: ['Ida Grahn'], cast: [], language: 'sv' });
});

const wordsOf = async (userId: string) =>
  (await readOwnDescription(userId)).choices.map(({ words }) => words);
const eventsOf = async (userId: string) =>
  (await database().select({ type: events.type }).from(events).where(eq(events.userId, userId))).map(
    ({ type }) => type,
  );

test('a description is kept as written, with what was understood of it in words', async () => {
  const { id } = await makeUser();
  const text = 'Swedish thrillers by Ida Grahn, films like Night Ferry, nothing gory, no horror';
  const { unread } = await describeTaste(id, `${text} `);
  expect(unread).toEqual([]);
  expect((await readOwnDescription(id)).text).toBe(text);
  expect((await wordsOf(id)).sort()).toEqual([
    'Ida Grahn',
    'Like Night Ferry',
    'No horror',
    'Nothing gory',
    'Swedish',
    'Thriller',
  ]);
  expect(await eventsOf(id)).toEqual(['taste-described']);
});

test('a new description takes the place of the old one, and leaves what was chosen and followed', async () => {
  const { id } = await makeUser();
  await chooseTaste(id, { genres: ['comedy'], languages: [] });
  await database()
    .insert(tasteChoices)
    .values({ userId: id, facet: 'person', value: 'Ida Grahn', origin: 'followed' });
  await describeTaste(id, 'comedies, Ida Grahn and westerns');
  await describeTaste(id, 'no musicals');
  expect(await wordsOf(id)).toEqual(['No musicals']);
  expect((await readTaste(id)).genres).toEqual(['comedy']);
  expect((await readChoices(id)).map(({ value }) => value).sort()).toEqual([
    'Ida Grahn',
    'comedy',
    'musical',
  ]);
});

test('saying the same again changes nothing and leaves no event', async () => {
  const { id } = await makeUser();
  await describeTaste(id, 'westerns');
  await describeTaste(id, 'Westerns!');
  expect(await eventsOf(id)).toEqual(['taste-described']);
  await describeTaste(id, '');
  expect(await readOwnDescription(id)).toEqual({ text: '', choices: [] });
});

test('what was taken out before keeping is not kept', async () => {
  const { id } = await makeUser();
  await describeTaste(id, 'westerns and horror', [{ facet: 'genre', value: 'horror' }]);
  expect(await wordsOf(id)).toEqual(['Western']);
});

test('what was taken out stays out until it is said in other words', async () => {
  const { id } = await makeUser();
  await describeTaste(id, 'Westerns, horror and musicals', [{ facet: 'genre', value: 'musical' }]);
  await removeChoice(id, { facet: 'genre', value: 'western' });
  const said = 'westerns, horror, musicals';
  const { choices } = await describeTaste(id, `${said} and Swedish thrillers`);
  expect(choices.map(({ words }) => words)).not.toContain('Western');
  expect((await wordsOf(id)).sort()).toEqual(['Horror', 'Swedish', 'Thriller']);
  await describeTaste(id, `${said}, nothing gory`);
  expect((await wordsOf(id)).sort()).toEqual(['Horror', 'Nothing gory']);
  await describeTaste(id, 'horror, no westerns');
  expect((await wordsOf(id)).sort()).toEqual(['Horror', 'No westerns']);
  await describeTaste(id, 'horror');
  await describeTaste(id, 'horror, westerns');
  await describeTaste(id, 'horror, westerns, thrillers');
  expect((await wordsOf(id)).sort()).toEqual(['Horror', 'Thriller', 'Western']);
});

test('one thing is taken back and put back, each once, and nobody else loses theirs', async () => {
  const [{ id }, other] = [await makeUser(), await makeUser()];
  for (const person of [id, other.id]) await describeTaste(person, 'no westerns');
  const western = { facet: 'genre', value: 'western' } as const;
  await removeChoice(id, western);
  await removeChoice(id, western);
  expect([await wordsOf(id), await wordsOf(other.id)]).toEqual([[], ['No westerns']]);
  await addChoice(id, { ...western, wanted: false });
  await addChoice(id, { ...western, wanted: false });
  expect(await wordsOf(id)).toEqual(['No westerns']);
  expect(await eventsOf(id)).toEqual(['taste-described', 'choice-removed', 'choice-added']);
});

test('a title that is not in the catalogue cannot be put back', async () => {
  const { id } = await makeUser();
  const gone = { facet: 'title', value: '999999', wanted: true } as const;
  await expect(addChoice(id, gone)).rejects.toMatchObject({ code: 'not-found' });
});

test('only what the catalogue has words for can be put back', async () => {
  const { id } = await makeUser();
  for (const [facet, value] of [
    ['genre', 'poetry'],
    ['mood', 'toString'],
    ['decade', '1975'],
    ['language', 'Klingon'],
    ['kind', 'play'],
  ] as const)
    await expect(addChoice(id, { facet, value, wanted: true })).rejects.toMatchObject({ code: 'invalid' });
  expect(await readChoices(id)).toEqual([]);
});

test('whoever follows somebody does not stop by taking back a chip', async () => {
  const { id } = await makeUser();
  const followed = { userId: id, facet: 'person', value: 'Ida Grahn', origin: 'followed' } as const;
  await database().insert(tasteChoices).values(followed);
  await removeChoice(id, { facet: 'person', value: 'Ida Grahn' });
  expect(await readChoices(id)).toHaveLength(1);
});

test('a title that was added is understood from then on', async () => {
  expect((await understand('films like Harbour of Glass')).choices).toEqual([]);
  await makeTitle({ name: 'Harbour of Glass' });
  expect((await understand('films like Harbour of Glass')).choices.map(({ words }) => words)).toEqual([
    'Like Harbour of Glass',
  ]);
});

test('a description that is too long is refused, and nothing is kept', async () => {
  const { id } = await makeUser();
  await expect(describeTaste(id, 'a'.repeat(MOST_CHARACTERS + 1))).rejects.toMatchObject({ code: 'invalid' });
  const [user] = await database().select({ text: users.description }).from(users).where(eq(users.id, id));
  expect(user?.text).toBe('');
});
