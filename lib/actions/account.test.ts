import { eq } from 'drizzle-orm';
import { decode } from 'next-auth/jwt';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { provideEnv } from '../env.ts';

const secret = 'a secret of more than thirty-two letters';
const jar = vi.hoisted(() => new Map<string, { value: string; options: Record<string, unknown> }>());
const client = vi.hoisted(() => ({ address: '203.0.113.1' }));

vi.mock('next/headers', () => ({
  headers: async () => new Map([['x-forwarded-for', client.address]]),
  cookies: async () => ({
    set: (name: string, value: string, options: Record<string, unknown>) => jar.set(name, { value, options }),
    delete: (name: string) => jar.delete(name),
  }),
}));

const { signIn, signOut, signUp } = await import('./account.ts');

const account = {
  email: ' New@Example.org ',
  handle: 'New_One',
  displayName: 'New One',
  password: 'four words in a row',
};

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ RATE_LIMITS: 'on', AUTH_SECRET: secret });
});
beforeEach(() => jar.clear());

const cookie = () => jar.get('next-auth.session-token');

test('signing up signs in at once, with a cookie that scripts cannot read, and leads to the welcome', async () => {
  expect(await signUp(account)).toEqual({ ok: true, value: { next: '/welcome' } });
  const [user] = await database().select().from(users).where(eq(users.email, 'new@example.org'));
  expect(user).toMatchObject({ handle: 'new_one', displayName: 'New One' });
  expect(cookie()?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: false });
  expect(await decode({ token: cookie()?.value ?? '', secret })).toMatchObject({
    userId: user?.id,
    epoch: 0,
  });
});

test('signing up on the way somewhere goes on there, on this site only', async () => {
  const answers = [];
  for (const [handle, next] of [
    ['going_on', '/invite/abc.def'],
    ['going_off', 'https://evil.example/'],
    ['going_off_2', '//evil.example'],
  ] as const)
    answers.push(await signUp({ ...account, email: `${handle}@example.org`, handle, next }));
  expect(answers).toMatchObject([
    { value: { next: '/invite/abc.def' } },
    { value: { next: '/welcome' } },
    { value: { next: '/welcome' } },
  ]);
});

test('signing in goes where it was asked to, on this site only, and signing out forgets the session', async () => {
  const { email, password } = account;
  expect(await signIn({ email, password, next: '/diary' })).toMatchObject({ value: { next: '/diary' } });
  expect(await signIn({ email, password, next: '//evil.example' })).toMatchObject({ value: { next: '/' } });
  await signOut();
  expect(cookie()).toBeUndefined();
});

test('a refused sign-in gives no session', async () => {
  const refused = await signIn({ email: 'new@example.org', password: 'something else' });
  expect(refused).toMatchObject({ ok: false, code: 'unauthenticated' });
  expect(cookie()).toBeUndefined();
});

test.each([
  ['email', { email: 'new@' }],
  ['handle', { handle: 'no spaces' }],
  ['displayName', { displayName: '  ' }],
  ['password', { password: 'too short' }],
])('a bad %s is named', async (field, wrong) => {
  expect(await signUp({ ...account, ...wrong })).toMatchObject({ ok: false, code: 'invalid', field });
});

test('one client cannot sign up again and again', async () => {
  client.address = '203.0.113.2';
  const codes: string[] = [];
  for (let index = 0; index < 21; index += 1) {
    const answer = await signUp({ ...account, handle: 'new_one' });
    codes.push(answer.ok ? 'ok' : answer.code);
  }
  expect(codes).toEqual([...Array(20).fill('conflict'), 'rate-limited']);
});
