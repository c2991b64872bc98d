import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { readDatabaseUrl, readEnv } from '../lib/env.ts';
import { DomainError } from '../lib/errors.ts';

export type Database = PostgresJsDatabase;
/** What a verb needs: the pool, or the transaction it takes part in. */
export type Queryable = Pick<
  Database,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute'
>;

type Pools = {
  readonly url: string;
  readonly reads: postgres.Sql;
  readonly writes: postgres.Sql;
  readonly enriching: postgres.Sql;
};

/** Milliseconds after which the server stops a statement that only enriches an answer. */
const ENRICHING_STATEMENT_MS = 1000;

// Next's route bundles and the launcher each have their own copy of this module: the pools are shared through
// globalThis. Transactions have a pool of their own, because postgres.js can hand a reserved connection to a
// pipelined query (porsager/postgres#1189).
const key = Symbol.for('matinee.database');
const shared = globalThis as { [key]?: Pools };

function pools(): Pools {
  const kept = shared[key];
  if (kept && kept.url === readDatabaseUrl()) return kept;
  const env = readEnv();
  if (!env.DATABASE_URL)
    throw new DomainError('unavailable', 'No database is connected. Start with `npm start`.');
  if (shared[key]?.url !== env.DATABASE_URL) {
    const half = Math.max(2, Math.floor(env.DATABASE_POOL / 2));
    const open = (max: number, connection = {}) =>
      postgres(env.DATABASE_URL as string, {
        max,
        connection,
        idle_timeout: 60,
        connect_timeout: 10,
        onnotice: () => {},
      });
    shared[key] = {
      url: env.DATABASE_URL,
      reads: open(env.DATABASE_POOL),
      writes: open(half),
      enriching: open(half, { statement_timeout: ENRICHING_STATEMENT_MS }),
    };
  }
  return shared[key];
}

/** The pool, for single statements. */
export function database(): Database {
  return drizzle(pools().reads);
}

/**
 * For reads that an answer can do without: connections of their own, and no statement lasts, so that a slow one
 * never stands in the way of what must be read.
 */
export function enrichment(): Database {
  return drizzle(pools().enriching);
}

/** Runs `work` in one transaction: all of it happens, or nothing. */
export function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  return drizzle(pools().writes).transaction((tx) => work(tx));
}

/** The driver itself, for LISTEN, for the health check, and for statements whose plans are kept. */
export function driver(): postgres.Sql {
  return pools().reads;
}

export async function closeDatabase(): Promise<void> {
  const open = shared[key];
  delete shared[key];
  if (!open) return;
  await Promise.all([open.reads, open.writes, open.enriching].map((pool) => pool.end({ timeout: 3 })));
}
