import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Folders that may hold a bundle, the one to try first in front: the version named in the file `current`, then
 * the others, newest name last written first.
 */
export function listBundleFolders(bundlesFolder: string): string[] {
  if (!existsSync(bundlesFolder)) return [];
  const names = readdirSync(bundlesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
    .reverse();
  const current = readCurrent(bundlesFolder);
  const ordered =
    current && names.includes(current) ? [current, ...names.filter((name) => name !== current)] : names;
  return ordered.map((name) => path.join(bundlesFolder, name));
}

/** Changes whenever another bundle might be tried first, or one was written anew. */
export function bundlesStamp(bundlesFolder: string): string {
  const written = (folder: string) =>
    statSync(path.join(folder, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return listBundleFolders(bundlesFolder)
    .map((folder) => `${path.basename(folder)} ${written(folder)}`)
    .join();
}

function readCurrent(bundlesFolder: string): string {
  const file = path.join(bundlesFolder, 'current');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}
