import { and, desc, eq, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { watches } from '../../db/schema/library.ts';
import type { OwnState } from '../catalog/summary.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, type Entry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';
import { normaliseWatchDate, type Watch, type WatchDate } from './watch-date.ts';

export type Viewing = WatchDate & { readonly watchId: string; readonly titleId: number };

/** One viewing. A repeated `watchId` is the same viewing; what is watched leaves the watchlist. */
export async function watchTitle(userId: string, { watchId, titleId, ...given }: Viewing): Promise<OwnState> {
  const date = normaliseWatchDate(given);
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    const added = await tx
      .insert(watches)
      .values({ id: watchId, userId, titleId, ...date })
      .onConflictDoNothing()
      .returning({ id: watches.id });
    if (added.length === 0) await requireSameViewing(tx, entry, watchId);
    else {
      await recount(tx, entry, { watchlistedAt: null });
      await appendEvent(tx, userId, { type: 'watched', titleId, watchId, watchedOn: date.watchedOn });
      if (entry.watchlistedAt) await appendEvent(tx, userId, { type: 'unwatchlisted', titleId });
    }
    return readOwnState(userId, titleId, tx);
  });
}

/** Corrects the date. The event repeats `watched` with the same id: the last word on a viewing counts. */
export async function editWatch(userId: string, { watchId, titleId, ...given }: Viewing): Promise<OwnState> {
  const date = normaliseWatchDate(given);
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    const [watch] = await tx.select().from(watches).where(isOwn(entry, watchId));
    if (!watch) throw new DomainError('not-found', 'That viewing is no longer in your diary.');
    if (watch.watchedOn !== date.watchedOn || watch.precision !== date.precision) {
      await tx.update(watches).set(date).where(isOwn(entry, watchId));
      await recount(tx, entry);
      await appendEvent(tx, userId, { type: 'watched', titleId, watchId, watchedOn: date.watchedOn });
    }
    return readOwnState(userId, titleId, tx);
  });
}

/** Takes one viewing out of the diary; one that is not there (any more) changes nothing. */
export async function unwatch(
  userId: string,
  { watchId, titleId }: { readonly watchId: string; readonly titleId: number },
): Promise<OwnState> {
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    const removed = await tx.delete(watches).where(isOwn(entry, watchId)).returning({ id: watches.id });
    if (removed.length > 0) {
      await recount(tx, entry);
      await appendEvent(tx, userId, { type: 'unwatched', titleId, watchId });
    }
    return readOwnState(userId, titleId, tx);
  });
}

/** A person's viewings of one title, newest first. */
export async function readWatches(userId: string, titleId: number): Promise<Watch[]> {
  return database()
    .select({ id: watches.id, watchedOn: watches.watchedOn, precision: watches.precision })
    .from(watches)
    .where(and(eq(watches.userId, userId), eq(watches.titleId, titleId)))
    .orderBy(sql`${watches.watchedOn} desc nulls last`, desc(watches.createdAt));
}

async function requireSameViewing(tx: Queryable, entry: Entry, watchId: string): Promise<void> {
  const [same] = await tx.select({ id: watches.id }).from(watches).where(isOwn(entry, watchId));
  if (!same)
    throw new DomainError(
      'conflict',
      'That viewing already belongs to something else. Mark it as watched again.',
    );
}

/** `watchedAt` is when it was last seen: the moment it was marked if that was the day, else the day it was said to be. */
async function recount(
  tx: Queryable,
  entry: Entry,
  also: Parameters<typeof changeEntry>[2] = {},
): Promise<void> {
  const markedThatDay = sql`${watches.watchedOn} is null or ${watches.watchedOn} >= ${watches.createdAt}::date - 1`;
  const [now] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      last: sql<
        string | null
      >`max(case when ${markedThatDay} then ${watches.createdAt} else ${watches.watchedOn}::timestamptz end)`,
    })
    .from(watches)
    .where(and(eq(watches.userId, entry.userId), eq(watches.titleId, entry.titleId)));
  await changeEntry(tx, entry, {
    ...also,
    watchCount: now?.count ?? 0,
    watchedAt: now?.last ? new Date(now.last) : null,
  });
}

function isOwn({ userId, titleId }: Entry, watchId: string) {
  return and(eq(watches.id, watchId), eq(watches.userId, userId), eq(watches.titleId, titleId));
}
