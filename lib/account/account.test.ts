import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { events } from '../../db/schema/log.ts';
import { apiTokens, friendships, identities, users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { changePassword } from './change-password.ts';
import { deleteAccount } from './delete-account.ts';
import { isDemoLoaded, signInAsDemoPerson } from './demo.ts';
import { connectIdentity, findByIdentity, signInWithIdentity } from './identities.ts';
import { hashPassword } from './passwords.ts';
import { setPersonalised } from './preferences.ts';
import { changeHandle } from './profile.ts';
import { endAllSessions, isCurrent } from './sessions.ts';
import { signInWithPassword } from './sign-in.ts';
import { chooseTaste, readTaste } from './taste.ts';
import { createToken, listTokens, revokeToken, verifyToken } from './tokens.ts';

beforeAll(createTestDatabase);

describe('sessions', () => {
  test('end everywhere at once, and the one begun afterwards holds', async () => {
    const { id: userId } = await makeUser();
    const old = { userId, epoch: 0 };
    expect(await isCurrent(old)).toBe(true);
    const fresh = await endAllSessions(userId);
    expect([await isCurrent(old), await isCurrent(fresh)]).toEqual([false, true]);
  });

  test('end with a change of password, which needs the current one', async () => {
    const user = await makeUser({ passwordHash: await hashPassword('the old password') });
    await expect(changePassword(user.id, 'not the old one', 'the new password')).rejects.toMatchObject({
      field: 'current',
    });
    expect(await isCurrent({ userId: user.id, epoch: 0 })).toBe(true);
    const fresh = await changePassword(user.id, 'the old password', 'the new password');
    expect([await isCurrent({ userId: user.id, epoch: 0 }), await isCurrent(fresh)]).toEqual([false, true]);
    await expect(signInWithPassword(user.email, 'the old password')).rejects.toThrow();
    expect((await signInWithPassword(user.email, 'the new password')).userId).toBe(user.id);
  });
});

describe('deleting an account', () => {
  test('needs the handle and takes everything along', async () => {
    const [user, friend, title] = [await makeUser(), await makeUser(), await makeTitle()];
    await befriend(user, friend);
    await createToken(user.id, 'script');
    await setPersonalised(user.id, false);
    await database().insert(libraryEntries).values({ userId: user.id, titleId: title.id, liked: true });
    await expect(deleteAccount(user.id, 'other')).rejects.toMatchObject({ field: 'handle' });
    await deleteAccount(user.id, ` @${user.handle} `);
    await deleteAccount(user.id, user.handle);
    for (const [table, column] of [
      [users, users.id],
      [events, events.userId],
      [apiTokens, apiTokens.userId],
      [libraryEntries, libraryEntries.userId],
      [friendships, friendships.requesterId],
    ] as const) {
      expect(await database().select().from(table).where(eq(column, user.id))).toEqual([]);
    }
    expect(await isCurrent({ userId: user.id, epoch: 0 })).toBe(false);
  });
});

describe('tokens', () => {
  test('are shown once, kept only as a hash, and stand for their owner until revoked', async () => {
    const [user, other] = [await makeUser(), await makeUser()];
    const { token, kept } = await createToken(user.id, 'script');
    const [row] = await database().select().from(apiTokens).where(eq(apiTokens.id, kept.id));
    expect(JSON.stringify(row)).not.toContain(token.slice(8));
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await verifyToken(token)).toBe(user.id);
    expect(await verifyToken(`${token}x`)).toBeNull();
    expect(await verifyToken(row?.tokenHash ?? '')).toBeNull();
    expect((await listTokens(user.id))[0]?.lastUsedAt).toBeInstanceOf(Date);
    await revokeToken(other.id, kept.id);
    expect(await verifyToken(token)).toBe(user.id);
    await revokeToken(user.id, kept.id);
    await revokeToken(user.id, kept.id);
    expect(await verifyToken(token)).toBeNull();
  });
});

