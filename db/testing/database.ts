import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { provideEnv } from '../../lib/env.ts';
import { closeDatabase } from '../client.ts';
import { TEMPLATE, urlOf } from './global-setup.ts';

// A test file that imports this module closes its pools when it is done.
afterAll(closeDatabase);

/** For `beforeAll`: gives this test file a fresh, migrated, empty database of its own. */
export async function createTestDatabase(): Promise<void> {
  const server = inject('databaseUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const sql = postgres(server, { max: 1 });
  await sql`create database ${sql(name)} template ${sql(TEMPLATE)}`;
  await sql.end();
  await closeDatabase();
  provideEnv({ DATABASE_URL: urlOf(server, name), DATABASE_POOL: '4', LOG_LEVEL: 'silent' });
}
