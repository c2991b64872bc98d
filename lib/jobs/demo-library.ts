import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../db/client.ts';
import { libraryEntries, watches } from '../../db/schema/library.ts';
import { events } from '../../db/schema/log.ts';
import type { DatedEvent } from './demo-diary.ts';

type Entry = typeof libraryEntries.$inferInsert;

/** Writes a diary as events and as the rows they lead to, as if the person had done it all by hand. */
export async function writeDiary(tx: Queryable, userId: string, diary: readonly DatedEvent[]): Promise<void> {
  const entries = new Map<number, Entry>();
  for (const { at, event } of diary) {
    const before = entries.get(event.titleId) ?? { userId, titleId: event.titleId };
    entries.set(event.titleId, { ...before, ...changeBy(event, at, before), changedAt: at });
  }
  await tx.insert(libraryEntries).values([...entries.values()]);
  await tx.insert(watches).values(
    diary.flatMap(({ at, event }) => {
      if (event.type !== 'watched') return [];
      const { watchId, titleId, watchedOn } = event;
      return [{ id: watchId, userId, titleId, watchedOn, precision: 'day' as const, createdAt: at }];
    }),
  );
  await tx.insert(events).values(
    diary.map(({ at, event: { type, titleId, ...payload } }) => ({
      id: randomUUID(),
      userId,
      type,
      titleId,
      payload,
      at,
    })),
  );
}

function changeBy(event: DatedEvent['event'], at: Date, { watchCount = 0 }: Entry): Partial<Entry> {
  switch (event.type) {
    case 'watched':
      return { watchCount: watchCount + 1, watchedAt: at };
    case 'rated':
      return { rating: event.rating, ratedAt: at };
    case 'liked':
      return { liked: true, likedAt: at };
    case 'watchlisted':
      return { watchlistedAt: at };
    case 'started':
    case 'gave-up':
      return { progress: event.type, progressAt: at };
    default:
      throw new Error(`A demo diary has no ${event.type}`);
  }
}
