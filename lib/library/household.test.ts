import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { events } from '../../db/schema/log.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { hasSeen, weighInteraction } from '../recommender/taste/signals.ts';
import { readDiary } from './diary.ts';
import { readInteractions } from './interactions.ts';
import { setProgress } from './progress.ts';
import { readOwnState } from './state.ts';
import { editWatch, readWatches, setWatchCounts, unwatch, watchTitle } from './watch.ts';
import { setWatchlisted } from './watchlist.ts';

beforeAll(createTestDatabase);

async function scene() {
  const [user, title] = await Promise.all([makeUser(), makeTitle()]);
  return { userId: user.id, titleId: title.id };
}

const viewing = (titleId: number, watchedOn = '2024-03-14') =>
  ({ watchId: randomUUID(), titleId, watchedOn, precision: 'day' }) as const;

const typesOf = async (userId: string) =>
  (await database().select().from(events).where(eq(events.userId, userId)).orderBy(asc(events.at))).map(
    ({ type }) => type,
  );

const interactionOf = async (userId: string) => (await readInteractions([userId])).get(userId)![0]!;

describe('somebody else watched this', () => {
  it('keeps a viewing in the diary, out of the feed, and silent about taste', async () => {
    const { userId, titleId } = await scene();
    const watch = viewing(titleId);
    await watchTitle(userId, { ...watch, counts: false });
    const interaction = await interactionOf(userId);
    expect(interaction).toMatchObject({ watches: 1, uncounted: 1 });
    expect([hasSeen(interaction), weighInteraction(interaction)]).toEqual([true, 0]);
    expect((await readDiary(userId)).entries).toMatchObject([
      { id: watch.watchId, counts: false, rewatch: false },
    ]);
    await watchTitle(userId, { ...viewing(titleId, '2024-04-01') });
    expect((await readDiary(userId)).entries.map(({ counts, rewatch }) => [counts, rewatch])).toEqual([
      [true, false],
      [false, false],
    ]);
  });

  it('can be said and taken back later, with one event for each change', async () => {
    const { userId, titleId } = await scene();
    const watch = viewing(titleId);
    const { watchId } = watch;
    await watchTitle(userId, watch);
    for (const counts of [false, false, true, false])
      await setWatchCounts(userId, { watchId, titleId, counts });
    expect(await interactionOf(userId)).toMatchObject({ watches: 1, uncounted: 1 });
    expect(await typesOf(userId)).toEqual(['watched', 'watch-uncounted', 'watch-counted', 'watch-uncounted']);
    await editWatch(userId, { ...watch, watchedOn: '2024-03-15' });
    expect(await readWatches(userId, titleId)).toMatchObject([{ watchedOn: '2024-03-15', counts: false }]);
    await unwatch(userId, watch);
    const [entry] = await database().select().from(libraryEntries).where(eq(libraryEntries.userId, userId));
    expect(entry).toMatchObject({ watchCount: 0, uncountedWatches: 0, watchedAt: null });
  });

  it('from two tabs at once leaves one event', async () => {
    const { userId, titleId } = await scene();
    const watch = viewing(titleId);
    await watchTitle(userId, watch);
    await Promise.all(
      Array.from({ length: 6 }, () =>
        setWatchCounts(userId, { watchId: watch.watchId, titleId, counts: false }),
      ),
    );
    expect(await typesOf(userId)).toEqual(['watched', 'watch-uncounted']);
  });

  it('does not say when the person last saw it', async () => {
    const { userId, titleId } = await scene();
    await watchTitle(userId, viewing(titleId, '2020-01-01'));
    await watchTitle(userId, { ...viewing(titleId, '2023-01-01'), counts: false });
    const [entry] = await database()
      .select()
      .from(libraryEntries)
      .where(and(eq(libraryEntries.userId, userId), eq(libraryEntries.titleId, titleId)));
    expect(entry?.watchedAt?.toISOString().slice(0, 10)).toBe('2020-01-01');
  });

  it('leaves the title on the watchlist and what was begun as it was', async () => {
    const { userId, titleId } = await scene();
    await setWatchlisted(userId, titleId, true);
    await setProgress(userId, titleId, 'started');
    const today = new Date().toISOString().slice(0, 10);
    const own = await watchTitle(userId, { ...viewing(titleId, today), counts: false });
    expect(own).toMatchObject({ watchlisted: true, progress: 'started', watchCount: 1 });
  });

  it('is refused for a viewing of somebody else’s account', async () => {
    const [mine, theirs] = [await scene(), await scene()];
    const watch = viewing(theirs.titleId);
    await watchTitle(theirs.userId, watch);
    const refused = setWatchCounts(mine.userId, {
      watchId: watch.watchId,
      titleId: theirs.titleId,
      counts: false,
    });
    await expect(refused).rejects.toMatchObject({ code: 'not-found' });
    expect(await interactionOf(theirs.userId)).toMatchObject({ uncounted: 0 });
  });
});

describe('watching to the end', () => {
  it('ends what was begun or given up, but not what was said of a later day', async () => {
    const { userId, titleId } = await scene();
    await setProgress(userId, titleId, 'gave-up');
    expect(await watchTitle(userId, viewing(titleId, '2020-01-01'))).toMatchObject({ progress: 'gave-up' });
    const today = new Date().toISOString().slice(0, 10);
    expect(await watchTitle(userId, viewing(titleId, today))).toMatchObject({
      progress: null,
      watchCount: 2,
    });
    expect(await typesOf(userId)).toEqual(['gave-up', 'watched', 'watched', 'progress-cleared']);
    expect(await readOwnState(userId, titleId)).toMatchObject({ progress: null });
  });
});
