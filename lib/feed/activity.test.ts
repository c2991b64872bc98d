import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries, watches } from '../../db/schema/library.ts';
import { listItems, listMembers, lists } from '../../db/schema/lists.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { type Audience, users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { dismiss } from '../library/dismiss.ts';
import { setLiked } from '../library/like.ts';
import { writeNote } from '../library/note.ts';
import { rateTitle } from '../library/rate.ts';
import { answerCompanion, tagCompanions } from '../library/tag-companions.ts';
import { watchTitle } from '../library/watch.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { seededRandom } from '../math/random.ts';
import { blockPerson } from '../social/blocks.ts';
import { type ActivityEntry, type ActivityKind, readActivity } from './activity.ts';

type User = Awaited<ReturnType<typeof makeUser>>;
let viewer: User;
let ana: User;
let ben: User;
const films: number[] = [];

beforeAll(async () => {
  await createTestDatabase();
  for (let count = 0; count < 12; count++) films.push((await makeTitle({ name: `Film ${count}` })).id);
});

beforeEach(async () => {
  viewer = await makeUser();
  ana = await makeUser({ displayName: 'Ana' });
  ben = await makeUser({ displayName: 'Ben' });
  for (const friend of [ana, ben]) await befriend(viewer, friend);
});

async function readAll(kind: ActivityKind | null = null, limit = 50): Promise<ActivityEntry[]> {
  const entries: ActivityEntry[] = [];
  let cursor: string | null = null;
  do {
    const [reader] = await database().select().from(users).where(eq(users.id, viewer.id));
    const page = await readActivity(reader!, kind, cursor, limit);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    entries.push(...page.entries);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries;
}

/** "Ana: Film 2 rated+watched, Film 1 rated" */
function wordsOf(entry: ActivityEntry): string {
  if (entry.kind === 'night') return `${entry.night.name}: ${entry.title.name}`;
  const things = entry.things.map(({ title, verbs }) => `${title.name} ${[...verbs].sort().join('+')}`);
  return `${entry.person.name}${entry.kind === 'listed' ? ` on ${entry.list.name}` : ''}: ${things.join(', ')}`;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** A rating as if it had been given then. */
async function rated(person: User, film: number, hours: number): Promise<void> {
  await rateTitle(person.id, film, 4);
  await database()
    .update(libraryEntries)
    .set({ ratedAt: hoursAgo(hours) })
    .where(sql`${libraryEntries.userId} = ${person.id} and ${libraryEntries.titleId} = ${film}`);
}

async function watch(person: User, titleId: number, counts = true): Promise<string> {
  const watchId = randomUUID();
  await watchTitle(person.id, { watchId, titleId, watchedOn: '2026-11-20', precision: 'day', counts });
  return watchId;
}

describe('what one friend did in a row', () => {
  it('is one entry with the time of its latest, and what others did meanwhile parts it', async () => {
    await rated(ana, films[0]!, 5);
    await rated(ana, films[1]!, 4);
    await rated(ben, films[0]!, 3);
    await rated(ana, films[2]!, 2);
    await rated(ana, films[3]!, 1);
    const entries = await readAll();
    expect(entries.map(wordsOf)).toEqual([
      'Ana: Film 3 rated, Film 2 rated',
      'Ben: Film 0 rated',
      'Ana: Film 1 rated, Film 0 rated',
    ]);
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(Math.abs(Date.parse(times[0]!) - hoursAgo(1).getTime())).toBeLessThan(60_000);
  });

  it('ends after some hours', async () => {
    await rated(ana, films[0]!, 30);
    await rated(ana, films[1]!, 29);
    await rated(ana, films[2]!, 1);
    expect((await readAll()).map(wordsOf)).toEqual(['Ana: Film 2 rated', 'Ana: Film 1 rated, Film 0 rated']);
  });

  it('tells once what was done with one title, and wishes apart from what was seen', async () => {
    await watch(ana, films[0]!);
    await rateTitle(ana.id, films[0]!, 4.5);
    await setLiked(ana.id, films[0]!, true);
    await setWatchlisted(ana.id, films[1]!, true);
    const entries = await readAll();
    expect(entries.map(wordsOf)).toEqual(['Ana: Film 1 watchlisted', 'Ana: Film 0 liked+rated+watched']);
    expect(entries[1]).toMatchObject({ things: [{ rating: 4.5 }] });
  });
});

it('pages without a gap or a double, whatever their size', async () => {
  const random = seededRandom(5);
  for (let step = 0; step < 60; step++) {
    const film = films[Math.floor(random() * films.length)]!;
    await rated(random() < 0.6 ? ana : ben, film, 100 * random());
    if (random() < 0.3) await setWatchlisted(ana.id, film, true, hoursAgo(100 * random()));
  }
  const whole = await readAll(null, 500);
  expect(whole.length).toBeGreaterThan(8);
  for (const limit of [1, 2, 3, 7]) expect(await readAll(null, limit)).toEqual(whole);
});

it('keeps what happened in one microsecond apart and whole', async () => {
  for (const film of films) await rateTitle(ana.id, film, 3);
  await database()
    .update(libraryEntries)
    .set({ ratedAt: new Date('2026-11-01T12:00:00Z') })
    .where(eq(libraryEntries.userId, ana.id));
  for (const limit of [1, 5]) {
    const [entry, ...others] = await readAll(null, limit);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ kind: 'titles' });
    expect(entry?.kind === 'titles' && entry.things).toHaveLength(films.length);
  }
});

