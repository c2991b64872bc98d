import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { setWatchCounts, watchTitle } from '../library/watch.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { readPopular } from './popular.ts';

beforeAll(createTestDatabase);

it('what people did in the week is popular, but not what somebody else in the household watched', async () => {
  const [one, other, optedOut] = [
    await makeUser(),
    await makeUser(),
    await makeUser({ personalised: false }),
  ];
  const [both, listed, elsewhere, changed, hidden] = await Promise.all(
    [1, 2, 3, 4, 5].map(() => makeTitle()),
  );
  const watch = async (userId: string, titleId: number, counts = true) => {
    const watchId = randomUUID();
    await watchTitle(userId, { watchId, titleId, watchedOn: null, precision: 'unknown', counts });
    return watchId;
  };
  await watch(one.id, both!.id);
  await watch(other.id, both!.id);
  await setWatchlisted(one.id, listed!.id, true);
  await watch(one.id, elsewhere!.id, false);
  const watchId = await watch(one.id, changed!.id);
  await setWatchCounts(one.id, { watchId, titleId: changed!.id, counts: false });
  await watch(optedOut.id, hidden!.id);
  const popular = await readPopular();
  expect(popular.map(({ titleId }) => titleId)).toEqual([both!.id, listed!.id]);
});
