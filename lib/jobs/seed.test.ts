import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries, watches } from '../../db/schema/library.ts';
import { listActivity, listItems, listMembers, listNotes, lists } from '../../db/schema/lists.ts';
import { topics } from '../../db/schema/live.ts';
import { events } from '../../db/schema/log.ts';
import { rateLimits } from '../../db/schema/operations.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { countInbox, readInbox } from '../social/inbox.ts';
import { forgetFact, writeFact } from './facts.ts';
import { seedDatabase } from './seed.ts';

const demoCount = async () =>
  (await database().select({ n: count() }).from(users).where(eq(users.isDemo, true)))[0]?.n;

describe('seeding', () => {
  beforeAll(async () => {
    await createTestDatabase();
    await seedDatabase({ demo: true });
  });

  it('loads the whole catalogue, as always there', async () => {
    const [row] = await database().select({ n: count() }).from(titles).where(isNull(titles.addedAt));
    expect(row?.n).toBe(readCatalogue().length);
  });

  it('gives titles that the model knows the mean rating of its training data', async () => {
    const [row] = await database()
      .select({
        known: count(titles.priorRating),
        outside: sql<boolean>`bool_or(${titles.priorRating} not between 0.5 and 5 or ${titles.priorCount} < 1)`,
      })
      .from(titles)
      .where(sql`${titles.priorRating} is not null`);
    expect(row?.known).toBeGreaterThanOrEqual(700);
    expect(row?.outside).toBe(false);
  });

  it('loads the demo circle with rows that its events tell too', async () => {
    expect(await demoCount()).toBe(8);
    const [rated] = await database()
      .select({ n: count(libraryEntries.rating) })
      .from(libraryEntries);
    const [told] = await database().select({ n: count() }).from(events).where(eq(events.type, 'rated'));
    expect(rated?.n).toBeGreaterThan(300);
    expect(told?.n).toBe(rated?.n);
    const wrong = await database().execute(sql`
      select e.user_id from library_entries e where e.watch_count <> (
        select count(*) from watches w where w.user_id = e.user_id and w.title_id = e.title_id)`);
    expect([...wrong]).toEqual([]);
  });

  it('dates every viewing in the last fourteen months, none in the future', async () => {
    const [span] = await database()
      .select({
        first: sql<string>`min(watched_on)`,
        last: sql<string>`max(watched_on)`,
        future: sql<number>`count(*) filter (where created_at > now())::int`,
      })
      .from(watches);
    expect(span?.future).toBe(0);
    expect(Date.parse(span!.first)).toBeGreaterThan(Date.now() - 440 * 86_400_000);
    expect(Date.parse(span!.last)).toBeGreaterThan(Date.now() - 14 * 86_400_000);
  });

  it('gives maya four friends and one open request', async () => {
    const [maya] = await database().select().from(users).where(eq(users.handle, 'maya'));
    const rows = await database().select().from(friendships).where(sql`${maya!.id} in (low_id, high_id)`);
    expect(rows.filter(({ state }) => state === 'friends')).toHaveLength(4);
    const asked = rows.filter(({ state }) => state === 'requested');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.requesterId).not.toBe(maya?.id);
  });

  it('lets a request, a title and thanks wait in maya’s inbox', async () => {
    const [maya] = await database().select().from(users).where(eq(users.handle, 'maya'));
    const { waiting, news } = await readInbox(maya!.id);
    expect(waiting.map(({ kind }) => kind)).toEqual(['title', 'friend-request']);
    expect(news).toMatchObject([{ kind: 'thanks', isNew: true }]);
    expect((await countInbox(maya!.id)).waiting).toBe(3);
  });

  it('loads a list that four of them keep, with one row of activity a version', async () => {
    const [list] = await database().select().from(lists);
    expect(await database().select().from(listMembers)).toHaveLength(4);
    expect((await database().select().from(listItems)).length).toBeGreaterThanOrEqual(5);
    expect((await database().select().from(listNotes)).length).toBeGreaterThanOrEqual(4);
    const [topic] = await database()
      .select()
      .from(topics)
      .where(eq(topics.topic, `list:${list!.id}`));
    const rows = await database().select({ version: listActivity.version }).from(listActivity);
    const versions = rows.map(({ version }) => version).toSorted((one, other) => one - other);
    expect(versions).toEqual(Array.from({ length: topic!.version }, (_, index) => index + 1));
  });

  it('changes nothing when everything is there', async () => {
    const ids = () => database().select({ id: users.id }).from(users).orderBy(users.id);
    const before = await ids();
    await seedDatabase({ demo: true });
    expect(await ids()).toEqual(before);
  });

  it('marks titles that come with an update as new', async () => {
    await database().delete(titles).where(eq(titles.slug, 'sinners-2025'));
    await writeFact('catalogue', 'an older catalogue');
    await seedDatabase({ demo: true });
    const fresh = await database()
      .select({ slug: titles.slug })
      .from(titles)
      .where(sql`${titles.addedAt} is not null`);
    expect(fresh).toEqual([{ slug: 'sinners-2025' }]);
  });

  it('leaves no trace of the demo when it is switched off, and touches nobody else', async () => {
    const real = await makeUser();
    const [maya] = await database().select().from(users).where(eq(users.handle, 'maya'));
    await database()
      .insert(rateLimits)
      .values({ key: `action:${maya!.id}`, windowStart: new Date(), count: 1 });
    await seedDatabase({ demo: false });
    expect(await demoCount()).toBe(0);
    for (const table of [
      events,
      libraryEntries,
      watches,
      friendships,
      lists,
      listItems,
      listNotes,
      topics,
      rateLimits,
    ]) {
      expect(await database().select().from(table)).toEqual([]);
    }
    expect(await database().select({ id: users.id }).from(users)).toEqual([{ id: real.id }]);
  });

  it('loads it again when it is switched on again, beside a real person of the same name', async () => {
    await makeUser({ handle: 'leo' });
    await seedDatabase({ demo: true });
    expect(await demoCount()).toBe(8);
    const [other] = await database()
      .select()
      .from(users)
      .where(and(eq(users.isDemo, true), eq(users.displayName, 'Leo')));
    expect(other?.handle).toBe('leo_demo');
  });

  it('loads a changed circle in place of the old one', async () => {
    await forgetFact('demo');
    await seedDatabase({ demo: true });
    expect(await demoCount()).toBe(8);
  });
});
