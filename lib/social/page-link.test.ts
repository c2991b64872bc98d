import { beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeUser } from '../../db/testing/factories.ts';
import { provideEnv } from '../env.ts';
import { ownerOfPageLink, readPageLink, renewPageLink } from './page-link.ts';

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of these tests and of nothing else' });
});

const tokenOf = (path: string) => path.replace('/p/', '');

test('everybody has an address from the start, the same until they ask for another', async () => {
  const [ana, ben] = [await makeUser(), await makeUser()];
  const address = await readPageLink(ana.id);
  expect(await readPageLink(ana.id)).toBe(address);
  expect(await readPageLink(ben.id)).not.toBe(address);
  expect(await ownerOfPageLink(tokenOf(address))).toBe(ana.id);
});

test('a new address ends every one before it', async () => {
  const ana = await makeUser();
  const first = await readPageLink(ana.id);
  const second = await renewPageLink(ana.id);
  const third = await renewPageLink(ana.id);
  expect(new Set([first, second, third]).size).toBe(3);
  expect(await readPageLink(ana.id)).toBe(third);
  expect(await ownerOfPageLink(tokenOf(first))).toBeNull();
  expect(await ownerOfPageLink(tokenOf(second))).toBeNull();
  expect(await ownerOfPageLink(tokenOf(third))).toBe(ana.id);
});

test('whatever else is typed there opens nothing', async () => {
  const [ana, ben] = [await makeUser(), await makeUser()];
  const [, secret] = tokenOf(await readPageLink(ana.id)).split('.');
  for (const token of [
    '',
    ana.id,
    `${ana.id}.`,
    `${ben.id}.${secret}`,
    `${ana.id}.${secret}x`,
    `x.${secret}`,
  ]) {
    expect(await ownerOfPageLink(token)).toBeNull();
  }
});
