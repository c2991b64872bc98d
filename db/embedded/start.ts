/** The embedded PostgreSQL: native programs from npm, run as a child process on a folder of ours. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Binaries, findBinaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import { requireFreeSpace } from './free-space.ts';
import { chooseLaunch, type Launch } from './launch-as.ts';
import { stopOrphan } from './orphan.ts';
import { endOf, outputOf } from './output.ts';

export type EmbeddedDatabase = { readonly url: string; stop(): Promise<void> };

type Cluster = {
  readonly folder: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly launch: Launch;
};

/** Starts (and on the first run creates) the database in `dataFolder`. Throws a message that says what to do. */
export async function startEmbeddedDatabase(dataFolder: string): Promise<EmbeddedDatabase> {
  await mkdir(dataFolder, { recursive: true });
  await requireFreeSpace(dataFolder);
  const folder = path.join(dataFolder, 'postgres');
  const binaries = await findBinaries();
  const password = await keptPassword(dataFolder);
  await stopOrphan(path.join(folder, 'cluster'));
  const cluster = { folder, password, binaries, launch: await chooseLaunch(binaries, folder) };
  const version = await readFile(path.join(folder, 'cluster/PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) await createCluster(cluster);
  else await refuseOtherVersion(cluster, version.trim());
  return serveCluster(cluster);
}

async function keptPassword(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'database-password');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept) return kept;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

/** Made under another name and renamed when whole: a start that was cut off leaves nothing half made. */
async function createCluster({ folder, password, binaries, launch }: Cluster): Promise<void> {
  const unfinished = path.join(folder, 'unfinished');
  await rm(unfinished, { recursive: true, force: true });
  const secrets = await mkdtemp(path.join(os.tmpdir(), 'matinee-'));
  await writeFile(path.join(secrets, 'password'), password, { mode: 0o644 });
  await chmod(secrets, 0o711);
  const access = ['-U', 'matinee', '--auth=scram-sha-256', `--pwfile=${path.join(secrets, 'password')}`];
  const child = launch(binaries.initdb, [
    '-D',
    unfinished,
    ...access,
    '--no-sync',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ]);
  const output = outputOf(child);
  const code = await endOf(child);
  await rm(secrets, { recursive: true, force: true });
  if (code !== 0) throw new Error(explain(output(), `The database could not be created in ${folder}`));
  await rename(unfinished, path.join(folder, 'cluster'));
}

async function refuseOtherVersion({ folder, binaries, launch }: Cluster, version: string): Promise<void> {
  const child = launch(binaries.postgres, ['--version']);
  const output = outputOf(child);
  await endOf(child);
  const ours = output().match(/\d+/)?.[0];
  if (ours === version) return;
  throw new Error(
    `The database in ${folder} belongs to PostgreSQL ${version}; this version of Matinee carries ${ours}. ` +
      'Use the version of Matinee that wrote it, or set DATA_DIR to a new folder.',
  );
}

async function serveCluster({ folder, password, binaries, launch }: Cluster): Promise<EmbeddedDatabase> {
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'synchronous_commit=off',
    'max_connections=100',
    'shared_buffers=64MB',
    'timezone=UTC',
  ];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const child = launch(binaries.postgres, ['-D', path.join(folder, 'cluster'), '-p', String(port), ...flags]);
  const output = outputOf(child);
  const end = endOf(child);
  const stop = async () => {
    child.kill('SIGINT');
    const inTime = await Promise.race([end, sleep(10_000, 'late', { ref: false })]);
    if (inTime === 'late') child.kill('SIGKILL');
  };
  const url = `postgres://matinee:${password}@127.0.0.1:${port}/postgres`;
  await waitUntilItAnswers(url, end).catch(async (cause) => {
    await stop();
    throw new Error(explain(output(), `The database in ${folder} did not start`), { cause });
  });
  return { url, stop };
}

/** An accepted connection is not enough: the server may still be starting up. */
async function waitUntilItAnswers(url: string, end: Promise<unknown>): Promise<void> {
  const ended = end.then(() => 'ended' as const);
  for (let tries = 0; ; tries += 1) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (tries === 600) throw error;
      if ((await Promise.race([ended, sleep(50)])) === 'ended') throw error;
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

function explain(output: string, what: string): string {
  if (/No space left on device/i.test(output)) {
    return `${what}: the disk is full. Free some space, or set DATA_DIR to a folder on another disk.`;
  }
  return `${what}. PostgreSQL said:\n${output || '(nothing)'}`;
}
