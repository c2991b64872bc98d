import { randomInt } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';

/** Handles that would pass for the house itself. */
const RESERVED = new Set([
  'admin',
  'administrator',
  'matinee',
  'moderator',
  'operator',
  'root',
  'support',
  'system',
]);

/** Handles are public, so this may be told to anybody. */
export async function isHandleFree(handle: string, db: Queryable = database()): Promise<boolean> {
  if (RESERVED.has(handle)) return false;
  const taken = await db.select({ id: users.id }).from(users).where(eq(users.handle, handle));
  return taken.length === 0;
}

/** A free handle close to a name; its owner can change it. */
export async function suggestHandle(name: string, db: Queryable = database()): Promise<string> {
  const folded = name.normalize('NFKD').toLowerCase();
  const base =
    folded
      .replace(/\s+/g, '_')
      .replace(/[^a-z0-9_]/g, '')
      .slice(0, 14) || 'guest';
  if (base.length >= 3 && (await isHandleFree(base, db))) return base;
  for (;;) {
    const handle = `${base}${randomInt(10_000, 1_000_000)}`;
    if (await isHandleFree(handle, db)) return handle;
  }
}
