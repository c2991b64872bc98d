import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { setLiked } from '../library/like.ts';
import { setWatchCounts, watchTitle } from '../library/watch.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { readPopular } from './popular.ts';

beforeAll(createTestDatabase);

async function watch(userId: string, titleId: number, counts = true): Promise<string> {
  const watchId = randomUUID();
  await watchTitle(userId, { watchId, titleId, watchedOn: null, precision: 'unknown', counts });
  return watchId;
}

// One test: what is popular is kept for a minute.
it('what three people did in the week is popular, whoever else would make up the number', async () => {
  const crowd = [await makeUser(), await makeUser(), await makeUser()];
  const [seen, listed, two, elsewhere, changed, optedOut, quiet] = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7].map(async () => (await makeTitle()).id),
  );
  for (const { id } of crowd) {
    await watch(id, seen!);
    await setLiked(id, seen!, true);
    await setWatchlisted(id, listed!, true);
  }
  const [first, second, third] = crowd.map(({ id }) => id);
  for (const title of [two, elsewhere, changed, optedOut, quiet]) {
    await watch(first!, title!);
    await watch(second!, title!);
  }
  await watch(third!, elsewhere!, false);
  const watchId = await watch(third!, changed!);
  await setWatchCounts(third!, { watchId, titleId: changed!, counts: false });
  await watch((await makeUser({ personalised: false })).id, optedOut!);
  await watch((await makeUser({ shareDiary: 'me' })).id, quiet!);
  const popular = await readPopular();
  expect(new Set(popular.map(({ titleId }) => titleId))).toEqual(new Set([seen, listed]));
});
