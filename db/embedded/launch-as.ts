/** PostgreSQL refuses to run as root, and root is what containers have. Here are the ways round it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chown, lstat, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from './binaries.ts';

const NOBODY = 65534;

/** Starts a program in the way that works on this machine. */
export type Launch = (program: string, args: readonly string[]) => ChildProcess;

/** `owner`: whom the data must belong to, for the server to accept it. */
type Way = { readonly owner: number; readonly launch: Launch };

const options = { stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'], detached: true };

const directly: Launch = (program, args) => spawn(program, args, options);

/** In a user namespace the same user goes by another number, and still owns the same files. */
const inNamespace: Way = {
  owner: 0,
  launch: (program, args) =>
    spawn('unshare', ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, program, ...args], options),
};

/** As "nobody" who may still pass through private folders: the program and the data can lie under /root. */
const asNobodyWhoMayPass: Way = {
  owner: NOBODY,
  launch: (program, args) => {
    const identity = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
    const passage = [
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      '--securebits=+no_setuid_fixup',
    ];
    return spawn('setpriv', [...identity, ...passage, program, ...args], options);
  },
};

/** As plain "nobody": enough where every folder on the way is open to all. */
const asNobody: Way = {
  owner: NOBODY,
  launch: (program, args) => spawn(program, args, { ...options, uid: NOBODY, gid: NOBODY }),
};

export const ways = { inNamespace, asNobodyWhoMayPass, asNobody };

/** Finds the way that works for these programs and this folder, and gives the folder to its user. */
export async function chooseLaunch(
  { postgres }: Binaries,
  folder: string,
  candidates: readonly Way[] = Object.values(ways),
): Promise<Launch> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return directly;
  for (const { owner, launch } of candidates) {
    await giveTo(owner, folder);
    if (await succeeds(launch('sh', ['-c', 'cd "$0" && "$1" --version', folder, postgres]))) return launch;
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine allows no way round it here. Start Matinee as an ' +
      'ordinary user, move it to a folder that others may enter, or set DATABASE_URL to a PostgreSQL server.',
  );
}

async function giveTo(owner: number, place: string): Promise<void> {
  const found = await lstat(place);
  if (found.uid === owner) return;
  await chown(place, owner, owner);
  if (!found.isDirectory()) return;
  for (const name of await readdir(place)) await giveTo(owner, path.join(place, name));
}

function succeeds(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0));
  });
}
