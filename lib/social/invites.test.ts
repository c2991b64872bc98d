import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { invites, inviteUses } from '../../db/schema/invites.ts';
import { events } from '../../db/schema/log.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { deriveSecret } from '../account/derived-secret.ts';
import { provideEnv } from '../env.ts';
import { DomainError } from '../errors.ts';
import { readVersions } from '../live/topics.ts';
import { acceptInvitation, readInvitation } from './accept-invite.ts';
import { blockPerson, unblockPerson } from './blocks.ts';
import { readFriendsBoard } from './board.ts';
import { listFriends } from './circle.ts';
import { declineFriendship, removeFriend, requestFriendship } from './friendships.ts';
import { createInvite, type Invite, listInvites, restoreInvite, revokeInvite } from './invites.ts';

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of more than thirty-two letters' });
});

type User = Awaited<ReturnType<typeof makeUser>>;
let ana: User;
let ben: User;
beforeEach(async () => {
  [ana, ben] = [await makeUser(), await makeUser()];
});

const once = { expiresInDays: 7, singleUse: true };
const often = { expiresInDays: 7, singleUse: false };
const tokenOf = ({ path }: Invite) => path.replace('/invite/', '');
const friendsOf = async (user: User) => (await listFriends(user.id)).map(({ id }) => id);
const expire = (invite: Invite) =>
  database().update(invites).set({ expiresAt: sql`now()` }).where(eq(invites.id, invite.id));
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DomainError);
  const { code, message, field } = error as DomainError;
  return { code, message, field };
};

describe('an invite link', () => {
  test('says who invites, signed in or not, and makes friends when it is accepted', async () => {
    const invite = await createInvite(ana.id, once);
    const said = {
      inviter: { id: ana.id, handle: ana.handle, name: ana.displayName },
      expiresAt: invite.expiresAt,
      singleUse: true,
      standing: 'open',
    };
    expect(await readInvitation(null, tokenOf(invite))).toEqual(said);
    expect(await readInvitation(ben.id, tokenOf(invite))).toEqual(said);
    expect(await friendsOf(ben)).toEqual([]);
    expect((await acceptInvitation(ben.id, tokenOf(invite))).id).toBe(ana.id);
    expect([await friendsOf(ana), await friendsOf(ben)]).toEqual([[ben.id], [ana.id]]);
    expect(await readInvitation(ben.id, tokenOf(invite))).toMatchObject({ standing: 'friends' });
  });

  test('keeps no secret in the database, and none works that was not derived for it', async () => {
    const invite = await createInvite(ana.id, often);
    const [id, secret] = tokenOf(invite).split('.') as [string, string];
    const [row] = await database().select().from(invites).where(eq(invites.id, id));
    expect(JSON.stringify(row)).not.toContain(secret);
    const other = tokenOf(await createInvite(ben.id, often)).split('.')[1];
    const forList = deriveSecret('list-invite', id);
    for (const token of [`${id}.${other}`, `${id}.${forList}`, `${id}.`, id, `${id}.${secret}x`, '', '🎟'])
      expect(await readInvitation(ben.id, token)).toBeNull();
  });

  test('tells its maker who came, and opens no door to their own account', async () => {
    const invite = await createInvite(ana.id, often);
    const cem = await makeUser();
    await acceptInvitation(ben.id, tokenOf(invite));
    await acceptInvitation(cem.id, tokenOf(invite));
    const [listed] = await listInvites(ana.id);
    expect(listed).toMatchObject({ id: invite.id, path: invite.path, state: 'open', uses: 2 });
    expect(listed?.came.map(({ id }) => id)).toEqual([ben.id, cem.id]);
    await blockPerson(ana.id, ben.id);
    expect((await listInvites(ana.id))[0]).toMatchObject({ uses: 2, came: [{ id: cem.id }] });
    expect(await listInvites(ben.id)).toEqual([]);
    expect(await readInvitation(ana.id, tokenOf(invite))).toMatchObject({ standing: 'own' });
    expect((await refusal(acceptInvitation(ana.id, tokenOf(invite)))).code).toBe('invalid');
  });

  test('moves both circles on, so that open pages read them again', async () => {
    const invite = await createInvite(ana.id, once);
    const topics = [`person:${ana.id}`, `person:${ben.id}`] as const;
    const before = await readVersions(topics);
    await acceptInvitation(ben.id, tokenOf(invite));
    const after = await readVersions(topics);
    for (const topic of topics) expect(after.get(topic)).toBeGreaterThan(before.get(topic)!);
  });

  test('answers a request that waits, whoever asked', async () => {
    const cem = await makeUser();
    await requestFriendship(ana.id, ben.handle);
    await requestFriendship(cem.id, ana.handle);
    const invite = await createInvite(ana.id, often);
    await acceptInvitation(ben.id, tokenOf(invite));
    await acceptInvitation(cem.id, tokenOf(invite));
    expect(await readFriendsBoard(ana.id)).toMatchObject({ incoming: [], outgoing: [] });
    expect((await friendsOf(ana)).toSorted()).toEqual([ben.id, cem.id].toSorted());
  });
});

