/** `npm run db:migrate`, `db:seed`, `db:operator` and `db:reset`: the launcher's steps one by one, while Matinee is stopped. */
import { existsSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { claimDataFolder } from '../launcher/data-folder.ts';
import { explainStartError } from '../launcher/explain-error.ts';
import { appointOperator } from '../lib/account/appoint-operator.ts';
import { provideEnv, readEnv } from '../lib/env.ts';
import { seedDatabase } from '../lib/jobs/seed.ts';
import { closeDatabase, database } from './client.ts';
import { startEmbeddedDatabase } from './embedded/start.ts';
import { migrateDatabase } from './migrate.ts';

const commands: Readonly<
  Record<string, { readonly explanation: string; readonly run: (url: string) => Promise<void> }>
> = {
  migrate: {
    explanation: 'brings the tables to this version; keeps everything in them',
    run: migrateDatabase,
  },
  seed: {
    explanation:
      'migrates, then loads the catalogue and, unless DEMO=off, the demo circle; keeps everything else',
    run: async (url) => {
      await migrateDatabase(url);
      await seedDatabase({ demo: readEnv().DEMO });
    },
  },
  operator: {
    explanation: 'lets a person flag titles as harmful; needs their handle',
    run: async (url) => {
      await migrateDatabase(url);
      await appointOperator(process.argv[3] ?? '');
    },
  },
  reset: {
    explanation: 'DELETES every person, rating and setting, then seeds anew; needs --yes',
    run: async (url) => {
      await database().execute(sql`drop schema if exists drizzle cascade`);
      await database().execute(sql`drop schema public cascade`);
      await database().execute(sql`create schema public`);
      await closeDatabase();
      await migrateDatabase(url);
      await seedDatabase({ demo: readEnv().DEMO });
    },
  },
};

const name = process.argv[2] ?? '';
process.exitCode = await main().catch((error) => {
  console.error(`✗ ${explainStartError(error)}`);
  return 1;
});

async function main(): Promise<number> {
  const command = commands[name];
  if (!command) {
    for (const [key, { explanation }] of Object.entries(commands))
      console.log(`npm run db:${key}   ${explanation}`);
    return 1;
  }
  if (name === 'reset' && !process.argv.includes('--yes')) {
    throw new Error(`db:reset ${command.explanation}:  npm run db:reset -- --yes`);
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  await withDatabase(command.run);
  console.log(`✓ db:${name}: ${command.explanation}`);
  return 0;
}

async function withDatabase(run: (url: string) => Promise<void>): Promise<void> {
  const { DATA_DIR, DATABASE_URL } = readEnv();
  const release = await claimDataFolder(DATA_DIR);
  const embedded = DATABASE_URL ? undefined : await startEmbeddedDatabase(DATA_DIR);
  const url = DATABASE_URL ?? embedded?.url ?? '';
  provideEnv({ DATABASE_URL: url });
  try {
    await run(url);
  } finally {
    await closeDatabase();
    await embedded?.stop();
    release();
  }
}
