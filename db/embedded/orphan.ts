import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A server that outlived a killed launcher still holds the cluster: end it, so that ours can take over. */
export async function stopOrphan(cluster: string): Promise<void> {
  const note = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(note.split('\n')[0]);
  if (!pid) return;
  for (let waited = 0; await serves(pid, cluster); waited += 50) {
    if (waited === 0) process.kill(pid, 'SIGINT');
    if (waited > 10_000) {
      throw new Error(
        `An older database server (process ${pid}) does not end. Stop it (kill ${pid}) and start again.`,
      );
    }
    await sleep(50);
  }
}

/** Numbers of processes are used again, so the command line has to fit too. */
async function serves(pid: number, cluster: string): Promise<boolean> {
  return (await commandLineOf(pid)).includes(cluster);
}

export async function commandLineOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (line !== undefined || process.platform === 'linux') return (line ?? '').replaceAll('\0', ' ');
  return run('ps', ['-p', String(pid), '-o', 'args=']).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
