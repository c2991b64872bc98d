import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { commandLineOf } from '../db/embedded/orphan.ts';

/** One process a data folder. Returns the release. */
export async function claimDataFolder(folder: string): Promise<() => void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'matinee.pid');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => release(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await removeStaleClaim(file, folder);
    }
  }
}

async function removeStaleClaim(file: string, folder: string): Promise<void> {
  const owner = ownerIn(file);
  if (owner && owner !== process.pid && (await isLauncher(owner))) {
    throw new Error(
      `Matinee already runs with the data folder ${folder} (process ${owner}). ` +
        'Stop that one first, or set DATA_DIR and PORT for a second one.',
    );
  }
  rmSync(file, { force: true });
}

/** After a crash the number may belong to anything. */
async function isLauncher(pid: number): Promise<boolean> {
  const line = await commandLineOf(pid);
  return line.includes('server.ts') || line.includes('db/commands.ts');
}

function ownerIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function release(file: string): void {
  if (ownerIn(file) === process.pid) rmSync(file, { force: true });
}
