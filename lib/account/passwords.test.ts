import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';

const work = vi.hoisted(() => ({ hashes: 0, verifications: [] as string[] }));

vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return {
    ...argon2,
    hash: (...given: Parameters<typeof argon2.hash>) => {
      work.hashes += 1;
      return argon2.hash(...given);
    },
    verify: (...given: Parameters<typeof argon2.verify>) => {
      work.verifications.push(String(given[0]).replace(/\$[^$]+\$[^$]+$/, ''));
      return argon2.verify(...given);
    },
  };
});

const { hashPassword } = await import('./passwords.ts');
const { signInWithPassword } = await import('./sign-in.ts');
const { signUp } = await import('./sign-up.ts');

const password = 'correct horse battery';

beforeAll(async () => {
  await createTestDatabase();
  await makeUser({ handle: 'known', email: 'known@example.org', passwordHash: await hashPassword(password) });
  await makeUser({ handle: 'oauth_only', email: 'oauth@example.org' });
});
beforeEach(() => {
  work.hashes = 0;
  work.verifications = [];
});

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'admitted',
    ({ code, message, field }) => ({ code, message, field }),
  );

test('a wrong password, an unknown address and an account without a password get one answer after the same work', async () => {
  const answers = [];
  for (const email of ['known@example.org', 'nobody@example.org', 'oauth@example.org']) {
    answers.push(await refusal(signInWithPassword(email, 'wrong password')));
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(work.verifications).toEqual(Array(3).fill('$argon2id$v=19$m=19456,t=2,p=1'));
});

test('nothing opens the account that unknown addresses are checked against', async () => {
  for (const guess of ['', '\0', 'a']) {
    expect(await refusal(signInWithPassword('nobody@example.org', guess))).toMatchObject({
      code: 'unauthenticated',
    });
  }
});

test('the right password signs in', async () => {
  expect(await signInWithPassword('known@example.org', password)).toMatchObject({ epoch: 0 });
});

test('signing up with a known address does the same work as with a new one, and its answer is neutral', async () => {
  const account = { displayName: 'Zoe', password };
  expect(await refusal(signUp({ ...account, email: 'new@example.org', handle: 'zoe_one' }))).toBe('admitted');
  const usual = work.hashes;
  const answer = await refusal(signUp({ ...account, email: 'known@example.org', handle: 'zoe_two' }));
  expect(work.hashes).toBe(2 * usual);
  expect(answer).toEqual({
    code: 'conflict',
    field: 'email',
    message: 'That address cannot be used. If it is yours, sign in instead.',
  });
});

test('the same sign-up sent twice at once makes one account', async () => {
  const account = { email: 'twice@example.org', handle: 'twice', displayName: 'Twice', password };
  const answers = await Promise.all([refusal(signUp(account)), refusal(signUp(account))]);
  expect(answers.filter((answer) => answer === 'admitted')).toHaveLength(1);
});

test.each([
  ['a common one', 'Password123'],
  ['one letter', 'aaaaaaaaaaaa'],
  ['the own address', 'longname@example.org'],
])('a password that is %s is refused', async (_, weak) => {
  const account = { email: 'longname@example.org', handle: 'longname', displayName: 'Long', password: weak };
  expect(await refusal(signUp(account))).toMatchObject({ code: 'invalid', field: 'password' });
});

test('a handle that is taken or stands for the house is refused by name', async () => {
  for (const handle of ['known', 'admin']) {
    const account = { email: 'fresh@example.org', handle, displayName: 'Fresh', password };
    expect(await refusal(signUp(account))).toMatchObject({ code: 'conflict', field: 'handle' });
  }
});