describe('a link for one person', () => {
  test('lets in exactly one of several who open it at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const host = await makeUser();
      const guests = await Promise.all([makeUser(), makeUser(), makeUser(), makeUser()]);
      const token = tokenOf(await createInvite(host.id, once));
      const answers = await Promise.allSettled(guests.map(({ id }) => acceptInvitation(id, token)));
      const inside = guests.filter((_, index) => answers[index]?.status === 'fulfilled');
      expect(inside).toHaveLength(1);
      expect(await friendsOf(host)).toEqual([inside[0]?.id]);
      expect(await listInvites(host.id)).toMatchObject([{ state: 'used', uses: 1 }]);
    }
  });

  test('counts a double tap of the same person once, with one event', async () => {
    const invite = await createInvite(ana.id, once);
    const taps = [1, 2, 3].map(() => acceptInvitation(ben.id, tokenOf(invite)));
    expect((await Promise.all(taps)).map(({ id }) => id)).toEqual([ana.id, ana.id, ana.id]);
    const uses = await database().select().from(inviteUses).where(eq(inviteUses.inviteId, invite.id));
    expect(uses).toHaveLength(1);
    const made = await database()
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.userId, ben.id), eq(events.type, 'friends-made')));
    expect(made).toHaveLength(1);
  });

  test('is not used up by a friend who opens it', async () => {
    await befriend(ana, ben);
    const invite = await createInvite(ana.id, once);
    await acceptInvitation(ben.id, tokenOf(invite));
    expect(await listInvites(ana.id)).toMatchObject([{ state: 'open', uses: 0 }]);
  });

  test('that is revoked at the same moment lets somebody in, or nobody, and never afterwards', async () => {
    for (let round = 0; round < 4; round += 1) {
      const guest = await makeUser();
      const invite = await createInvite(ana.id, often);
      await Promise.allSettled([
        acceptInvitation(guest.id, tokenOf(invite)),
        revokeInvite(ana.id, invite.id),
      ]);
      const late = await makeUser();
      expect((await refusal(acceptInvitation(late.id, tokenOf(invite)))).code).toBe('not-found');
    }
  });
});

