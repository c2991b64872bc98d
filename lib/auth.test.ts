import { eq, sql } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { database } from '../db/client.ts';
import { rateLimits } from '../db/schema/operations.ts';
import { users } from '../db/schema/people.ts';
import { createTestDatabase } from '../db/testing/database.ts';
import { makeUser } from '../db/testing/factories.ts';
import { hashPassword } from './account/passwords.ts';
import { authOptions, checkPassword, wantedOfProvider } from './auth.ts';
import { provideEnv } from './env.ts';

const browser = vi.hoisted(() => ({ cookies: [] as { name: string; value: string }[] }));

vi.mock('next/headers', () => ({
  cookies: async () => ({
    getAll: () => browser.cookies,
    get: (wanted: string) => browser.cookies.find(({ name }) => name === wanted),
  }),
  headers: async () => new Map(),
}));

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ RATE_LIMITS: 'on', AUTH_SECRET: 'a secret of more than thirty-two letters' });
  await makeUser({ email: 'known@example.org', passwordHash: await hashPassword('correct horse') });
});
beforeEach(async () => {
  browser.cookies = [];
  await database().delete(rateLimits);
});

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'admitted',
    (error) => error.code,
  );
const codesOf = async (tries: number, attempt: (index: number) => Promise<unknown>) => {
  const codes = [];
  for (let index = 0; index < tries; index += 1) codes.push(await codeOf(attempt(index)));
  return codes;
};

test.each(['known@example.org', 'unknown@example.org'])(
  'the eleventh try for %s waits, from wherever it comes',
  async (email) => {
    const codes = await codesOf(11, (index) => checkPassword(email, 'wrong', `203.0.113.${index}`));
    expect(codes).toEqual([...Array(10).fill('unauthenticated'), 'rate-limited']);
    expect(await codeOf(checkPassword(email, 'correct horse', '203.0.113.99'))).toBe('rate-limited');
  },
);

test('the window ends', async () => {
  await codesOf(10, () => checkPassword('known@example.org', 'wrong', null));
  await database().update(rateLimits).set({ windowStart: sql`now() - interval '16 minutes'` });
  expect(await codeOf(checkPassword('known@example.org', 'correct horse', null))).toBe('admitted');
});

test('one client cannot try many addresses, and no address is kept in the clear', async () => {
  await database()
    .insert(rateLimits)
    .values({ key: 'sign-in:client:203.0.113.7', windowStart: new Date(), count: 60 });
  expect(await codeOf(checkPassword('x1@example.org', 'wrong', '203.0.113.7'))).toBe('rate-limited');
  expect(await codeOf(checkPassword('x1@example.org', 'wrong', '203.0.113.8'))).toBe('unauthenticated');
  const rows = await database().select().from(rateLimits);
  expect(JSON.stringify(rows)).not.toContain('x1@example.org');
});

test('providers appear only with their keys, and a session tells the browser no more than an id', async () => {
  const ids = () => authOptions().providers.map((provider) => provider.options?.id ?? provider.id);
  expect(ids()).toEqual(['credentials', 'demo']);
  provideEnv({ GITHUB_ID: 'id', GITHUB_SECRET: 'secret', GOOGLE_ID: 'id' });
  expect(ids()).toEqual(['credentials', 'demo', 'github']);
  provideEnv({ GITHUB_ID: '', GITHUB_SECRET: '', GOOGLE_ID: '' });
  const session = { expires: 'later', user: { email: 'known@example.org' } };
  const shown = await authOptions().callbacks?.session?.({
    session,
    token: { userId: 'u', epoch: 2 },
  } as never);
  expect(shown).toEqual({ expires: 'later', userId: 'u', epoch: 2 });
});

const google = (providerAccountId: string, email: string, email_verified: boolean) => ({
  account: { type: 'oauth', provider: 'google', providerAccountId },
  profile: { name: 'Gil Good', email, email_verified },
});
const admit = (given: ReturnType<typeof google>) => authOptions().callbacks?.signIn?.(given as never);
const tokenOf = (given: ReturnType<typeof google>) =>
  authOptions().callbacks?.jwt?.({ token: { email: 'x' }, ...given } as never);

test('a provider’s account becomes a session of an account here, with its address only when that is verified', async () => {
  for (const [id, email, verified] of [
    ['g1', 'gil@example.org', true],
    ['g2', 'unproven@example.org', false],
  ] as const) {
    const given = google(id, email, verified);
    expect(await admit(given)).toBe(true);
    const { userId, ...rest } = (await tokenOf(given)) ?? {};
    expect(rest).toEqual({ epoch: 0 });
    const [user] = await database()
      .select()
      .from(users)
      .where(eq(users.id, userId ?? ''));
    expect(user?.email === email).toBe(verified);
  }
});

test('a verified address that has an account is sent to sign in with its password', async () => {
  expect(await admit(google('g3', 'known@example.org', true))).toBe('/sign-in?error=InUse');
});

test('whoever left for a provider on the way somewhere is known to have been on it, wherever the cookie points', async () => {
  browser.cookies = [];
  expect(await wantedOfProvider()).toBeUndefined();
  for (const kept of [
    'http://localhost:3000/invite/a.b?c=d',
    '/invite/a.b?c=d',
    'https://evil.example/invite/a.b?c=d',
  ]) {
    browser.cookies = [{ name: 'next-auth.callback-url', value: kept }];
    expect(await wantedOfProvider()).toBe('/invite/a.b?c=d');
  }
  browser.cookies = [];
});

test('somebody signed in connects the provider to their own account, though not with an ended session', async () => {
  const owner = await makeUser({ email: 'connects@example.org' });
  const secret = 'a secret of more than thirty-two letters';
  const cookie = async (epoch: number) => {
    const value = await encode({ token: { userId: owner.id, epoch }, secret });
    browser.cookies = [{ name: 'next-auth.session-token', value }];
  };
  await cookie(7);
  expect(await admit(google('g4', 'connects@example.org', true))).toBe('/sign-in?error=InUse');
  await cookie(0);
  const given = google('g4', 'connects@example.org', true);
  expect(await admit(given)).toBe(true);
  expect(await tokenOf(given)).toEqual({ userId: owner.id, epoch: 0 });
});
