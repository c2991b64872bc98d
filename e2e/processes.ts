import { execFileSync } from 'node:child_process';

/** The command lines of running processes that name a folder. */
export function processesWith(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder) && !line.startsWith('ps '));
}
