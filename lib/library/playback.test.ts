import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries, watches } from '../../db/schema/library.ts';
import { events, playbackEvents } from '../../db/schema/log.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { recordPlayback } from './playback.ts';
import { setProgress } from './progress.ts';
import { readOwnState } from './state.ts';
import { editWatch, readWatches, setWatchCounts, unwatch, watchTitle } from './watch.ts';
import { setWatchlisted } from './watchlist.ts';

beforeAll(createTestDatabase);

async function scene(given: Parameters<typeof makeTitle>[0] = {}) {
  const [user, title] = await Promise.all([makeUser(), makeTitle(given)]);
  const tell = (...reports: object[]) =>
    recordPlayback(
      user.id,
      reports.map((report) => ({ id: randomUUID(), titleId: title.id, ...report })),
    );
  return { userId: user.id, titleId: title.id, tell };
}

const at = (time: string) => `2024-03-${time}:00Z`;
const started = (time: string) => ({ type: 'playback.started', at: at(time) });
const progress = (time: string, position: number) => ({
  type: 'playback.progress',
  position,
  duration: 100,
  at: at(time),
});
const stopped = (time: string, position: number) => ({
  ...progress(time, position),
  type: 'playback.stopped',
});
const finished = (time: string) => ({ type: 'playback.finished', at: at(time) });

const daysOf = async (userId: string, titleId: number) =>
  (await readWatches(userId, titleId)).map(({ watchedOn }) => watchedOn);
const typesOf = async (userId: string) =>
  (await database().select().from(events).where(eq(events.userId, userId)).orderBy(asc(events.at))).map(
    ({ type }) => type,
  );

describe('what was played', () => {
  it('is started, then given up, then started again, then watched', async () => {
    const { userId, titleId, tell } = await scene();
    const progressAfter = async (report: object) => {
      await tell(report);
      return (await readOwnState(userId, titleId)).progress;
    };
    expect(await progressAfter(started('10T20:00'))).toBe('started');
    expect(await progressAfter(stopped('10T20:10', 8))).toBe('gave-up');
    expect(await progressAfter(progress('11T20:00', 40))).toBe('started');
    expect(await progressAfter(stopped('11T20:30', 55))).toBe('started');
    expect(await progressAfter(stopped('11T20:40', 5))).toBe('started');
    expect(await progressAfter(finished('12T21:00'))).toBe(null);
    expect(await readOwnState(userId, titleId)).toMatchObject({ watchCount: 1 });
    expect(await typesOf(userId)).toEqual(['started', 'gave-up', 'started', 'watched', 'progress-cleared']);
  });

  it('to more than nine tenths is watched, once a sitting, on the day it was there', async () => {
    const { userId, titleId, tell } = await scene();
    await tell(
      { ...progress('10T00:00', 91), at: '2024-03-10T23:30:00-05:00' },
      { ...finished('10T00:00'), at: '2024-03-10T23:50:00-05:00' },
      { ...finished('10T00:00'), at: '2024-03-11T00:10:00-05:00' },
    );
    expect(await daysOf(userId, titleId)).toEqual(['2024-03-10']);
    const [entry] = await database().select().from(libraryEntries).where(eq(libraryEntries.userId, userId));
    expect(entry?.watchedAt).toEqual(new Date('2024-03-11T04:30:00Z'));
  });

  it('again after the running time is a rewatch', async () => {
    const film = await scene({ runtime: 100 });
    await film.tell(finished('10T20:00'), finished('10T21:30'), finished('10T21:41'), started('12T20:00'));
    expect(await readOwnState(film.userId, film.titleId)).toMatchObject({ watchCount: 2, progress: null });
  });

  it('of a series is started by an episode and watched with the last one, once', async () => {
    const { userId, titleId, tell } = await scene({ kind: 'series', runtime: 45 });
    await setWatchlisted(userId, titleId, true, new Date('2024-03-01T00:00:00Z'));
    await tell({ ...finished('10T20:00'), season: 1, episode: 1 }, progress('10T21:00', 95));
    const begun = { watchCount: 0, progress: 'started', watchlisted: true };
    expect(await readOwnState(userId, titleId)).toMatchObject(begun);
    await tell({ ...finished('20T21:00'), season: 2, episode: 8, last: true }, finished('21T21:00'));
    await tell({ ...progress('22T21:00', 93), last: true });
    expect(await daysOf(userId, titleId)).toEqual(['2024-03-20']);
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: null, watchlisted: false });
  });

  it('of a series is given up by an episode left early, unless another was finished', async () => {
    const { userId, titleId, tell } = await scene({ kind: 'series' });
    await tell({ ...stopped('11T20:00', 5), season: 1, episode: 2 });
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: 'gave-up' });
    await tell({ ...finished('10T20:00'), season: 1, episode: 1 });
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: 'started' });
    await tell({ ...stopped('12T20:00', 5), season: 1, episode: 3 });
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: 'started', watchCount: 0 });
  });

  it('as an episode is a series, also where a film has its name', async () => {
    const { userId, titleId: film } = await scene({ kind: 'film', name: 'Fargo', year: 2014 });
    const series = await makeTitle({ kind: 'series', slug: 'fargo-series', name: 'Fargo', year: 2014 });
    const fargo = { ...finished('10T20:00'), id: 'f', name: 'Fargo', year: 2014, episode: 1 };
    expect(await recordPlayback(userId, [fargo])).toMatchObject({ accepted: 1, refused: [] });
    expect(await readOwnState(userId, series.id)).toMatchObject({ progress: 'started' });
    const wrong = [
      { ...finished('10T20:00'), id: 'g', titleId: film, episode: 1 },
      { ...fargo, id: 'h', kind: 'film' },
      { ...fargo, id: 'i', season: 'one' },
    ];
    const { accepted, refused } = await recordPlayback(userId, wrong);
    expect([accepted, refused.map(({ field }) => field)]).toEqual([0, ['titleId', 'kind', 'season']]);
  });

  it('takes the title off the watchlist, unless it was put there afterwards', async () => {
    const { userId, titleId, tell } = await scene();
    await setWatchlisted(userId, titleId, true, new Date('2024-03-09T00:00:00Z'));
    await tell(started('10T19:00'));
    expect(await readOwnState(userId, titleId)).toMatchObject({ watchlisted: true });
    await tell(finished('10T20:00'));
    expect(await readOwnState(userId, titleId)).toMatchObject({ watchlisted: false });
    await setWatchlisted(userId, titleId, true);
    await tell(finished('20T20:00'));
    expect(await readOwnState(userId, titleId)).toMatchObject({ watchlisted: true, watchCount: 2 });
  });
});

