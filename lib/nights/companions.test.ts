import { beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { removeFriend } from '../social/friendships.ts';
import { setAttendance } from './attendance.ts';
import { readCompanions } from './companions.ts';
import { makeGathering } from './testing/scene.ts';

beforeAll(createTestDatabase);

describe('whom to ask again', () => {
  it('are the friends who were there, not oneself and no guest', async () => {
    const { host, members, nightId } = await makeGathering({ friends: 2, guests: 1, atHostsPhone: 1 });
    const friends = members.flatMap(({ actor }) =>
      actor.userId === host.userId ? [] : (actor.userId ?? []),
    );
    expect(new Set(await readCompanions(host.userId, nightId))).toEqual(new Set(friends));
  });

  it('are not those who could not come, nor who is no friend any more', async () => {
    const { host, members, nightId } = await makeGathering({ friends: 3 });
    const [, gone, parted, there] = members.map(({ actor }) => actor);
    await setAttendance(gone!, nightId, 'out');
    await removeFriend(host.userId, parted!.userId!);
    expect(await readCompanions(host.userId, nightId)).toEqual([there!.userId]);
  });

  it('are nobody for whoever was not there', async () => {
    const { nightId } = await makeGathering({ friends: 2 });
    expect(await readCompanions((await makeUser()).id, nightId)).toEqual([]);
    expect(await readCompanions((await makeUser()).id, 'no night')).toEqual([]);
  });
});