it('shows one kind at a time when asked to', async () => {
  await watch(ana, films[0]!);
  await rateTitle(ana.id, films[1]!, 2);
  await setLiked(ana.id, films[2]!, true);
  await setWatchlisted(ana.id, films[3]!, true);
  await writeNote(ana.id, films[4]!, { text: 'Long', spoils: false });
  const of = async (kind: ActivityKind) => (await readAll(kind)).map(wordsOf);
  expect(await of('watches')).toEqual(['Ana: Film 0 watched']);
  expect(await of('ratings')).toEqual(['Ana: Film 2 liked, Film 1 rated']);
  expect(await of('wishes')).toEqual(['Ana: Film 3 watchlisted']);
  expect(await of('notes')).toEqual(['Ana: Film 4 noted']);
  expect(await of('lists')).toEqual([]);
  expect(await of('nights')).toEqual([]);
});

describe('nothing shows', () => {
  const said = async () => (await readAll()).map(wordsOf);
  const share = (person: User, change: Partial<Record<string, Audience>>) =>
    database().update(users).set(change).where(eq(users.id, person.id));

  beforeEach(async () => {
    await watch(ana, films[0]!);
    await rateTitle(ana.id, films[1]!, 2);
    await writeNote(ana.id, films[1]!, { text: 'Long', spoils: false });
    await setWatchlisted(ana.id, films[2]!, true);
  });

  it('of a section that is not shared', async () => {
    expect(await said()).toEqual(['Ana: Film 2 watchlisted', 'Ana: Film 1 noted+rated, Film 0 watched']);
    await share(ana, { shareDiary: 'me' });
    expect(await said()).toEqual(['Ana: Film 2 watchlisted', 'Ana: Film 1 noted+rated']);
    await share(ana, { shareRatings: 'me' });
    expect(await said()).toEqual(['Ana: Film 2 watchlisted']);
    await share(ana, { shareWatchlist: 'me' });
    expect(await said()).toEqual([]);
  });

  it('of somebody who is waved away, blocked, a stranger or oneself', async () => {
    await rateTitle(viewer.id, films[5]!, 5);
    await rateTitle((await makeUser()).id, films[5]!, 5);
    expect((await said()).join()).not.toContain('Film 5');
    await dismiss(viewer.id, { scope: 'friend', value: ana.id });
    expect(await said()).toEqual([]);
    await rateTitle(ben.id, films[1]!, 1);
    expect(await said()).toEqual(['Ben: Film 1 rated']);
    await blockPerson(ben.id, viewer.id);
    expect(await said()).toEqual([]);
  });

  it('of titles above the maturity limit, of flagged ones, and of what somebody else in the household watched', async () => {
    const [harmful, grown] = [await makeTitle({ flagged: true }), await makeTitle({ maturity: 18 })];
    await rateTitle(ben.id, harmful.id, 5);
    await watch(ben, films[3]!, false);
    expect((await said()).join()).not.toContain('Ben');
    await rateTitle(ben.id, grown.id, 5);
    expect((await said()).join()).toContain('Ben');
    await database().update(users).set({ maturityLimit: 12 }).where(eq(users.id, viewer.id));
    expect((await said()).join()).not.toContain('Ben');
  });
});

