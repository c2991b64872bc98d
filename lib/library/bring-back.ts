import { sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import type { Entry } from './entry.ts';

/** A viewing that was taken out of the diary and is put back has its night and its company again: the events know them. */
export async function bringBackTies(
  tx: Queryable,
  { userId, titleId }: Entry,
  watchId: string,
): Promise<void> {
  await tx.execute(sql`
    update watches w set night_id = n.id
    from events e join nights n on n.id = (e.payload->>'nightId')::uuid
    where w.id = ${watchId} and w.night_id is null and e.user_id = ${userId} and e.title_id = ${titleId}
      and e.type = 'unwatched' and e.payload->>'watchId' = ${watchId}`);
  await tx.execute(sql`
    update companions c set own_watch_id = ${watchId}
    from events e
    where c.user_id = ${userId} and c.state = 'confirmed' and c.own_watch_id is null
      and c.watch_id = (e.payload->>'watchId')::uuid and e.user_id = ${userId} and e.title_id = ${titleId}
      and e.type = 'companion-confirmed' and e.payload->>'ownWatchId' = ${watchId}`);
}
