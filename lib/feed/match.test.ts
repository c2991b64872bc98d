import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { dismissals, libraryEntries } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { statementsOf } from '../../db/testing/statements.ts';
import { closeEngine, goLive } from '../inference/live.ts';
import { blockPerson } from '../social/blocks.ts';
import { readCircleFigures } from './circle-figures.ts';
import { readMatches, readMatchWith } from './match.ts';
import { type House, makeHouse } from './testing/house.ts';

let house: House;
let ana: Awaited<ReturnType<typeof makeUser>>;
let ben: Awaited<ReturnType<typeof makeUser>>;

beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
});
beforeEach(async () => {
  goLive(house.engine);
  [ana, ben] = [await makeUser(), await makeUser()];
  await befriend(ana, ben);
  await rate(ana.id, { 1: 5, 3: 5, 5: 4, 7: 4, 9: 5, 0: 1, 2: 5, 11: 2 });
  await rate(ben.id, { 1: 5, 3: 4.5, 5: 4, 7: 5, 9: 1, 0: 2, 13: 5 });
});

async function rate(userId: string, byRow: Record<number, number>): Promise<void> {
  const ratedAt = new Date();
  await database()
    .insert(libraryEntries)
    .values(
      Object.entries(byRow).map(([row, stars]) => ({
        userId,
        titleId: house.ids[Number(row)]!,
        rating: stars * 2,
        ratedAt,
      })),
    );
}

const change = (user: { id: string }, what: Partial<typeof users.$inferInsert>) =>
  database().update(users).set(what).where(eq(users.id, user.id));
const viewerOf = async ({ id }: { id: string }) =>
  (await database().select().from(users).where(eq(users.id, id)))[0]!;

describe('a match with a friend', () => {
  it('is one number for both, with what it is made of', async () => {
    const [forAna, forBen] = [await readMatchWith(ana, ben.id), await readMatchWith(ben, ana.id)];
    expect(forAna?.match).toMatchObject({ sharedTitles: 6, agreedOn: 5 });
    expect(forAna?.match).toEqual(forBen?.match);
    expect((await readMatches(ana)).get(ben.id)).toEqual(forAna?.match);
    expect(forAna?.match.percent).toBeGreaterThan(60);
    expect(forAna?.match.percent).toBeLessThan(90);
  });

  it('names what both love, and where they part', async () => {
    const page = await readMatchWith(ana, ben.id);
    expect(page?.favourites.map(({ title }) => title.id)).toEqual([1, 3, 7, 5].map((row) => house.ids[row]));
    expect(page?.differences).toMatchObject([{ title: { id: house.ids[9] }, yours: 5, theirs: 1 }]);
    expect((await readMatchWith(ben, ana.id))?.differences).toMatchObject([{ yours: 1, theirs: 5 }]);
  });

  it('shows no title above the viewer’s maturity limit', async () => {
    await change(ana, { maturityLimit: 3 });
    const page = await readMatchWith(await viewerOf(ana), ben.id);
    expect([page?.favourites, page?.differences]).toEqual([[], []]);
  });

  it('is made of nothing that either keeps from friends: no count tells of it', async () => {
    const cem = await makeUser();
    await befriend(ana, cem);
    const seen = (row: number, what: object) => ({ userId: cem.id, titleId: house.ids[row]!, ...what });
    await database()
      .insert(libraryEntries)
      .values([seen(1, { watchCount: 1 }), seen(3, { progress: 'gave-up' }), seen(5, { rating: 8 })]);
    await database()
      .insert(dismissals)
      .values({ userId: cem.id, scope: 'title', value: String(house.ids[7]) });
    const shared = async () => (await readMatchWith(ana, cem.id))?.match.sharedTitles;
    expect(await shared()).toBe(3);
    await change(cem, { shareDiary: 'me' });
    expect(await shared()).toBe(1);
    expect((await readMatchWith(cem, ana.id))?.match.sharedTitles).toBe(1);
  });

  it('is there without a model, by the titles alone', async () => {
    await closeEngine();
    const page = await readMatchWith(ana, ben.id);
    expect(page?.match).toMatchObject({ sharedTitles: 6, agreedOn: 5, cosine: null });
    expect(page?.match.percent).not.toBeNull();
  });

  it.each([
    ['a friend who opted out', () => change(ben, { personalised: false })],
    ['a viewer who opted out', () => change(ana, { personalised: false })],
    ['a friend who keeps ratings private', () => change(ben, { shareRatings: 'me' })],
    ['a viewer who keeps ratings private', () => change(ana, { shareRatings: 'me' })],
    ['somebody blocked', () => blockPerson(ben.id, ana.id)],
  ])('is not there for %s', async (_, work) => {
    await work();
    const viewer = await viewerOf(ana);
    expect(await readMatchWith(viewer, ben.id)).toBeNull();
    expect(await readMatches(viewer)).toEqual(new Map());
  });

  it('is not there for strangers, or for oneself', async () => {
    const cem = await makeUser();
    await rate(cem.id, { 1: 5, 3: 5, 5: 4, 7: 4, 9: 5 });
    expect(await readMatchWith(ana, cem.id)).toBeNull();
    expect(await readMatchWith(ana, ana.id)).toBeNull();
  });

  it('reads and computes nothing of whoever opted out', async () => {
    await change(ana, { personalised: false });
    const viewer = await viewerOf(ana);
    const before = house.engine.calls.encode;
    const heard = await statementsOf(async () => {
      await readMatches(viewer);
      await readMatchWith(viewer, ben.id);
    });
    expect(heard).toEqual([]);
    await change(ben, { personalised: false });
    const read = await statementsOf(() => readMatches({ ...viewer, personalised: true }));
    expect(read.filter(({ text }) => text.includes('library_entries'))).toEqual([]);
    expect(house.engine.calls.encode).toBe(before);
  });

  it('asks the database as often for ten friends as for one', async () => {
    const one = await statementsOf(() => readMatches(ana));
    for (let made = 0; made < 9; made += 1) await befriend(ana, await makeUser());
    const ten = await statementsOf(() => readMatches(ana));
    expect(ten).toHaveLength(one.length);
    expect((await readMatches(ana)).size).toBe(10);
  });
});

describe('what stands beside a friend', () => {
  it('is the match and what they count for', async () => {
    const figures = (await readCircleFigures(ana))[ben.id];
    expect(figures?.match?.sharedTitles).toBe(6);
    expect(figures?.share).toBeGreaterThan(0);
  });

  it('is nothing for a friend who does not share', async () => {
    await change(ben, { shareRatings: 'me' });
    expect(await readCircleFigures(ana)).toEqual({});
  });
});
