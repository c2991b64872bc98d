import { count, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database, transaction } from '../client.ts';
import { friendships, users } from '../schema/people.ts';
import { createTestDatabase } from './database.ts';
import { befriend, makeTitle, makeUser } from './factories.ts';

describe('a test database', () => {
  beforeAll(createTestDatabase);

  it('is migrated and empty', async () => {
    expect(await database().select({ people: count() }).from(users)).toEqual([{ people: 0 }]);
  });

  it('takes people, titles and friendships', async () => {
    const [ana, ben] = [await makeUser({ handle: 'ana' }), await makeUser()];
    await befriend(ana, ben);
    await befriend(ben, ana);
    expect(await database().select().from(friendships)).toHaveLength(1);
    expect(await makeTitle({ name: 'Amélie', year: 2001 })).toMatchObject({ slug: 'amelie-2001' });
  });

  it('undoes a transaction that throws', async () => {
    const broken = transaction(async (tx) => {
      await tx.update(users).set({ displayName: 'Nobody' });
      throw new Error('stop');
    });
    await expect(broken).rejects.toThrow('stop');
    expect(await database().select().from(users).where(eq(users.displayName, 'Nobody'))).toEqual([]);
  });
});
