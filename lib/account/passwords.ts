import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../errors.ts';

// OWASP's first choice for argon2id; the library's default algorithm is argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password nobody knows: what an unknown address is checked against, for the same work. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

const COMMON = new Set([
  '0123456789',
  '1234567890',
  '12345678910',
  '123456789a',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  'abcdefghij',
  'abc1234567',
  'administrator',
  'baseball123',
  'changeme123',
  'football123',
  'iloveyou123',
  'letmein123',
  'letmein1234',
  'password10',
  'password11',
  'password12',
  'password123',
  'password1234',
  'passwordpassword',
  'princess123',
  'qwerty1234',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop',
  'qwertyuiop123',
  'sunshine123',
  'superman123',
  'welcome123',
  'welcome1234',
  'zaq12wsxcde3',
]);

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** The same work whether there is a hash or not. */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const right = await verify(passwordHash ?? NOBODYS, password);
  return right && Boolean(passwordHash);
}

/** The few passwords that everybody tries first. */
export function refuseCommonPassword(password: string, own: readonly string[]): void {
  const plain = password.toLowerCase();
  const isOwn = own.some((word) => plain === word || plain === word.split('@')[0]);
  if (isOwn || COMMON.has(plain) || new Set(plain).size < 3) {
    throw new DomainError('invalid', 'That password is one of the first anybody would try. Choose another.', {
      field: 'password',
    });
  }
}
