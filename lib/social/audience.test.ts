import { beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { ownersWhoShow, ownersWhoShowTaste, SECTIONS, type Section, visibleSections } from './audience.ts';
import { blockPerson } from './blocks.ts';
import { requestFriendship } from './friendships.ts';

beforeAll(createTestDatabase);

const columns = {
  ratings: 'shareRatings',
  diary: 'shareDiary',
  watchlist: 'shareWatchlist',
  friends: 'shareFriends',
} as const satisfies Record<Section, string>;
const audiences: readonly Audience[] = ['me', 'friends', 'link', 'everyone'];

/** Who sees a section that is for this audience: the whole table. */
const seers: Readonly<Record<Audience, readonly string[]>> = {
  me: ['owner'],
  friends: ['owner', 'friend'],
  link: ['owner', 'friend', 'stranger by link', 'signed out by link'],
  everyone: ['owner', 'friend', 'stranger', 'stranger by link', 'signed out', 'signed out by link'],
};

async function makeReaders(ownerId: string) {
  const [friend, stranger, asking] = [await makeUser(), await makeUser(), await makeUser()];
  const [blocked, blocking, demo] = [await makeUser(), await makeUser(), await makeUser({ isDemo: true })];
  const owner = { id: ownerId };
  await befriend(owner, friend);
  await befriend(owner, demo);
  await blockPerson(ownerId, blocked.id);
  await blockPerson(blocking.id, ownerId);
  return { friend, stranger, asking, blocked, blocking, demo };
}

describe.each(SECTIONS)('%s', (section) => {
  test.each(audiences)('for %s are seen by them and by nobody else', async (audience) => {
    const owner = await makeUser({ [columns[section]]: audience });
    const people = await makeReaders(owner.id);
    await requestFriendship(people.asking.id, owner.handle);
    const readers: Record<string, readonly [string | null, boolean]> = {
      owner: [owner.id, false],
      friend: [people.friend.id, false],
      stranger: [people.stranger.id, false],
      'stranger by link': [people.stranger.id, true],
      'signed out': [null, false],
      'signed out by link': [null, true],
      blocked: [people.blocked.id, false],
      'blocked by link': [people.blocked.id, true],
      'blocking by link': [people.blocking.id, true],
      'demo by link': [people.demo.id, true],
    };
    const seen: string[] = [];
    for (const [name, [viewerId, viaLink]] of Object.entries(readers)) {
      if ((await visibleSections(viewerId, owner.id, { viaLink })).has(section)) seen.push(name);
    }
    expect(seen).toEqual(seers[audience]);
    const asked = await visibleSections(people.asking.id, owner.id);
    expect(asked.has(section), 'a request is not yet a friendship').toBe(audience === 'everyone');
  });
});

test('many owners are asked about at once', async () => {
  const viewer = await makeUser();
  const [open, close, friend] = [
    await makeUser({ shareDiary: 'everyone' }),
    await makeUser(),
    await makeUser(),
  ];
  await befriend(viewer, friend);
  const ids = [open.id, close.id, friend.id, viewer.id, open.id];
  expect(await ownersWhoShow(viewer.id, ids, 'diary')).toEqual(new Set([open.id, friend.id, viewer.id]));
  expect(await ownersWhoShow(null, ids, 'diary')).toEqual(new Set([open.id]));
  expect(await ownersWhoShow(viewer.id, [], 'diary')).toEqual(new Set());
});

describe('who keeps their own ratings to themselves', () => {
  test('sees friends’ ratings only where anybody would, and everything else as before', async () => {
    const viewer = await makeUser({ shareRatings: 'me' });
    const friends: Record<string, string> = {};
    for (const audience of audiences) {
      const friend = await makeUser({ shareRatings: audience });
      await befriend(viewer, friend);
      friends[audience] = friend.id;
    }
    const ids = Object.values(friends);
    expect(await ownersWhoShow(viewer.id, ids, 'ratings')).toEqual(new Set([friends.everyone]));
    expect(await ownersWhoShow(viewer.id, ids, 'diary')).toEqual(new Set(ids));
    expect(await visibleSections(viewer.id, friends.link!, { viaLink: true })).toContain('ratings');
  });
});

test('words of taste are for whoever sees ratings, diary and watchlist', async () => {
  const viewer = await makeUser();
  const ids: string[] = [];
  for (const section of [null, ...SECTIONS]) {
    const friend = await makeUser(section === null ? {} : { [columns[section]]: 'me' });
    await befriend(viewer, friend);
    ids.push(friend.id);
  }
  expect(await ownersWhoShowTaste(viewer.id, ids)).toEqual(new Set([ids[0], ids[4]]));
  expect(await ownersWhoShowTaste(null, ids)).toEqual(new Set());
  expect(await ownersWhoShowTaste(viewer.id, [])).toEqual(new Set());
});

test('demo people are shown to each other and to nobody outside', async () => {
  const everything = { shareRatings: 'everyone', shareDiary: 'everyone' } as const;
  const [maya, sam] = [await makeUser({ isDemo: true, ...everything }), await makeUser({ isDemo: true })];
  expect(await visibleSections(sam.id, maya.id)).toEqual(new Set(['ratings', 'diary']));
  expect(await visibleSections(null, maya.id, { viaLink: true })).toEqual(new Set());
});

test('nobody at all shows nothing', async () => {
  const viewer = await makeUser();
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect(await visibleSections(viewer.id, nobody)).toEqual(new Set());
  expect(await visibleSections(null, nobody)).toEqual(new Set());
});
