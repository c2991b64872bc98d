import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { rateLimits } from '../../db/schema/operations.ts';
import { readEnv } from '../env.ts';
import { DomainError } from '../errors.ts';

export type Limit = { readonly most: number; readonly seconds: number };

/** Counts one try in a fixed window, shared by every process. Throws `rate-limited` past the limit. */
export async function limitRate(key: string, { most, seconds }: Limit): Promise<void> {
  if (!readEnv().RATE_LIMITS) return;
  const expired = sql`${rateLimits.windowStart} < now() - make_interval(secs => ${seconds})`;
  const [row] = await database()
    .insert(rateLimits)
    .values({ key, windowStart: sql`now()`, count: 1 })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${expired} then 1 else ${rateLimits.count} + 1 end`,
        windowStart: sql`case when ${expired} then now() else ${rateLimits.windowStart} end`,
      },
    })
    .returning({ count: rateLimits.count });
  if ((row?.count ?? 0) > most) {
    throw new DomainError('rate-limited', `Too many tries. Wait ${words(seconds)} and try again.`);
  }
}

function words(seconds: number): string {
  return seconds < 120 ? 'a minute' : `${Math.round(seconds / 60)} minutes`;
}