describe('order does not matter', () => {
  const evenings = [
    started('10T18:00'),
    stopped('10T18:10', 6),
    progress('10T21:00', 50),
    { ...progress('10T23:55', 93), at: '2024-03-10T23:55:00+02:00' },
    { ...finished('11T00:05'), at: '2024-03-11T00:05:00+02:00' },
    finished('12T20:00'),
    finished('12T21:30'),
    finished('12T23:20'),
    started('14T20:00'),
  ].map((report, index) => ({ id: `e${index}`, ...report }));
  const orders = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
    [8, 7, 6, 5, 4, 3, 2, 1, 0],
    [7, 4, 1, 6, 8, 3, 0, 5, 2],
    [6, 2, 7, 0, 5, 4, 8, 1, 3],
  ];

  it.each(orders)('%i %i %i %i %i %i %i %i %i', async (...order) => {
    const { userId, titleId } = await scene({ runtime: 110 });
    for (const index of order) await recordPlayback(userId, [{ ...evenings[index], titleId }]);
    expect(await daysOf(userId, titleId)).toEqual(['2024-03-12', '2024-03-12', '2024-03-10']);
    const [entry] = await database().select().from(libraryEntries).where(eq(libraryEntries.userId, userId));
    expect(entry).toMatchObject({ progress: null, progressAt: null, watchCount: 3, uncountedWatches: 0 });
    expect(entry?.watchedAt).toEqual(new Date('2024-03-12T23:20:00Z'));
  });

  it('nor does the moment of what is begun', async () => {
    const reports = [started('10T18:00'), progress('10T18:30', 20), progress('10T19:00', 50)];
    for (const order of [reports, reports.toReversed()]) {
      const { userId, tell } = await scene();
      for (const report of order) await tell(report);
      const [entry] = await database().select().from(libraryEntries).where(eq(libraryEntries.userId, userId));
      expect(entry).toMatchObject({ progress: 'started', progressAt: new Date('2024-03-10T18:00:00Z') });
    }
  });
});