it('names who was there too, as far as they show it', async () => {
  const watchId = await watch(ana, films[0]!);
  await tagCompanions(ana.id, watchId, [viewer.id]);
  await befriend(ana, ben);
  await tagCompanions(ana.id, watchId, [ben.id]);
  const companions = async () => {
    const entry = (await readAll()).find((one) => one.kind === 'titles' && one.person.name === 'Ana');
    return entry?.kind === 'titles' ? entry.things[0]!.companions.map(({ name }) => name) : null;
  };
  expect(await companions()).toEqual([]);
  await answerCompanion(ben.id, watchId, true);
  expect(await companions()).toEqual(['Ben']);
  await database().update(users).set({ shareDiary: 'me' }).where(eq(users.id, ben.id));
  expect(await companions()).toEqual([]);
});

it('folds notes that give the story away, until the title is known', async () => {
  await writeNote(ana.id, films[0]!, { text: 'He was dead all along', spoils: true });
  const note = async () => {
    const [entry] = await readAll('notes');
    return entry?.kind === 'titles' ? entry.things[0]!.note : null;
  };
  expect(await note()).toEqual({ text: 'He was dead all along', spoils: true, folded: true });
  await watch(viewer, films[0]!);
  expect(await note()).toMatchObject({ folded: false });
});

describe('lists', () => {
  let listId: string;
  const put = (person: User, titleId: number, removedAt: Date | null = null) =>
    database()
      .insert(listItems)
      .values({ id: randomUUID(), listId, titleId, place: `a${titleId}`, addedBy: person.id, removedAt });

  beforeEach(async () => {
    listId = randomUUID();
    await database().insert(lists).values({ id: listId, name: 'Friday' });
    for (const [person, state] of [
      [viewer, 'joined'],
      [ana, 'joined'],
      [ben, 'invited'],
    ] as const)
      await database().insert(listMembers).values({ listId, userId: person.id, role: 'editor', state });
  });

  it('tell their members what others put on them, and nobody else', async () => {
    await put(ana, films[0]!);
    await put(ana, films[1]!);
    await put(ana, films[2]!, new Date());
    await put(viewer, films[3]!);
    const [entry, ...others] = await readAll('lists');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'listed',
      person: { name: 'Ana' },
      list: { id: listId, name: 'Friday' },
    });
    expect(entry?.kind === 'listed' && entry.things.map(({ title }) => title.id).sort()).toEqual(
      [films[0]!, films[1]!].sort(),
    );
    await database().update(listMembers).set({ state: 'invited' }).where(eq(listMembers.userId, viewer.id));
    expect(await readAll()).toEqual([]);
  });

  it('name members who are no friends, but nobody blocked', async () => {
    const stranger = await makeUser({ displayName: 'Cleo' });
    await put(stranger, films[0]!);
    expect((await readAll()).map(wordsOf)).toEqual(['Cleo on Friday: Film 0 listed']);
    await blockPerson(viewer.id, stranger.id);
    expect(await readAll()).toEqual([]);
  });
});

describe('nights', () => {
  async function night(attendance: 'in' | 'out'): Promise<string> {
    const id = randomUUID();
    const facts = { code: id.slice(0, 6), name: 'Friday’s night', rule: 'average', seed: 1 } as const;
    const decided = { phase: 'decided', resultId: films[0]!, endedAt: new Date() } as const;
    await database()
      .insert(nights)
      .values({ id, hostId: ana.id, ...facts, ...decided });
    for (const [person, is] of [
      [ana, 'in'],
      [viewer, attendance],
    ] as const)
      await database()
        .insert(nightMembers)
        .values({ id: randomUUID(), nightId: id, userId: person.id, name: 'Old name', attendance: is });
    await database()
      .insert(nightMembers)
      .values({ id: randomUUID(), nightId: id, name: 'Gus', attendance: 'in', joinedAt: new Date(0) });
    return id;
  }

  it('stand there for who was at them', async () => {
    const id = await night('in');
    expect(await readAll('nights')).toMatchObject([
      { kind: 'night', night: { id, others: ['Gus', 'Ana'] }, title: { id: films[0] } },
    ]);
    await blockPerson(ana.id, viewer.id);
    expect(await readAll()).toMatchObject([{ night: { others: ['Gus', 'Somebody'] } }]);
  });

  it('and for nobody who was not', async () => {
    await night('out');
    expect(await readAll()).toEqual([]);
  });
});

it('reads no viewing twice: what is told of viewings is one thing a title', async () => {
  await watch(ana, films[0]!);
  await watch(ana, films[0]!);
  const entries = await readAll();
  expect(entries.map(wordsOf)).toEqual(['Ana: Film 0 watched']);
  expect(await database().select().from(watches).where(eq(watches.userId, ana.id))).toHaveLength(2);
});
