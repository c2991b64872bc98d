import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries, watches } from '../../db/schema/library.ts';
import { events } from '../../db/schema/log.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { dismiss, undismiss } from './dismiss.ts';
import { listDismissals, readDismissals } from './dismissals.ts';
import { readInteractions } from './interactions.ts';
import { setLiked } from './like.ts';
import { listMuted, muteTitle } from './mute.ts';
import { setProgress } from './progress.ts';
import { rateTitle } from './rate.ts';
import { readOwnState, readOwnStates } from './state.ts';
import { editWatch, readWatches, unwatch, watchTitle } from './watch.ts';
import { setWatchlisted } from './watchlist.ts';

const nowhere = 999_999;

async function scene() {
  const [user, title] = await Promise.all([makeUser(), makeTitle()]);
  return { userId: user.id, titleId: title.id };
}

async function eventsOf(userId: string) {
  const rows = await database()
    .select()
    .from(events)
    .where(eq(events.userId, userId))
    .orderBy(asc(events.at));
  return rows.map((row) => row.type);
}

const viewing = (titleId: number, watchedOn = '2024-03-14') =>
  ({ watchId: randomUUID(), titleId, watchedOn, precision: 'day' }) as const;

beforeAll(createTestDatabase);

describe('rating', () => {
  it('is kept in half stars, changed and taken back, with one event each', async () => {
    const { userId, titleId } = await scene();
    expect(await rateTitle(userId, titleId, 3.5)).toMatchObject({ rating: 3.5, watchCount: 0 });
    expect(await rateTitle(userId, titleId, 3.5)).toMatchObject({ rating: 3.5 });
    expect(await rateTitle(userId, titleId, 0.5)).toMatchObject({ rating: 0.5 });
    expect(await rateTitle(userId, titleId, null)).toMatchObject({ rating: null });
    expect(await rateTitle(userId, titleId, null)).toMatchObject({ rating: null });
    expect(await eventsOf(userId)).toEqual(['rated', 'rated', 'unrated']);
  });

  it.each([0, 5.5, 3.3, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s stars', async (stars) => {
    const { userId, titleId } = await scene();
    await expect(rateTitle(userId, titleId, stars)).rejects.toMatchObject({ code: 'invalid' });
    expect(await eventsOf(userId)).toEqual([]);
  });

  it('refuses an unknown title and leaves nothing behind', async () => {
    const { userId } = await scene();
    await expect(rateTitle(userId, nowhere, 4)).rejects.toMatchObject({ code: 'not-found' });
    expect(await database().select().from(libraryEntries).where(eq(libraryEntries.userId, userId))).toEqual(
      [],
    );
  });

  it('is safe from many tabs at once: one event for one change', async () => {
    const { userId, titleId } = await scene();
    await Promise.all(Array.from({ length: 8 }, () => rateTitle(userId, titleId, 4)));
    expect(await eventsOf(userId)).toEqual(['rated']);
    await Promise.all([
      rateTitle(userId, titleId, 1),
      rateTitle(userId, titleId, 2),
      setLiked(userId, titleId, true),
    ]);
    const own = await readOwnState(userId, titleId);
    expect(own.liked).toBe(true);
    expect([1, 2]).toContain(own.rating);
  });
});

