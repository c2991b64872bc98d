import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { friendships } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { DomainError } from '../errors.ts';
import { readVersions } from '../live/topics.ts';
import { blockPerson, listBlocked, unblockPerson } from './blocks.ts';
import { readFriendsBoard } from './board.ts';
import { listFriends, listRequests, setFriendInfluence } from './circle.ts';
import {
  acceptFriendship,
  cancelRequest,
  declineFriendship,
  removeFriend,
  requestFriendship,
} from './friendships.ts';
import { isPair } from './pair.ts';
import { findPerson, searchPeople } from './people.ts';
import { readPersonPage } from './profile.ts';
import { restoreFriendship } from './restore.ts';

beforeAll(createTestDatabase);

const pair = async () => [await makeUser(), await makeUser()] as const;

async function eventsOf(userId: string, type: string): Promise<number> {
  const rows = await database()
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.userId, userId), eq(events.type, type)));
  return rows.length;
}

async function age(one: string, other: string, interval: string): Promise<void> {
  const moved = sql`${friendships.changedAt} - ${interval}::interval`;
  await database().update(friendships).set({ changedAt: moved }).where(isPair(one, other));
}

describe('requests', () => {
  test('a request waits for its answer, and an accepted one makes friends of both, with an event each', async () => {
    const [ana, ben] = await pair();
    expect(await requestFriendship(ana.id, ben.handle)).toBe('asked');
    expect((await listRequests(ana.id)).outgoing.map((person) => person.id)).toEqual([ben.id]);
    expect((await listRequests(ben.id)).incoming.map((person) => person.id)).toEqual([ana.id]);
    expect(await acceptFriendship(ben.id, ana.id)).toBe('friends');
    expect((await listFriends(ana.id)).map((person) => person.id)).toEqual([ben.id]);
    expect((await listFriends(ben.id)).map((person) => person.id)).toEqual([ana.id]);
    expect([await eventsOf(ana.id, 'friends-made'), await eventsOf(ben.id, 'friends-made')]).toEqual([1, 1]);
  });

  test('requests that cross at the same moment make friends, once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [ana, ben] = await pair();
      const answers = await Promise.all([
        requestFriendship(ana.id, ben.handle),
        requestFriendship(ben.id, ana.handle),
      ]);
      expect(answers.toSorted()).toEqual(['asked', 'friends']);
      expect(await eventsOf(ana.id, 'friends-made')).toBe(1);
      expect(await eventsOf(ben.id, 'friends-made')).toBe(1);
    }
  });

  test('repeating any verb changes nothing', async () => {
    const [ana, ben] = await pair();
    const asked = await Promise.all([1, 2, 3].map(() => requestFriendship(ana.id, ben.handle)));
    expect(asked).toEqual(['asked', 'asked', 'asked']);
    await Promise.all([acceptFriendship(ben.id, ana.id), acceptFriendship(ben.id, ana.id)]);
    expect(await eventsOf(ana.id, 'friends-made')).toBe(1);
    expect(await requestFriendship(ana.id, ben.handle)).toBe('friends');
    await Promise.all([
      removeFriend(ana.id, ben.id),
      removeFriend(ben.id, ana.id),
      removeFriend(ana.id, ben.id),
    ]);
    expect([await eventsOf(ana.id, 'friend-removed'), await eventsOf(ben.id, 'friend-removed')]).toEqual([
      1, 1,
    ]);
    expect(await listFriends(ana.id)).toEqual([]);
  });

  test('nobody accepts their own request, or one that was taken back', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await expect(acceptFriendship(ana.id, ben.id)).rejects.toThrow(/no longer there/);
    await cancelRequest(ben.id, ana.id);
    expect((await listRequests(ben.id)).incoming).toHaveLength(1);
    await cancelRequest(ana.id, ben.id);
    await cancelRequest(ana.id, ben.id);
    await expect(acceptFriendship(ben.id, ana.id)).rejects.toThrow(/no longer there/);
  });

  test('a request and its cancellation at once never leave a friendship', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    const [accepted] = await Promise.allSettled([
      acceptFriendship(ben.id, ana.id),
      cancelRequest(ana.id, ben.id),
    ]);
    expect((await listFriends(ana.id)).length).toBe(accepted.status === 'fulfilled' ? 1 : 0);
  });

  test('one cannot befriend oneself or a handle that does not exist', async () => {
    const ana = await makeUser();
    await expect(requestFriendship(ana.id, ana.handle)).rejects.toMatchObject({ code: 'invalid' });
    await expect(requestFriendship(ana.id, 'nobody_at_all')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('asking again', () => {
  const pausedFor = async (viewerId: string) => (await readFriendsBoard(viewerId)).paused.map(({ id }) => id);

  test('has to wait after a "no": whoever asked sees from when, and whoever said it sees nothing', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await declineFriendship(ben.id, ana.id);
    const [paused] = (await readFriendsBoard(ana.id)).paused;
    expect(paused?.id).toBe(ben.id);
    const days = (Date.parse(paused?.askFrom ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14);
    expect(await pausedFor(ben.id)).toEqual([]);
    await age(ana.id, ben.id, '15 days');
    expect(await pausedFor(ana.id)).toEqual([]);
    expect(await requestFriendship(ana.id, ben.handle)).toBe('asked');
  });

  test('outlasts a block that is lifted, and tells the blocked person nothing while it holds', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await blockPerson(ben.id, ana.id);
    expect(await pausedFor(ana.id)).toEqual([]);
    await unblockPerson(ben.id, ana.id);
    expect(await pausedFor(ana.id)).toEqual([ben.id]);
    await expect(requestFriendship(ana.id, ben.handle)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('ends as soon as the other asks, and the two requests make friends', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await declineFriendship(ben.id, ana.id);
    expect(await requestFriendship(ben.id, ana.handle)).toBe('asked');
    expect(await pausedFor(ana.id)).toEqual([]);
    expect(await requestFriendship(ana.id, ben.handle)).toBe('friends');
  });
});

describe('open pages', () => {
  const versionsAfter = async (people: readonly { id: string }[], work: () => Promise<unknown>) => {
    const topics = people.map(({ id }) => `person:${id}` as const);
    const before = await readVersions(topics);
    await work();
    const after = await readVersions(topics);
    return topics.map((topic) => after.get(topic)! > before.get(topic)!);
  };

  test('of both people learn that something changed, whatever it was', async () => {
    const [ana, ben] = await pair();
    const steps: (() => Promise<unknown>)[] = [
      () => requestFriendship(ana.id, ben.handle),
      () => cancelRequest(ana.id, ben.id),
      () => requestFriendship(ana.id, ben.handle),
      () => acceptFriendship(ben.id, ana.id),
      () => removeFriend(ana.id, ben.id),
      () => restoreFriendship(ana.id, ben.id),
      () => blockPerson(ana.id, ben.id),
      () => unblockPerson(ana.id, ben.id),
    ];
    for (const step of steps) expect(await versionsAfter([ana, ben], step)).toEqual([true, true]);
  });

  test('are left alone where nothing changed', async () => {
    const [ana, ben] = await pair();
    const nothing = [
      () => declineFriendship(ana.id, ben.id),
      () => cancelRequest(ana.id, ben.id),
      () => removeFriend(ana.id, ben.id),
      () => unblockPerson(ana.id, ben.id),
    ];
    for (const step of nothing) expect(await versionsAfter([ana, ben], step)).toEqual([false, false]);
  });

  test('read a board that is at least as new as its version', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ben.id, ana.handle);
    const { version, incoming } = await readFriendsBoard(ana.id);
    expect(incoming).toHaveLength(1);
    expect((await readVersions([`person:${ana.id}`])).get(`person:${ana.id}`)).toBe(version);
  });
});

describe('a declined request', () => {
  test('looks like none to whoever asked, and cannot be repeated for fourteen days', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await declineFriendship(ben.id, ana.id);
    expect((await findPerson(ana.id, ben.handle))?.relation).toBe('none');
    expect((await listRequests(ana.id)).outgoing).toEqual([]);
    await expect(requestFriendship(ana.id, ben.handle)).rejects.toThrow(/just now/);
    await age(ana.id, ben.id, '13 days 23 hours');
    await expect(requestFriendship(ana.id, ben.handle)).rejects.toMatchObject({ code: 'conflict' });
    await age(ana.id, ben.id, '2 hours');
    expect(await requestFriendship(ana.id, ben.handle)).toBe('asked');
  });

  test('does not keep the other from asking', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await declineFriendship(ben.id, ana.id);
    expect(await requestFriendship(ben.id, ana.handle)).toBe('asked');
    expect(await acceptFriendship(ana.id, ben.id)).toBe('friends');
  });

  test('cannot be declined by whoever asked', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await declineFriendship(ana.id, ben.id);
    expect((await listRequests(ben.id)).incoming).toHaveLength(1);
  });

  test('is a request again when the decline is taken back', async () => {
    const [ana, ben] = await pair();
    await requestFriendship(ana.id, ben.handle);
    await declineFriendship(ben.id, ana.id);
    expect(await restoreFriendship(ben.id, ana.id)).toBe('asks-you');
    expect(await eventsOf(ben.id, 'friends-made')).toBe(0);
  });
});

