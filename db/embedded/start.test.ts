import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireFreeSpace } from './free-space.ts';
import { commandLineOf } from './orphan.ts';
import { startEmbeddedDatabase } from './start.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'matinee-embedded-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const serverPid = async () =>
  Number((await readFile(path.join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

async function query(url: string, text: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1 });
  return sql.unsafe(text).finally(() => sql.end());
}

describe('the embedded database', () => {
  it('keeps what it holds over a stop and leaves nothing running', async () => {
    const first = await startEmbeddedDatabase(folder);
    await query(first.url, "create table kept (word text); insert into kept values ('film')");
    const pid = await serverPid();
    await first.stop();
    expect(await commandLineOf(pid)).toBe('');
    const second = await startEmbeddedDatabase(folder);
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'film' }]);
    await second.stop();
  });

  it('asks for its password and keeps that to the owner', async () => {
    const { url, stop } = await startEmbeddedDatabase(folder);
    await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow('password');
    expect((await stat(path.join(folder, 'database-password'))).mode & 0o077).toBe(0);
    await stop();
  });

  it('takes over from a server whose launcher was killed', async () => {
    const code = `import('./db/embedded/start.ts').then(({ startEmbeddedDatabase }) => startEmbeddedDatabase(process.argv[1])).then(({ url }) => process.send(url))`;
    const launcher = spawn(process.execPath, ['--import', 'tsx', '-e', code, folder], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [url] = (await once(launcher, 'message')) as [string];
    await query(url, 'create table kept ()');
    const orphan = await serverPid();
    launcher.kill('SIGKILL');
    const { url: next, stop } = await startEmbeddedDatabase(folder);
    expect(await commandLineOf(orphan)).toBe('');
    expect(await query(next, 'select * from kept')).toEqual([]);
    await stop();
  });

  it('begins again where a first start was cut off', async () => {
    await mkdir(path.join(folder, 'postgres/unfinished'), { recursive: true });
    await writeFile(path.join(folder, 'postgres/unfinished/PG_VERSION'), '18\n');
    const { url, stop } = await startEmbeddedDatabase(folder);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop();
  });

  it('says so when the folder belongs to another version of PostgreSQL', async () => {
    await mkdir(path.join(folder, 'postgres/cluster'), { recursive: true });
    await writeFile(path.join(folder, 'postgres/cluster/PG_VERSION'), '99\n');
    await expect(startEmbeddedDatabase(folder)).rejects.toThrow(
      /belongs to PostgreSQL 99; this version .* carries 18/,
    );
  });

  it('says so when the disk is full', async () => {
    await expect(requireFreeSpace(folder, 1e12)).rejects.toThrow(/is full: \d+ MB are free.*Free some space/);
  });
});
