import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import type { Event } from './events.ts';

/** Appends one event in the caller's transaction: row and event happen together or not at all. `at` is for what is told later. */
export async function appendEvent(tx: Queryable, userId: string, event: Event, at?: Date): Promise<void> {
  const { type, titleId, ...payload } = { titleId: undefined, ...event };
  await tx
    .insert(events)
    .values({ id: randomUUID(), userId, type, titleId: titleId ?? null, payload, ...(at && { at }) });
}
