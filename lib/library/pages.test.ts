import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { readDiary } from './diary.ts';
import { readWatchlist } from './read-watchlist.ts';
import { watchTitle } from './watch.ts';
import type { WatchDate } from './watch-date.ts';
import { setWatchlisted } from './watchlist.ts';

beforeAll(createTestDatabase);

describe('the diary', () => {
  const watch = (userId: string, titleId: number, date: WatchDate) =>
    watchTitle(userId, { watchId: randomUUID(), titleId, ...date });

  it('goes back in time, with rewatches marked and vague dates after exact ones', async () => {
    const [{ id: userId }, a, b] = await Promise.all([
      makeUser(),
      makeTitle({ name: 'A' }),
      makeTitle({ name: 'B' }),
    ]);
    await watch(userId, a.id, { watchedOn: null, precision: 'unknown' });
    await watch(userId, a.id, { watchedOn: '2024', precision: 'year' });
    await watch(userId, b.id, { watchedOn: '2024-01-01', precision: 'day' });
    await watch(userId, a.id, { watchedOn: '2024-03', precision: 'month' });
    await watch(userId, b.id, { watchedOn: '2024-03-09', precision: 'day' });
    const { entries, earlier, total } = await readDiary(userId);
    expect(
      entries.map(({ title, precision, rewatch }) => `${title.name} ${precision}${rewatch ? ' again' : ''}`),
    ).toEqual(['B day again', 'A month again', 'B day', 'A year again', 'A unknown']);
    expect([earlier, total]).toEqual([null, 5]);
  });

  it('comes in pages that neither skip nor repeat', async () => {
    const [{ id: userId }, { id: titleId }] = await Promise.all([makeUser(), makeTitle()]);
    for (let viewing = 0; viewing < 120; viewing += 1) {
      await watch(userId, titleId, { watchedOn: `2024-01-0${1 + (viewing % 3)}`, precision: 'day' });
    }
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readDiary>> = await readDiary(userId, before);
      seen.push(...page.entries.map((entry) => entry.id));
      before = page.earlier;
    } while (before);
    expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
  });

  it('refuses a place that is not one', async () => {
    const { id } = await makeUser();
    for (const place of ['x', '%', btoa('["2024-01-01",1,"x","y"]'), btoa('{}'), btoa('[1,2,3,4]')]) {
      await expect(readDiary(id, place)).rejects.toMatchObject({ code: 'invalid' });
    }
  });
});

describe('the watchlist', () => {
  it('sorts, filters and counts', async () => {
    const { id: userId } = await makeUser();
    const given = [
      { name: 'Old long', runtime: 200, priorRating: 3, priorCount: 99 },
      { name: 'New short', runtime: 80, priorRating: 2, priorCount: 99 },
      { name: 'Good series', runtime: 90, kind: 'series', priorRating: 5, priorCount: 99 },
    ] as const;
    for (const title of given) await setWatchlisted(userId, (await makeTitle(title)).id, true);
    const read = async (sort: 'newest' | 'shortest' | 'rating', kind: 'film' | null = null) =>
      (await readWatchlist(userId, { sort, kind, pages: 1 })).titles.map((title) => title.name);
    expect(await read('newest')).toEqual(['Good series', 'New short', 'Old long']);
    expect(await read('shortest')).toEqual(['New short', 'Good series', 'Old long']);
    expect(await read('rating', 'film')).toEqual(['Old long', 'New short']);
    expect((await readWatchlist(userId, { sort: 'newest', kind: 'film', pages: 1 })).counts).toEqual({
      all: 3,
      film: 2,
      series: 1,
    });
  });

  it('hides what is above the maturity limit', async () => {
    const { id: userId } = await makeUser({ maturityLimit: 12 });
    await setWatchlisted(userId, (await makeTitle({ maturity: 16 })).id, true);
    expect((await readWatchlist(userId, { sort: 'newest', kind: null, pages: 1 })).counts.all).toBe(0);
  });
});
