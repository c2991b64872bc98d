import { afterEach, expect, test } from 'vitest';
import { provideEnv } from '../env.ts';
import { clientAddress } from './client-address.ts';
import { entrancePath, nextPath } from './next-path.ts';

test.each([
  ['/titles/heat-1995?from=search#cast', '/titles/heat-1995?from=search#cast'],
  ['/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/./\\evil.example', '/'],
  ['/.//evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['titles', '/'],
  [['/a', '/b'], '/'],
  [undefined, '/'],
])('after signing in, %j leads to %s', (wanted, path) => {
  expect(nextPath(wanted)).toBe(path);
});

test('both doors lead on to where somebody was going, on this site only', () => {
  expect(entrancePath('/sign-up', '/invite/a.b?c=d')).toBe('/sign-up?next=%2Finvite%2Fa.b%3Fc%3Dd');
  expect(entrancePath('/sign-in', undefined)).toBe('/sign-in');
  expect(entrancePath('/sign-in', '//evil.example')).toBe('/sign-in');
});

afterEach(() => provideEnv({ TRUST_PROXY: 'off' }));

test('only a trusted proxy may say who the client is, and only in its own entry', () => {
  expect(clientAddress('203.0.113.9')).toBe('203.0.113.9');
  expect(clientAddress('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(clientAddress(null)).toBe('unknown');
  provideEnv({ TRUST_PROXY: 'on' });
  expect(clientAddress('10.0.0.1, 203.0.113.9')).toBe('203.0.113.9');
});

test('the addresses of one household count as one', () => {
  expect(clientAddress('2001:db8:1:2:aaaa::1')).toBe(clientAddress('2001:db8:1:2:bbbb:0:0:9'));
  expect(clientAddress('2001:db8::1')).toBe('2001:db8:0:0::/64');
});
