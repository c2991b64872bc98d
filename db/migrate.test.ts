import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '../lib/env.ts';
import { freePort } from './embedded/free-port.ts';
import { migrateDatabase } from './migrate.ts';
import { createTestDatabase } from './testing/database.ts';

const url = () => readEnv().DATABASE_URL as string;
const withPart = (part: Partial<URL>) => Object.assign(new URL(url()), part).href;

describe('migrating', () => {
  beforeAll(createTestDatabase);

  it('does nothing the second time, also when two processes start at once', async () => {
    await Promise.all([migrateDatabase(url()), migrateDatabase(url())]);
  });

  it('explains a server that does not answer, a wrong password and a missing database, without the password', async () => {
    await expect(migrateDatabase(withPart({ port: String(await freePort()) }))).rejects.toThrow(
      /No PostgreSQL server answers at 127/,
    );
    await expect(migrateDatabase(withPart({ password: 'hunter2' }))).rejects.toThrow(
      /^(?!.*hunter2).*refuses the user name or password/,
    );
    await expect(migrateDatabase(withPart({ pathname: '/nowhere' }))).rejects.toThrow('no such database');
  });

  it('refuses data of a newer version and says what to do', async () => {
    const sql = postgres(url(), { max: 1 });
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('next year', 9e12)`;
    await sql.end();
    await expect(migrateDatabase(url())).rejects.toThrow(/newer version of Matinee\. Update this checkout/);
  });
});
