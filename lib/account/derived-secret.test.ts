import { beforeAll, expect, test } from 'vitest';
import { provideEnv } from '../env.ts';
import { deriveSecret, isDerivedSecret } from './derived-secret.ts';

beforeAll(() => provideEnv({ AUTH_SECRET: 'a secret of more than thirty-two characters' }));

test('a link opens what it was made for, and nothing else', () => {
  const secret = deriveSecret('friend-invite', 'one');
  expect(secret).toMatch(/^[\w-]{22}$/);
  expect(isDerivedSecret('friend-invite', 'one', secret)).toBe(true);
  expect(isDerivedSecret('friend-invite', 'other', secret)).toBe(false);
  expect(isDerivedSecret('list-invite', 'one', secret)).toBe(false);
  expect(isDerivedSecret('friend-invite', 'one', `${secret}x`)).toBe(false);
});