describe('taking back a removal', () => {
  test('works within a minute, for the one who removed, and only once', async () => {
    const [ana, ben] = await pair();
    await befriend(ana, ben);
    await removeFriend(ana.id, ben.id);
    await expect(restoreFriendship(ben.id, ana.id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await Promise.all([restoreFriendship(ana.id, ben.id), restoreFriendship(ana.id, ben.id)])).toEqual(
      ['friends', 'friends'],
    );
    expect(await eventsOf(ben.id, 'friends-made')).toBe(1);
  });

  test('is refused after a minute, and after the other has removed too', async () => {
    const [ana, ben] = await pair();
    await befriend(ana, ben);
    await removeFriend(ana.id, ben.id);
    await age(ana.id, ben.id, '61 seconds');
    await expect(restoreFriendship(ana.id, ben.id)).rejects.toThrow(/too late/);

    const [cem, dia] = await pair();
    await befriend(cem, dia);
    await removeFriend(cem.id, dia.id);
    await restoreFriendship(cem.id, dia.id);
    await removeFriend(dia.id, cem.id);
    await expect(restoreFriendship(cem.id, dia.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('makes no friends of strangers', async () => {
    const [ana, ben] = await pair();
    await expect(restoreFriendship(ana.id, ben.id)).rejects.toMatchObject({ code: 'not-found' });
    await requestFriendship(ana.id, ben.handle);
    expect(await restoreFriendship(ana.id, ben.id)).toBe('asked');
  });
});

describe('a block', () => {
  test('ends the friendship with an event each and hides both from each other everywhere', async () => {
    const [ana, ben] = await pair();
    await befriend(ana, ben);
    await setFriendInfluence(ana.id, ben.id, 2);
    await Promise.all([blockPerson(ana.id, ben.id), blockPerson(ana.id, ben.id)]);
    expect([await eventsOf(ana.id, 'friend-removed'), await eventsOf(ben.id, 'friend-removed')]).toEqual([
      1, 1,
    ]);
    for (const [viewer, other] of [
      [ana, ben],
      [ben, ana],
    ] as const) {
      expect(await findPerson(viewer.id, other.handle)).toBeNull();
      expect(await readPersonPage(viewer.id, other.handle)).toBeNull();
      expect(await searchPeople(viewer.id, other.handle)).toEqual([]);
      expect((await readFriendsBoard(viewer.id)).friends).toEqual([]);
    }
    expect((await listBlocked(ana.id)).map((person) => person.id)).toEqual([ben.id]);
    expect(await listBlocked(ben.id)).toEqual([]);
  });

  test('answers a request exactly as an unknown handle does', async () => {
    const [ana, ben] = await pair();
    await blockPerson(ana.id, ben.id);
    const answer = async (handle: string) => {
      const error = await requestFriendship(ben.id, handle).catch((thrown: unknown) => thrown);
      const { code, message, field } = error as DomainError;
      return { code, message: message.replace(handle, 'handle'), field };
    };
    expect(await answer(ana.handle)).toEqual(await answer('no_such_person'));
    await expect(restoreFriendship(ben.id, ana.id)).rejects.toBeInstanceOf(DomainError);
  });

  test('wins over a request made at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [ana, ben] = await pair();
      await Promise.allSettled([requestFriendship(ben.id, ana.handle), blockPerson(ana.id, ben.id)]);
      expect(await readFriendsBoard(ana.id)).toMatchObject({ incoming: [], friends: [] });
      expect((await readFriendsBoard(ben.id)).outgoing).toEqual([]);
    }
  });

  test('that is undone at once gives the friendship back, but never past the other’s own block', async () => {
    const [ana, ben] = await pair();
    await befriend(ana, ben);
    await blockPerson(ana.id, ben.id);
    await expect(restoreFriendship(ana.id, ben.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(restoreFriendship(ben.id, ana.id)).rejects.toMatchObject({ code: 'not-found' });
    await unblockPerson(ana.id, ben.id);
    expect(await restoreFriendship(ana.id, ben.id)).toBe('friends');
    await removeFriend(ana.id, ben.id);
    await blockPerson(ben.id, ana.id);
    await expect(restoreFriendship(ana.id, ben.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is lifted only by whoever set it', async () => {
    const [ana, ben] = await pair();
    await blockPerson(ana.id, ben.id);
    await unblockPerson(ben.id, ana.id);
    expect(await findPerson(ben.id, ana.handle)).toBeNull();
    await unblockPerson(ana.id, ben.id);
    await unblockPerson(ana.id, ben.id);
    expect(await requestFriendship(ben.id, ana.handle)).toBe('asked');
  });
});

describe('influence', () => {
  test('is one event a change, and only counts among friends', async () => {
    const [ana, ben] = await pair();
    await expect(setFriendInfluence(ana.id, ben.id, 2)).rejects.toMatchObject({ code: 'not-found' });
    await befriend(ana, ben);
    await setFriendInfluence(ana.id, ben.id, 1);
    await Promise.all([setFriendInfluence(ana.id, ben.id, 2), setFriendInfluence(ana.id, ben.id, 2)]);
    expect(await eventsOf(ana.id, 'friend-influence-set')).toBe(1);
    expect((await listFriends(ana.id))[0]?.influence).toBe(2);
    expect((await listFriends(ben.id))[0]?.influence).toBe(1);
  });
});
