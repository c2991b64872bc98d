import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { companions, watches } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { readVersions } from '../live/topics.ts';
import { blockPerson } from '../social/blocks.ts';
import { removeFriend } from '../social/friendships.ts';
import { listCompanionRequests, ownCompanions, shownCompanions } from './companions.ts';
import { answerCompanion, setCompanions, tagCompanions, takeBackAnswer } from './tag-companions.ts';
import { editWatch, readWatches, setWatchCounts, unwatch, watchTitle } from './watch.ts';

type User = Awaited<ReturnType<typeof makeUser>>;
let ana: User;
let ben: User;
let titleId: number;
let watchId: string;

beforeAll(createTestDatabase);

beforeEach(async () => {
  [ana, ben] = [await makeUser({ displayName: 'Ana' }), await makeUser({ displayName: 'Ben' })];
  titleId = (await makeTitle({ maturity: 12 })).id;
  await befriend(ana, ben);
  watchId = await watch(ana.id);
});

async function watch(userId: string, watchedOn = '2026-11-20'): Promise<string> {
  const id = randomUUID();
  await watchTitle(userId, { watchId: id, titleId, watchedOn, precision: 'day' });
  return id;
}

/** "Ben" and, as long as they have not answered, "Ben?" */
async function inDiary(owner: User, id: string): Promise<string[]> {
  const named = (await ownCompanions(owner.id, [id])).get(id) ?? [];
  return named.map(({ name, asked }) => `${name}${asked ? '?' : ''}`);
}

async function ownOf(person: User): Promise<string> {
  return (await readWatches(person.id, titleId))[0]!.id;
}

const requestsOf = async (person: User) => (await listCompanionRequests(person.id)).map((one) => one.watchId);
const badgeOf = async (person: User) =>
  (await readVersions([`person:${person.id}`])).get(`person:${person.id}`)!;

describe('naming somebody who was there', () => {
  it('asks them, once, and shows to nobody else until they say so', async () => {
    await tagCompanions(ana.id, watchId, [ben.id, ben.id]);
    const badge = await badgeOf(ben);
    await tagCompanions(ana.id, watchId, [ben.id]);
    expect(await badgeOf(ben)).toBe(badge);
    expect(badge).toBeGreaterThan(0);
    expect(await inDiary(ana, watchId)).toEqual(['Ben?']);
    expect((await listCompanionRequests(ben.id))[0]).toMatchObject({
      watchId,
      watchedOn: '2026-11-20',
      by: { name: 'Ana' },
      title: { id: titleId },
    });
    const cleo = await makeUser();
    await befriend(cleo, ana);
    await befriend(cleo, ben);
    expect(await shownCompanions(cleo.id, [watchId])).toEqual(new Map());
  });

  it('works for one’s own viewings and with friends only, in the same words for who is not there', async () => {
    const stranger = await makeUser();
    await expect(tagCompanions(ben.id, watchId, [ana.id])).rejects.toMatchObject({ code: 'not-found' });
    await expect(tagCompanions(ana.id, randomUUID(), [ben.id])).rejects.toMatchObject({ code: 'not-found' });
    const unknown = await tagCompanions(ana.id, watchId, [randomUUID()]).catch((error) => error);
    const known = await tagCompanions(ana.id, watchId, [stranger.id]).catch((error) => error);
    expect([known.code, known.message]).toEqual([unknown.code, unknown.message]);
    expect(await database().select().from(companions).where(eq(companions.watchId, watchId))).toEqual([]);
  });

  it('needs a viewing of one’s own, not one of somebody else in the household', async () => {
    const id = randomUUID();
    await watchTitle(ana.id, { watchId: id, titleId, watchedOn: null, precision: 'unknown', counts: false });
    await expect(tagCompanions(ana.id, id, [ben.id])).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is taken back by whoever did it', async () => {
    await tagCompanions(ana.id, watchId, [ben.id]);
    await setCompanions(ana.id, watchId, []);
    expect(await inDiary(ana, watchId)).toEqual([]);
    expect(await requestsOf(ben)).toEqual([]);
  });

  it('and by nobody else', async () => {
    await tagCompanions(ana.id, watchId, [ben.id]);
    const cleo = await makeUser();
    await befriend(cleo, ana);
    await expect(setCompanions(cleo.id, watchId, [])).rejects.toMatchObject({ code: 'not-found' });
    expect(await requestsOf(ben)).toEqual([watchId]);
  });
});