describe('the demo person', () => {
  test('can be entered only while the demo is loaded, and cannot be locked away from others', async () => {
    const owner = await makeUser({ handle: 'maya', email: 'real.maya@example.org' });
    expect(await isDemoLoaded()).toBe(false);
    await expect(signInAsDemoPerson()).rejects.toMatchObject({ code: 'not-found' });
    await changeHandle(owner.id, 'maya_herself');
    const maya = await makeUser({ handle: 'maya', isDemo: true });
    expect((await signInAsDemoPerson()).userId).toBe(maya.id);
    for (const attempt of [
      () => endAllSessions(maya.id),
      () => changePassword(maya.id, '', 'the new password'),
      () => changeHandle(maya.id, 'mine_now'),
      () => deleteAccount(maya.id, 'maya'),
      () => createToken(maya.id, 'script'),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('an OAuth identity', () => {
  const github = (providerAccountId: string) => ({ provider: 'github', providerAccountId });

  test('makes one account with a handle of its own, and finds it again', async () => {
    const person = { ...github('1'), name: 'Zoë Ångström', verifiedEmail: 'Zoe@Example.org' };
    const first = await signInWithIdentity(person);
    expect(await signInWithIdentity({ ...person, verifiedEmail: null })).toEqual(first);
    const [user] = await database().select().from(users).where(eq(users.id, first.userId));
    expect(user).toMatchObject({ handle: 'zoe_angstrom', email: 'zoe@example.org', passwordHash: null });
  });

  test('never takes over an account by its address', async () => {
    const owner = await makeUser({ email: 'owner@example.org' });
    const person = { name: 'Owner', verifiedEmail: 'owner@example.org' };
    await expect(signInWithIdentity({ ...github('2'), ...person })).rejects.toMatchObject({
      code: 'conflict',
    });
    const stranger = await signInWithIdentity({ ...github('3'), name: '!', verifiedEmail: null });
    expect(stranger.userId).not.toBe(owner.id);
  });

  test('is connected by its owner, once, and to nobody else', async () => {
    const [ana, ben] = [await makeUser(), await makeUser()];
    await connectIdentity(ana.id, github('4'));
    await connectIdentity(ana.id, github('4'));
    await expect(connectIdentity(ben.id, github('4'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await findByIdentity(github('4'))).toEqual({ userId: ana.id, epoch: 0 });
    expect(await database().select().from(identities).where(eq(identities.userId, ben.id))).toEqual([]);
  });
});

describe('preferences', () => {
  const typesOf = async (userId: string) =>
    (await database().select({ type: events.type }).from(events).where(eq(events.userId, userId))).map(
      (row) => row.type,
    );

  test('switching recommendations off is one event, however often it is sent', async () => {
    const { id } = await makeUser();
    await Promise.all([setPersonalised(id, false), setPersonalised(id, false)]);
    await setPersonalised(id, true);
    expect(await typesOf(id)).toEqual(['personalisation-set', 'personalisation-set']);
  });

  test('chosen genres and languages replace the former ones, also from two tabs at once', async () => {
    const { id } = await makeUser();
    const first = { genres: ['drama', 'comedy', 'drama'], languages: ['te'] };
    const second = { genres: ['horror'], languages: [] };
    await Promise.all([chooseTaste(id, first), chooseTaste(id, second)]);
    expect([{ genres: ['comedy', 'drama'], languages: ['te'] }, second]).toContainEqual(await readTaste(id));
    await chooseTaste(id, second);
    await chooseTaste(id, second);
    expect(await readTaste(id)).toEqual(second);
    expect((await typesOf(id)).length).toBeLessThanOrEqual(3);
  });

  test('a genre outside the vocabulary is refused', async () => {
    const { id } = await makeUser();
    expect(() => chooseTaste(id, { genres: ['slapdash'], languages: [] })).toThrow(/no genre/);
    expect(() => chooseTaste(id, { genres: [], languages: ['English'] })).toThrow(/language code/);
  });
});

test('a handle goes to one of two people who want it at once', async () => {
  const [ana, ben] = [await makeUser(), await makeUser()];
  const answers = await Promise.allSettled([changeHandle(ana.id, 'wanted'), changeHandle(ben.id, 'wanted')]);
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ field: 'handle' });
});