describe('watchlist, like and progress', () => {
  it('switch on and off, and repeat without a second event', async () => {
    const { userId, titleId } = await scene();
    for (const on of [true, true, false, false]) {
      expect(await setWatchlisted(userId, titleId, on)).toMatchObject({ watchlisted: on });
      expect(await setLiked(userId, titleId, on)).toMatchObject({ liked: on });
    }
    for (const progress of ['started', 'started', 'gave-up', null, null] as const) {
      expect(await setProgress(userId, titleId, progress)).toMatchObject({ progress });
    }
    expect(await eventsOf(userId)).toEqual([
      'watchlisted',
      'liked',
      'unwatchlisted',
      'unliked',
      'started',
      'gave-up',
      'progress-cleared',
    ]);
  });

  it('from two tabs at once leave one event', async () => {
    const { userId, titleId } = await scene();
    await Promise.all(Array.from({ length: 6 }, () => setWatchlisted(userId, titleId, true)));
    expect(await eventsOf(userId)).toEqual(['watchlisted']);
  });

  it('come back to their place after an undo, but never from the future', async () => {
    const { userId, titleId } = await scene();
    const since = new Date('2024-01-02T03:04:05Z');
    await setWatchlisted(userId, titleId, true, since);
    const [entry] = await database().select().from(libraryEntries).where(eq(libraryEntries.userId, userId));
    expect(entry?.watchlistedAt).toEqual(since);
    const later = new Date(Date.now() + 60_000);
    await expect(setWatchlisted(userId, titleId, true, later)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('refuse an unknown title', async () => {
    const { userId } = await scene();
    const refused = { code: 'not-found' };
    await expect(setWatchlisted(userId, nowhere, true)).rejects.toMatchObject(refused);
    await expect(setLiked(userId, nowhere, true)).rejects.toMatchObject(refused);
    await expect(setProgress(userId, nowhere, 'started')).rejects.toMatchObject(refused);
  });
});

describe('"don’t use this title"', () => {
  it('keeps the title seen and in the diary, says so to the recommender, and comes back, with one event each', async () => {
    const { userId, titleId } = await scene();
    await watchTitle(userId, viewing(titleId));
    await rateTitle(userId, titleId, 4);
    const read = async () => (await readInteractions([userId])).get(userId);
    await Promise.all([1, 2, 3].map(() => muteTitle(userId, titleId, true)));
    expect(await read()).toMatchObject([{ titleId, rating: 4, watches: 1, muted: true }]);
    expect(await readWatches(userId, titleId)).toHaveLength(1);
    expect(await listMuted(userId)).toMatchObject([{ id: titleId }]);
    await muteTitle(userId, titleId, false);
    expect(await read()).toMatchObject([{ titleId, rating: 4, muted: false }]);
    expect(await listMuted(userId)).toEqual([]);
    expect(await eventsOf(userId)).toEqual(['watched', 'rated', 'muted', 'unmuted']);
  });

  it('refuses an unknown title', async () => {
    const { userId } = await scene();
    await expect(muteTitle(userId, nowhere, true)).rejects.toMatchObject({ code: 'not-found' });
    expect(await eventsOf(userId)).toEqual([]);
  });
});

describe('watching', () => {
  it('counts each viewing once, however often the request comes', async () => {
    const { userId, titleId } = await scene();
    const first = viewing(titleId);
    await Promise.all(Array.from({ length: 5 }, () => watchTitle(userId, first)));
    expect(await readOwnState(userId, titleId)).toMatchObject({ watchCount: 1, rating: null });
    expect(await watchTitle(userId, viewing(titleId, '2024-05-01'))).toMatchObject({ watchCount: 2 });
    expect(await eventsOf(userId)).toEqual(['watched', 'watched']);
  });

  it('takes the title off the watchlist', async () => {
    const { userId, titleId } = await scene();
    await setWatchlisted(userId, titleId, true);
    expect(await watchTitle(userId, viewing(titleId))).toMatchObject({ watchlisted: false, watchCount: 1 });
    expect((await eventsOf(userId)).toSorted()).toEqual(['unwatchlisted', 'watched', 'watchlisted']);
  });

  it('keeps count and last date right when viewings are edited and removed', async () => {
    const { userId, titleId } = await scene();
    const [early, late] = [viewing(titleId, '2020-01-01'), viewing(titleId, '2023-06-01')];
    await watchTitle(userId, early);
    await watchTitle(userId, late);
    const lastSeen = async () => {
      const [entry] = await database().select().from(libraryEntries).where(eq(libraryEntries.userId, userId));
      return [entry?.watchCount, entry?.watchedAt?.toISOString().slice(0, 10)];
    };
    expect(await lastSeen()).toEqual([2, '2023-06-01']);
    await editWatch(userId, { ...early, watchedOn: '2024', precision: 'year' });
    await editWatch(userId, { ...early, watchedOn: '2024-01-01', precision: 'year' });
    expect(await lastSeen()).toEqual([2, '2024-01-01']);
    await unwatch(userId, early);
    await unwatch(userId, early);
    expect(await lastSeen()).toEqual([1, '2023-06-01']);
    await unwatch(userId, late);
    expect(await lastSeen()).toEqual([0, undefined]);
    expect(await eventsOf(userId)).toEqual(['watched', 'watched', 'watched', 'unwatched', 'unwatched']);
  });

  it('keeps as much of the date as is known', async () => {
    const { userId, titleId } = await scene();
    await watchTitle(userId, { ...viewing(titleId, '2024-02'), precision: 'month' });
    await watchTitle(userId, { ...viewing(titleId, '2023'), precision: 'year' });
    await watchTitle(userId, { ...viewing(titleId), watchedOn: null, precision: 'unknown' });
    expect(
      (await readWatches(userId, titleId)).map(({ watchedOn, precision }) => [watchedOn, precision]),
    ).toEqual([
      ['2024-02-01', 'month'],
      ['2023-01-01', 'year'],
      [null, 'unknown'],
    ]);
  });

  it.each(['2999-01-01', '2023-02-30', 'yesterday', '1850-01-01', ''])(
    'refuses the day %s',
    async (watchedOn) => {
      const { userId, titleId } = await scene();
      await expect(watchTitle(userId, viewing(titleId, watchedOn))).rejects.toMatchObject({
        code: 'invalid',
        field: 'watchedOn',
      });
    },
  );

  it('takes the today of people ahead of UTC', async () => {
    const { userId, titleId } = await scene();
    const kiritimati = new Date(Date.now() + 13.9 * 3_600_000).toISOString().slice(0, 10);
    expect(await watchTitle(userId, viewing(titleId, kiritimati))).toMatchObject({ watchCount: 1 });
  });

  it('leaves the viewings of others alone, and refuses their ids', async () => {
    const [mine, theirs] = [await scene(), await scene()];
    const watch = viewing(theirs.titleId);
    await watchTitle(theirs.userId, watch);
    await expect(watchTitle(mine.userId, watch)).rejects.toMatchObject({ code: 'conflict' });
    await expect(editWatch(mine.userId, watch)).rejects.toMatchObject({ code: 'not-found' });
    expect(await unwatch(mine.userId, watch)).toMatchObject({ watchCount: 0 });
    expect(await readOwnState(theirs.userId, theirs.titleId)).toMatchObject({ watchCount: 1 });
    expect(await database().select().from(watches).where(eq(watches.id, watch.watchId))).toHaveLength(1);
    expect(await eventsOf(mine.userId)).toEqual([]);
  });
});

describe('not interested', () => {
  it('works in every scope, once, with words and a way back', async () => {
    const { userId, titleId } = await scene();
    const friend = await makeUser({ displayName: 'Sam' });
    await befriend({ id: userId }, friend);
    const given = [
      { scope: 'title', value: String(titleId) },
      { scope: 'genre', value: 'science-fiction' },
      { scope: 'person', value: 'Ada Maker' },
      { scope: 'friend', value: friend.id },
    ] as const;
    for (const dismissal of given)
      await Promise.all([dismiss(userId, dismissal), dismiss(userId, dismissal)]);
    expect(await readDismissals(userId)).toEqual({
      genres: new Set(['science-fiction']),
      people: new Set(['Ada Maker']),
      friends: new Set([friend.id]),
    });
    const words = (await listDismissals(userId)).map((row) => row.words);
    expect(words.slice(0, 3)).toEqual(['Sam', 'Ada Maker', 'Science fiction']);
    expect(words[3]).toMatch(/, 2000$/);
    expect(await readOwnState(userId, titleId)).toMatchObject({ dismissed: true });
    for (const dismissal of given)
      await Promise.all([undismiss(userId, dismissal), undismiss(userId, dismissal)]);
    expect(await listDismissals(userId)).toEqual([]);
    expect((await eventsOf(userId)).filter((type) => type === 'dismissed')).toHaveLength(4);
    expect((await eventsOf(userId)).filter((type) => type === 'undismissed')).toHaveLength(4);
  });

  it('refuses what does not exist here', async () => {
    const { userId } = await scene();
    const stranger = await makeUser();
    for (const dismissal of [
      { scope: 'title', value: String(nowhere) },
      { scope: 'title', value: "1' or true" },
      { scope: 'genre', value: 'cheese' },
      { scope: 'person', value: 'Nobody At All' },
      { scope: 'friend', value: stranger.id },
      { scope: 'friend', value: 'x' },
    ] as const) {
      await expect(dismiss(userId, dismissal)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await eventsOf(userId)).toEqual([]);
  });
});

describe('reading for the recommender', () => {
  it('gives everyone asked for, with all they did and nothing they did not', async () => {
    const [one, two, none] = [await scene(), await scene(), await makeUser()];
    await rateTitle(one.userId, one.titleId, 4.5);
    await watchTitle(one.userId, viewing(one.titleId));
    await dismiss(one.userId, { scope: 'title', value: String(two.titleId) });
    await setWatchlisted(two.userId, two.titleId, true);
    await setLiked(two.userId, one.titleId, true);
    await setLiked(two.userId, one.titleId, false);
    const read = await readInteractions([one.userId, two.userId, none.id]);
    expect(read.get(none.id)).toEqual([]);
    expect(read.get(two.userId)).toMatchObject([
      { titleId: two.titleId, watchlisted: true, rating: null, dismissed: false },
    ]);
    expect(read.get(one.userId)).toMatchObject([
      { titleId: two.titleId, dismissed: true, watches: 0, rating: null, liked: false },
      { titleId: one.titleId, rating: 4.5, watches: 1, dismissed: false },
    ]);
    expect(read.get(one.userId)?.[1]?.at).toBeGreaterThan(Date.now() - 60_000);
    expect((await readInteractions([])).size).toBe(0);
  });

  it('answers for every title asked about', async () => {
    const { userId, titleId } = await scene();
    await setLiked(userId, titleId, true);
    const states = await readOwnStates(userId, [titleId, nowhere]);
    expect([states.get(titleId)?.liked, states.get(nowhere)?.liked]).toEqual([true, false]);
  });
});
