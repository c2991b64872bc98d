import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { nightMembers } from '../../db/schema/nights.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { readWatches } from '../library/watch.ts';
import { readInbox } from '../social/inbox.ts';
import { setAttendance } from './attendance.ts';
import { inviteToNight } from './change.ts';
import { confirmNight } from './confirm.ts';
import { endNight } from './end.ts';
import { asPerson, makeGathering, makeVoting } from './testing/scene.ts';

beforeAll(createTestDatabase);

const kindsIn = async (userId: string) => (await readInbox(userId)).waiting.map(({ kind }) => kind);

test('"not tonight" leaves the inbox, and waits there again when it is taken back', async () => {
  const { host, nightId } = await makeGathering();
  const friend = await makeUser();
  await befriend({ id: host.userId }, friend);
  await inviteToNight(host.userId, nightId, [friend.id]);
  expect((await readInbox(friend.id)).waiting).toMatchObject([
    { kind: 'night', id: nightId, person: { id: host.userId } },
  ]);
  await setAttendance(asPerson(friend.id), nightId, 'out');
  expect(await kindsIn(friend.id)).toEqual([]);
  await setAttendance(asPerson(friend.id), nightId, 'asked');
  expect(await kindsIn(friend.id)).toEqual(['night']);
});

test('a decided night asks everybody who was there whether it was watched, until they say so, and again after the way back', async () => {
  const { host, nightId, deck, members } = await makeVoting();
  await endNight(host.userId, nightId, deck[0]);
  const friendId = members[1]!.actor.userId!;
  for (const userId of [host.userId, friendId]) expect(await kindsIn(userId)).toEqual(['night-result']);
  await confirmNight(host.userId, nightId, { watched: true });
  expect(await kindsIn(host.userId)).toEqual([]);
  expect(await readWatches(host.userId, deck[0]!)).toHaveLength(1);
  await confirmNight(host.userId, nightId, { watched: null });
  expect(await kindsIn(host.userId)).toEqual(['night-result']);
  expect(await readWatches(host.userId, deck[0]!)).toEqual([]);
  const [row] = await database()
    .select({ confirmedAt: nightMembers.confirmedAt })
    .from(nightMembers)
    .where(eq(nightMembers.userId, host.userId));
  expect(row?.confirmedAt).toBeNull();
});
