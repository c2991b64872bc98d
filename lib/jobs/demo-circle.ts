import { createHash, randomUUID } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { rateLimits } from '../../db/schema/operations.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { sends } from '../../db/schema/sends.ts';
import { titles } from '../../db/schema/titles.ts';
import {
  type DemoPerson,
  demoFriendships,
  demoLists,
  demoNotes,
  demoPeople,
  demoRequests,
  demoSends,
  slugsIn,
} from '../../db/seed/demo.ts';
import type { Event } from '../event-log/events.ts';
import { diaryOf } from './demo-diary.ts';
import { writeDiary } from './demo-library.ts';
import { addDemoLists, removeDemoLists } from './demo-lists.ts';
import { addDemoNotes } from './demo-notes.ts';
import { forgetFact, readFact, writeFact } from './facts.ts';

const DAY = 86_400_000;

/** Loads the demo circle, as of today, unless it is there in this version. */
export async function loadDemoCircle(today: Date = new Date()): Promise<void> {
  const version = createHash('sha256')
    .update(JSON.stringify([demoPeople, demoFriendships, demoRequests, demoSends, demoLists, demoNotes]))
    .digest('hex');
  if ((await readFact('demo')) === version) return;
  await transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('demo circle'))`);
    await removeDemoPeople(tx);
    const ids = new Map<string, string>();
    for (const [index, person] of demoPeople.entries())
      ids.set(person.handle, await addPerson(tx, person, today, index));
    await addFriendships(tx, ids, today);
    await addSends(tx, ids, today);
    await addDemoNotes(tx, ids);
    await addDemoLists(tx, ids, today);
  });
  await writeFact('demo', version);
}

/** Leaves no trace: what demo people did goes with them. */
export async function removeDemoCircle(): Promise<void> {
  await transaction(removeDemoPeople);
  await forgetFact('demo');
}

async function removeDemoPeople(tx: Queryable): Promise<void> {
  await removeDemoLists(tx);
  const gone = await tx.delete(users).where(eq(users.isDemo, true)).returning({ id: users.id });
  for (const { id } of gone) await tx.delete(rateLimits).where(sql`${rateLimits.key} like ${`%${id}%`}`);
}

async function addPerson(tx: Queryable, person: DemoPerson, today: Date, seed: number): Promise<string> {
  const since = new Date(today.getTime() - 440 * DAY);
  const handle = await freeHandle(tx, person.handle);
  const [user] = await tx
    .insert(users)
    .values({
      handle,
      email: `${handle}@demo.invalid`,
      displayName: person.name,
      isDemo: true,
      createdAt: since,
      welcomedAt: since,
    })
    .returning({ id: users.id });
  const ids = await titleIds(tx, person);
  await writeDiary(tx, user!.id, diaryOf(person, ids, today, seed));
  return user!.id;
}

/** Somebody real may have taken the name while the demo was off. */
async function freeHandle(tx: Queryable, handle: string): Promise<string> {
  const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.handle, handle));
  return taken ? `${handle}_demo` : handle;
}

async function titleIds(tx: Queryable, person: DemoPerson): Promise<Map<string, number>> {
  const { rated, watched, started, gaveUp, watchlist } = person;
  const slugs = [...Object.values(rated), watched, started, gaveUp, watchlist].flatMap(slugsIn);
  const found = await tx
    .select({ id: titles.id, slug: titles.slug })
    .from(titles)
    .where(inArray(titles.slug, slugs));
  const ids = new Map(found.map(({ id, slug }) => [slug, id]));
  const missing = slugs.filter((slug) => !ids.has(slug));
  if (missing.length > 0) {
    throw new Error(`The catalogue has no ${missing.join(', ')}, which db/seed/demo.ts names.`);
  }
  return ids;
}

async function addFriendships(tx: Queryable, ids: ReadonlyMap<string, string>, today: Date): Promise<void> {
  const pair = ([one, other]: readonly [string, string], state: 'friends' | 'requested', changedAt: Date) => {
    const [requesterId, otherId] = [ids.get(one)!, ids.get(other)!];
    const [lowId, highId] = requesterId < otherId ? [requesterId, otherId] : [otherId, requesterId];
    return { lowId, highId, requesterId, state, changedAt };
  };
  const daysAgo = (days: number) => new Date(today.getTime() - days * DAY);
  const made = demoFriendships.map((names, index) => pair(names, 'friends', daysAgo(420 - 30 * index)));
  const asked = demoRequests.map((names, index) => pair(names, 'requested', daysAgo(2 + index)));
  await tx.insert(friendships).values([...made, ...asked]);
  const both = made.flatMap(({ lowId, highId, changedAt }) => [
    { userId: lowId, friendId: highId, at: changedAt },
    { userId: highId, friendId: lowId, at: changedAt },
  ]);
  const type: Event['type'] = 'friends-made';
  await tx.insert(events).values(
    both.map(({ userId, friendId, at }) => ({
      id: randomUUID(),
      userId,
      type,
      titleId: null,
      payload: { friendId },
      at,
    })),
  );
}

async function addSends(tx: Queryable, ids: ReadonlyMap<string, string>, today: Date): Promise<void> {
  const daysAgo = (days: number) => new Date(today.getTime() - days * DAY);
  const found = await tx
    .select({ id: titles.id, slug: titles.slug })
    .from(titles)
    .where(
      inArray(
        titles.slug,
        demoSends.map(({ slug }) => slug),
      ),
    );
  const titleOf = new Map(found.map(({ id, slug }) => [slug, id]));
  await tx.insert(sends).values(
    demoSends.map(({ from, to, slug, note, daysAgo: sent, thankedDaysAgo: thanked }) => ({
      id: randomUUID(),
      senderId: ids.get(from)!,
      recipientId: ids.get(to)!,
      titleId: titleOf.get(slug)!,
      note,
      sentAt: daysAgo(sent),
      ...(thanked !== undefined && {
        state: 'accepted' as const,
        answeredAt: daysAgo(thanked + 1),
        thankedAt: daysAgo(thanked),
      }),
    })),
  );
}
