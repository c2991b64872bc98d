import { statfs } from 'node:fs/promises';

/** A database on a full disk fails late and in odd places: better not to start it. */
export async function requireFreeSpace(folder: string, megabytes = 200): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  if (free >= megabytes) return;
  throw new Error(
    `The disk that holds ${folder} is full: ${free} MB are free and the database needs about ${megabytes} MB. ` +
      'Free some space, or set DATA_DIR to a folder on another disk.',
  );
}
