import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { blockPerson } from '../social/blocks.ts';
import { readDiary } from './diary.ts';
import { listNightsToConfirm, readNightsOf } from './nights-of.ts';
import { unwatch, watchTitle } from './watch.ts';

type User = Awaited<ReturnType<typeof makeUser>>;
let ana: User;
let ben: User;
let titleId: number;
let nightId: string;

beforeAll(createTestDatabase);

beforeEach(async () => {
  [ana, ben] = [await makeUser({ displayName: 'Ana' }), await makeUser({ displayName: 'Ben' })];
  titleId = (await makeTitle({ maturity: 12 })).id;
  nightId = randomUUID();
  await database()
    .insert(nights)
    .values({
      ...{ id: nightId, code: nightId.slice(0, 6), hostId: ana.id, name: 'Friday’s night' },
      ...{ rule: 'average', seed: 1, phase: 'decided', resultId: titleId, endedAt: new Date() },
    });
  await join(ana, 'in');
  await join(ben, 'in');
});

async function join(person: User | null, attendance: 'in' | 'out'): Promise<void> {
  const who = { userId: person?.id ?? null, name: person?.displayName ?? 'Gus' };
  await database()
    .insert(nightMembers)
    .values({ id: randomUUID(), nightId, attendance, ...who });
}

const isBens = () => and(eq(nightMembers.nightId, nightId), eq(nightMembers.userId, ben.id));
const toConfirm = async (person: User) => (await listNightsToConfirm(person.id)).map(({ night }) => night.id);

it('a decided night waits for everybody who was there, until they have said whether they watched it', async () => {
  expect(await listNightsToConfirm(ben.id)).toMatchObject([
    { night: { id: nightId, name: 'Friday’s night', others: ['Ana'] }, title: { id: titleId } },
  ]);
  await database().update(nightMembers).set({ watched: false }).where(isBens());
  expect([await toConfirm(ben), await toConfirm(ana)]).toEqual([[], [nightId]]);
});

it('one that is under way, or that somebody was not at, does not wait for them', async () => {
  await database().update(nightMembers).set({ attendance: 'out' }).where(isBens());
  expect(await toConfirm(ben)).toEqual([]);
  await database().update(nights).set({ phase: 'final' }).where(eq(nights.id, nightId));
  expect(await toConfirm(ana)).toEqual([]);
});

it('nor does a title above somebody’s maturity limit', async () => {
  await database().update(users).set({ maturityLimit: 6 }).where(eq(users.id, ben.id));
  expect(await toConfirm(ben)).toEqual([]);
});

it('names guests, and somebody blocked by no name', async () => {
  await join(null, 'in');
  await blockPerson(ana.id, ben.id);
  expect((await readNightsOf(ben.id, [nightId])).get(nightId)?.others).toEqual(['Somebody', 'Gus']);
});

it('tells nothing to whoever was not there', async () => {
  expect(await readNightsOf((await makeUser()).id, [nightId])).toEqual(new Map());
});

it('stands beside the viewing in the diary, also when that was taken out and put back', async () => {
  const viewing = { watchId: randomUUID(), titleId, watchedOn: '2026-11-20', precision: 'day' } as const;
  await watchTitle(ben.id, { ...viewing, nightId });
  const night = async () => (await readDiary(ben.id)).entries[0]?.night;
  expect(await night()).toMatchObject({ id: nightId, others: ['Ana'] });
  await unwatch(ben.id, viewing);
  await watchTitle(ben.id, viewing);
  expect(await night()).toMatchObject({ id: nightId, others: ['Ana'] });
});