describe('a link that does not open', () => {
  const closed: Record<string, (token: string, invite: Invite) => Promise<unknown>> = {
    expired: (_, invite) => expire(invite),
    used: async (token) => acceptInvitation((await makeUser()).id, token),
    revoked: (_, invite) => revokeInvite(ana.id, invite.id),
    'of somebody who blocked the viewer': () => blockPerson(ana.id, ben.id),
    'of somebody whom the viewer blocked': () => blockPerson(ben.id, ana.id),
    'of somebody who removed the viewer since': async () => {
      await befriend(ana, ben);
      await removeFriend(ana.id, ben.id);
    },
    'of somebody who declined the viewer since': async () => {
      await requestFriendship(ben.id, ana.handle);
      await declineFriendship(ana.id, ben.id);
    },
  };

  test.each(Object.keys(closed))('because it is %s says what a made-up one says', async (why) => {
    const invite = await createInvite(ana.id, once);
    await closed[why]?.(tokenOf(invite), invite);
    expect(await readInvitation(ben.id, tokenOf(invite))).toBeNull();
    const madeUp = await refusal(acceptInvitation(ben.id, 'made-up'));
    expect(await refusal(acceptInvitation(ben.id, tokenOf(invite)))).toEqual(madeUp);
    expect(await friendsOf(ben)).toEqual([]);
  });

  test('is the same for somebody signed out', async () => {
    const used = await createInvite(ana.id, once);
    await acceptInvitation(ben.id, tokenOf(used));
    const revoked = await createInvite(ana.id, once);
    await revokeInvite(ana.id, revoked.id);
    expect(await readInvitation(null, tokenOf(used))).toBeNull();
    expect(await readInvitation(null, tokenOf(revoked))).toBeNull();
  });

  test('opens again where the viewer was unblocked, and a link made after a "no" is a new word', async () => {
    const old = await createInvite(ana.id, often);
    await blockPerson(ana.id, ben.id);
    await unblockPerson(ana.id, ben.id);
    expect(await readInvitation(ben.id, tokenOf(old))).toMatchObject({ standing: 'open' });
    await befriend(ana, ben);
    await blockPerson(ana.id, ben.id);
    await unblockPerson(ana.id, ben.id);
    expect(await readInvitation(ben.id, tokenOf(old))).toBeNull();
    const fresh = await createInvite(ana.id, often);
    await acceptInvitation(ben.id, tokenOf(fresh));
    expect(await friendsOf(ben)).toEqual([ana.id]);
  });

  test('the one who said no may use the other’s link at any time', async () => {
    const invite = await createInvite(ana.id, once);
    await befriend(ana, ben);
    await removeFriend(ben.id, ana.id);
    await acceptInvitation(ben.id, tokenOf(invite));
    expect(await friendsOf(ana)).toEqual([ben.id]);
  });

  test('a demo person makes none, and opens none', async () => {
    const demo = await makeUser({ isDemo: true });
    expect((await refusal(createInvite(demo.id, once))).code).toBe('forbidden');
    const invite = await createInvite(ana.id, once);
    expect(await readInvitation(demo.id, tokenOf(invite))).toBeNull();
    expect((await refusal(acceptInvitation(demo.id, tokenOf(invite)))).code).toBe('not-found');
  });
});

describe('the list of links', () => {
  test('is its maker’s alone: nobody else revokes or restores one', async () => {
    const invite = await createInvite(ana.id, often);
    await revokeInvite(ben.id, invite.id);
    expect(await listInvites(ana.id)).toMatchObject([{ state: 'open' }]);
    await revokeInvite(ana.id, invite.id);
    expect(await listInvites(ana.id)).toEqual([]);
    expect((await refusal(restoreInvite(ben.id, invite.id))).code).toBe('not-found');
    await restoreInvite(ana.id, invite.id);
    expect(await readInvitation(ben.id, tokenOf(invite))).toMatchObject({ standing: 'open' });
  });

  test('brings a revoked link back for a minute only', async () => {
    const invite = await createInvite(ana.id, often);
    await database()
      .update(invites)
      .set({ revokedAt: sql`now() - interval '2 minutes'` })
      .where(eq(invites.id, invite.id));
    expect((await refusal(restoreInvite(ana.id, invite.id))).code).toBe('not-found');
  });

  test('shows what ran out for a month, and holds twenty that are open', async () => {
    const first = await createInvite(ana.id, often);
    await expire(first);
    expect(await listInvites(ana.id)).toMatchObject([{ id: first.id, state: 'expired' }]);
    for (let made = 0; made < 20; made += 1) await createInvite(ana.id, often);
    expect((await refusal(createInvite(ana.id, often))).code).toBe('conflict');
    await database()
      .update(invites)
      .set({ expiresAt: sql`now() - interval '31 days'` })
      .where(eq(invites.id, first.id));
    expect(await listInvites(ana.id)).toHaveLength(20);
  });
});