it('who was there can be said anew: the new ones are asked, the missing ones taken off', async () => {
  const cleo = await makeUser({ displayName: 'Cleo' });
  await befriend(ana, cleo);
  await setCompanions(ana.id, watchId, [ben.id]);
  await answerCompanion(ben.id, watchId, true);
  await setCompanions(ana.id, watchId, [ben.id, cleo.id]);
  expect(await inDiary(ana, watchId)).toEqual(['Ben', 'Cleo?']);
  await setCompanions(ana.id, watchId, [cleo.id]);
  expect(await inDiary(ana, watchId)).toEqual(['Cleo?']);
  await setCompanions(ana.id, watchId, [ben.id]);
  expect([await inDiary(ana, watchId), await requestsOf(cleo)]).toEqual([['Ben'], []]);
});

describe('an answer', () => {
  beforeEach(() => tagCompanions(ana.id, watchId, [ben.id]));

  it('that confirms gives an own viewing of the same date, once, and stands in both diaries', async () => {
    await Promise.all([1, 2, 3, 4].map(() => answerCompanion(ben.id, watchId, true)));
    const own = await readWatches(ben.id, titleId);
    expect(own).toMatchObject([{ watchedOn: '2026-11-20', precision: 'day', counts: true }]);
    expect(await inDiary(ana, watchId)).toEqual(['Ben']);
    expect(await inDiary(ben, own[0]!.id)).toEqual(['Ana']);
    expect(await requestsOf(ben)).toEqual([]);
  });

  it('that confirms links a viewing that is there already', async () => {
    const own = await watch(ben.id);
    await watch(ben.id, '2026-11-19');
    await answerCompanion(ben.id, watchId, true);
    expect(await readWatches(ben.id, titleId)).toHaveLength(2);
    expect(await inDiary(ben, own)).toEqual(['Ana']);
  });

  it('that declines is silent', async () => {
    const badge = await badgeOf(ana);
    await answerCompanion(ben.id, watchId, false);
    expect(await inDiary(ana, watchId)).toEqual(['Ben?']);
    expect(await badgeOf(ana)).toBe(badge);
    expect(await requestsOf(ben)).toEqual([]);
    expect(await readWatches(ben.id, titleId)).toEqual([]);
    await tagCompanions(ana.id, watchId, [ben.id]);
    expect(await requestsOf(ben)).toEqual([]);
  });

  it.each([true, false])('is taken back (%s): it waits again and leaves nothing behind', async (accept) => {
    await answerCompanion(ben.id, watchId, accept);
    await takeBackAnswer(ben.id, watchId);
    await takeBackAnswer(ben.id, watchId);
    expect(await requestsOf(ben)).toEqual([watchId]);
    expect(await readWatches(ben.id, titleId)).toEqual([]);
    await answerCompanion(ben.id, watchId, true);
    expect(await inDiary(ana, watchId)).toEqual(['Ben']);
  });

  it('that is taken back leaves a viewing that was there before', async () => {
    await watch(ben.id);
    await answerCompanion(ben.id, watchId, true);
    await takeBackAnswer(ben.id, watchId);
    expect(await readWatches(ben.id, titleId)).toHaveLength(1);
  });

  it('is only for whoever was asked', async () => {
    const cleo = await makeUser();
    await befriend(cleo, ana);
    for (const somebody of [cleo, ana])
      await expect(answerCompanion(somebody.id, watchId, true)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('two who name each other', () => {
  it('have both said it, whoever comes first', async () => {
    const theirs = await watch(ben.id);
    await Promise.all([tagCompanions(ana.id, watchId, [ben.id]), tagCompanions(ben.id, theirs, [ana.id])]);
    expect([await inDiary(ana, watchId), await inDiary(ben, theirs)]).toEqual([['Ben'], ['Ana']]);
    expect([await requestsOf(ana), await requestsOf(ben)]).toEqual([[], []]);
  });
});

describe('what is taken out of a diary and put back', () => {
  beforeEach(async () => {
    await tagCompanions(ana.id, watchId, [ben.id]);
    await answerCompanion(ben.id, watchId, true);
  });
  const back = (person: User, id: string) =>
    watchTitle(person.id, { watchId: id, titleId, watchedOn: '2026-11-20', precision: 'day' });

  it('by the companion: the name goes and comes with it', async () => {
    const own = await ownOf(ben);
    await unwatch(ben.id, { watchId: own, titleId });
    expect(await inDiary(ana, watchId)).toEqual([]);
    await back(ben, own);
    expect([await inDiary(ana, watchId), await inDiary(ben, own)]).toEqual([['Ben'], ['Ana']]);
  });

  it('by the one who named them: naming again needs no second answer', async () => {
    await unwatch(ana.id, { watchId, titleId });
    expect(await inDiary(ben, await ownOf(ben))).toEqual([]);
    await back(ana, watchId);
    await tagCompanions(ana.id, watchId, [ben.id]);
    expect(await inDiary(ana, watchId)).toEqual(['Ben']);
    expect(await requestsOf(ben)).toEqual([]);
  });

  it('but somebody who said they were not there is not brought back', async () => {
    const own = await ownOf(ben);
    await setCompanions(ben.id, own, []);
    expect([await inDiary(ben, own), await inDiary(ana, watchId)]).toEqual([[], ['Ben?']]);
    await setCompanions(ana.id, watchId, []);
    await tagCompanions(ana.id, watchId, [ben.id]);
    expect(await inDiary(ana, watchId)).toEqual(['Ben?']);
    await tagCompanions(ben.id, own, [ana.id]);
    expect([await inDiary(ben, own), await inDiary(ana, watchId)]).toEqual([['Ana'], ['Ben']]);
  });
});

describe('what others see of it', () => {
  let cleo: User;
  beforeEach(async () => {
    cleo = await makeUser({ displayName: 'Cleo' });
    await befriend(cleo, ana);
    await befriend(cleo, ben);
    await tagCompanions(ana.id, watchId, [ben.id]);
    await answerCompanion(ben.id, watchId, true);
  });
  const shown = async (id: string) =>
    ((await shownCompanions(cleo.id, [id])).get(id) ?? []).map(({ name }) => name);

  it('are those who show them their own diary', async () => {
    expect([await shown(watchId), await shown(await ownOf(ben))]).toEqual([['Ben'], ['Ana']]);
    await database().update(users).set({ shareDiary: 'me' }).where(eq(users.id, ben.id));
    expect(await shown(watchId)).toEqual([]);
  });
});

describe.each([
  ['ending the friendship', (one: User, other: User) => removeFriend(one.id, other.id)],
  ['a block', (one: User, other: User) => blockPerson(one.id, other.id)],
] as const)('%s', (_, end) => {
  it('hides the names in both diaries and the request, and ends the answering', async () => {
    const second = await watch(ana.id, '2026-11-18');
    await tagCompanions(ana.id, watchId, [ben.id]);
    await tagCompanions(ana.id, second, [ben.id]);
    await answerCompanion(ben.id, watchId, true);
    await end(ben, ana);
    expect(await inDiary(ana, watchId)).toEqual([]);
    expect(await inDiary(ben, await ownOf(ben))).toEqual([]);
    expect(await inDiary(ana, second)).toEqual([]);
    expect(await requestsOf(ben)).toEqual([]);
    await expect(answerCompanion(ben.id, second, true)).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('a viewing that was somebody else’s in the household names nobody, until it counts again', async () => {
  await tagCompanions(ana.id, watchId, [ben.id]);
  await answerCompanion(ben.id, watchId, true);
  await setWatchCounts(ana.id, { watchId, titleId, counts: false });
  expect([await inDiary(ana, watchId), await inDiary(ben, await ownOf(ben))]).toEqual([[], []]);
  await setWatchCounts(ana.id, { watchId, titleId, counts: true });
  expect([await inDiary(ana, watchId), await inDiary(ben, await ownOf(ben))]).toEqual([['Ben'], ['Ana']]);
});

it('a request names no title above the maturity limit of whoever is asked', async () => {
  await tagCompanions(ana.id, watchId, [ben.id]);
  await database().update(users).set({ maturityLimit: 6 }).where(eq(users.id, ben.id));
  expect(await requestsOf(ben)).toEqual([]);
});

it('a corrected date goes into the request', async () => {
  await tagCompanions(ana.id, watchId, [ben.id]);
  await editWatch(ana.id, { watchId, titleId, watchedOn: '2026-11-01', precision: 'day' });
  await answerCompanion(ben.id, watchId, true);
  const [own] = await database().select().from(watches).where(eq(watches.userId, ben.id));
  expect(own?.watchedOn).toBe('2026-11-01');
});
