import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { readEnv } from '../lib/env.ts';
import { DomainError } from '../lib/errors.ts';

export type Database = PostgresJsDatabase;
/** What a verb needs: the pool, or the transaction it takes part in. */
export type Queryable = Pick<
  Database,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute'
>;

type Pools = { readonly url: string; readonly reads: postgres.Sql; readonly writes: postgres.Sql };

// Next's route bundles and the launcher each have their own copy of this module: the pools are shared through
// globalThis. Transactions have a pool of their own, because postgres.js can hand a reserved connection to a
// pipelined query (porsager/postgres#1189).
const key = Symbol.for('matinee.database');
const shared = globalThis as { [key]?: Pools };

function pools(): Pools {
  const env = readEnv();
  if (!env.DATABASE_URL)
    throw new DomainError('unavailable', 'No database is connected. Start with `npm start`.');
  if (shared[key]?.url !== env.DATABASE_URL) {
    const open = (max: number) =>
      postgres(env.DATABASE_URL as string, {
        max,
        idle_timeout: 60,
        connect_timeout: 10,
        onnotice: () => {},
      });
    shared[key] = {
      url: env.DATABASE_URL,
      reads: open(env.DATABASE_POOL),
      writes: open(Math.max(2, Math.floor(env.DATABASE_POOL / 2))),
    };
  }
  return shared[key];
}

/** The pool, for single statements. */
export function database(): Database {
  return drizzle(pools().reads);
}

/** Runs `work` in one transaction: all of it happens, or nothing. */
export function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  return drizzle(pools().writes).transaction((tx) => work(tx));
}

/** The driver itself, for LISTEN and for the health check. */
export function driver(): postgres.Sql {
  return pools().reads;
}

export async function closeDatabase(): Promise<void> {
  const open = shared[key];
  delete shared[key];
  if (open) await Promise.all([open.reads.end({ timeout: 3 }), open.writes.end({ timeout: 3 })]);
}
