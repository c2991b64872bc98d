import { sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';

/** Whether somebody of exactly this name made a title of the catalogue, or plays in one. */
export async function isCredited(db: Queryable, name: string): Promise<boolean> {
  const found = await db
    .select({ id: titles.id })
    .from(titles)
    .where(sql`${name} = any(${titles.makers}) or ${name} = any(${titles.cast})`)
    .limit(1);
  return found.length > 0;
}