describe('the person’s own word', () => {
  it('stands over what was played before it, and yields to what is played later', async () => {
    const { userId, titleId, tell } = await scene();
    await setProgress(userId, titleId, 'gave-up');
    await tell(started('10T20:00'));
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: 'gave-up' });
    await setProgress(userId, titleId, null);
    await tell(progress('10T20:20', 20));
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: null });
    await tell({ ...started('10T20:00'), at: new Date(Date.now() + 60_000).toISOString() });
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: 'started' });
  });

  it('removes a viewing for good, and later reports of the same sitting do not bring it back', async () => {
    const { userId, titleId, tell } = await scene();
    await tell(progress('10T20:00', 95));
    const [viewing] = await readWatches(userId, titleId);
    await unwatch(userId, { watchId: viewing!.id, titleId });
    await tell(finished('10T20:05'), progress('10T19:58', 92));
    expect(await daysOf(userId, titleId)).toEqual([]);
    await tell(finished('14T20:00'));
    expect(await daysOf(userId, titleId)).toEqual(['2024-03-14']);
  });

  it('takes a removal back', async () => {
    const { userId, titleId, tell } = await scene();
    await tell(progress('10T20:00', 95));
    const [viewing] = await readWatches(userId, titleId);
    const { id: watchId, watchedOn, precision } = viewing!;
    await unwatch(userId, { watchId, titleId });
    await watchTitle(userId, { watchId, titleId, watchedOn, precision });
    await tell(finished('10T20:05'));
    expect(await daysOf(userId, titleId)).toEqual(['2024-03-10']);
  });

  it('keeps an edited day and whose viewing it was, when an earlier report of it comes late', async () => {
    const { userId, titleId, tell } = await scene();
    await tell(finished('10T20:00'));
    const [viewing] = await readWatches(userId, titleId);
    const { id: watchId } = viewing!;
    await editWatch(userId, { watchId, titleId, watchedOn: '2024-03-09', precision: 'day' });
    await setWatchCounts(userId, { watchId, titleId, counts: false });
    await tell(progress('10T19:50', 93));
    expect(await readWatches(userId, titleId)).toMatchObject([{ watchedOn: '2024-03-09', counts: false }]);
  });

  it('about the same day is the same viewing', async () => {
    const { userId, titleId, tell } = await scene();
    const watchId = randomUUID();
    await watchTitle(userId, { watchId, titleId, watchedOn: '2024-03-10', precision: 'day' });
    await tell(finished('10T20:00'));
    expect((await readWatches(userId, titleId)).map(({ id }) => id)).toEqual([watchId]);
    await tell(stopped('10T18:00', 10));
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: null, watchCount: 1 });
  });
});

describe('many at once', () => {
  it('the same batches end as one', async () => {
    const { userId, titleId } = await scene();
    const other = await makeTitle();
    const batch = [
      { id: 'a', titleId, ...started('10T20:00') },
      { id: 'b', titleId, ...finished('10T22:00') },
      { id: 'c', titleId: other.id, ...finished('11T22:00') },
      { id: 'c', titleId, ...finished('12T22:00') },
    ];
    const answers = await Promise.all(
      [1, 2, 3, 4].map((turn) => recordPlayback(userId, turn % 2 ? batch : batch.toReversed())),
    );
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(3);
    expect(answers.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(13);
    const kept = await database().select().from(playbackEvents).where(eq(playbackEvents.userId, userId));
    expect(kept.map(({ eventId }) => eventId).toSorted()).toEqual(['a', 'b', 'c']);
    const all = await database().select().from(watches).where(eq(watches.userId, userId));
    expect(all).toHaveLength(2);
    const watched = and(eq(events.userId, userId), eq(events.type, 'watched'));
    expect(await database().select().from(events).where(watched)).toHaveLength(2);
  });

  it('ids belong to one person only', async () => {
    const [one, other] = [await scene(), await scene()];
    expect(await one.tell({ id: 'x', ...finished('10T20:00') })).toMatchObject({ accepted: 1 });
    expect(await other.tell({ id: 'x', ...finished('10T20:00') })).toMatchObject({ accepted: 1 });
    expect(await other.tell({ id: 'x', ...finished('10T20:00') })).toMatchObject({
      accepted: 0,
      repeated: 1,
    });
  });
});
