import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { explainDatabaseError } from './explain-error.ts';

const migrationsFolder = path.join(process.cwd(), 'db/migrations');
const LOCK = 6_284_633;

/** Brings the database to this version, one process at a time. Throws a message that says what to do. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await refuseNewerDatabase(sql);
    await migrate(drizzle(sql), { migrationsFolder });
  } catch (error) {
    throw explainDatabaseError(error, url);
  } finally {
    await sql.end({ timeout: 3 });
  }
}

async function refuseNewerDatabase(sql: postgres.Sql): Promise<void> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return;
  const [applied] = await sql`select max(created_at)::float8 as latest from drizzle.__drizzle_migrations`;
  if ((applied?.latest ?? 0) <= latestKnownMigration()) return;
  throw new Error(
    'The data belongs to a newer version of Matinee. Update this checkout (git pull && npm ci), ' +
      'or set DATA_DIR (or DATABASE_URL) to another place.',
  );
}

function latestKnownMigration(): number {
  const journal = JSON.parse(readFileSync(path.join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map((entry) => entry.when));
}
