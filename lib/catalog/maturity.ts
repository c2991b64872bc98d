import { type SQL, sql } from 'drizzle-orm';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';

/** True for the titles a viewer lets us show: no limit, or rated at or below it. Read fresh, never from a session. */
export function withinMaturityLimit(viewerId: string | null): SQL {
  if (viewerId === null) return sql`true`;
  const limit = sql`(select ${users.maturityLimit} from ${users} where ${users.id} = ${viewerId})`;
  return sql`${titles.maturity} <= coalesce(${limit}, 99)`;
}
