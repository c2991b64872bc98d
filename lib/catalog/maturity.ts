import { eq, type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';

/** True for the titles a viewer lets us show: no limit, or rated at or below it. Read fresh, never from a session. */
export function withinMaturityLimit(viewerId: string | null): SQL {
  if (viewerId === null) return sql`true`;
  const limit = sql`(select ${users.maturityLimit} from ${users} where ${users.id} = ${viewerId})`;
  return sql`${titles.maturity} <= coalesce(${limit}, 99)`;
}

/** The limit itself, for titles whose facts are already here. */
export async function readMaturityLimit(viewerId: string): Promise<number | null> {
  const [user] = await database()
    .select({ limit: users.maturityLimit })
    .from(users)
    .where(eq(users.id, viewerId));
  return user?.limit ?? null;
}
