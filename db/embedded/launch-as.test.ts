import { chmod, cp, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Binaries, findBinaries } from './binaries.ts';
import { chooseLaunch, ways } from './launch-as.ts';
import { endOf, outputOf } from './output.ts';

/** A home folder that only root may enter, with the programs and the data in it. */
let home: string;
let binaries: Binaries;

beforeAll(async () => {
  const { postgres } = await findBinaries();
  home = await mkdtemp(path.join(os.tmpdir(), 'matinee-home-'));
  await cp(path.dirname(path.dirname(postgres)), path.join(home, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await chmod(home, 0o700);
  binaries = {
    initdb: path.join(home, 'native/bin/initdb'),
    postgres: path.join(home, 'native/bin/postgres'),
  };
});
afterAll(() => rm(home, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;
/** Each machine has one kind of user, and checks what is promised to that kind. */
const promise = (toRoot: boolean, name: string, tests: () => void) => {
  if (toRoot === isRoot) describe(name, tests);
};

promise(true, 'as root, under a folder that only root may enter', () => {
  it.each(['inNamespace', 'asNobodyWhoMayPass'] as const)('PostgreSQL makes a cluster %s', async (name) => {
    const way = ways[name];
    const folder = path.join(home, name);
    const launch = await chooseLaunch(binaries, folder, [way]);
    const child = launch(binaries.initdb, ['-D', path.join(folder, 'cluster'), '--no-sync', '--auth=trust']);
    const output = outputOf(child);
    expect(await endOf(child), output()).toBe(0);
    expect((await stat(path.join(folder, 'cluster/PG_VERSION'))).uid).toBe(way.owner);
  });

  it('a cluster made in one way is handed over to the other', async () => {
    const folder = path.join(home, 'inNamespace');
    await chooseLaunch(binaries, folder, [ways.asNobodyWhoMayPass]);
    expect((await stat(path.join(folder, 'cluster/PG_VERSION'))).uid).toBe(ways.asNobodyWhoMayPass.owner);
  });

  it('plain "nobody" is passed over, and when no way is left the message says what to do', async () => {
    await expect(chooseLaunch(binaries, path.join(home, 'none'), [ways.asNobody])).rejects.toThrow(
      /ordinary user.*DATABASE_URL/,
    );
  });
});

promise(true, 'as root, under a folder that all may enter', () => {
  it('PostgreSQL runs as plain "nobody"', async () => {
    await chmod(home, 0o755);
    const launch = await chooseLaunch(binaries, path.join(home, 'open'), [ways.asNobody]);
    expect(await endOf(launch(binaries.postgres, ['--version']))).toBe(0);
  });
});

promise(false, 'as an ordinary user', () => {
  it('PostgreSQL is started directly', async () => {
    const launch = await chooseLaunch(binaries, path.join(home, 'own'));
    expect(await endOf(launch(binaries.postgres, ['--version']))).toBe(0);
  });
});
