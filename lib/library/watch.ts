import { and, desc, eq, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { watches } from '../../db/schema/library.ts';
import type { OwnState } from '../catalog/summary.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { bringBackTies } from './bring-back.ts';
import { changeEntry, type Entry, lockEntry } from './entry.ts';
import { readOwnState } from './state.ts';
import { normaliseWatchDate, type Watch, type WatchDate } from './watch-date.ts';

export type Viewing = WatchDate & { readonly watchId: string; readonly titleId: number };
/** `counts` is false when somebody else in the household watched it. */
type NewViewing = Viewing & {
  readonly counts?: boolean;
  /** The night it was chosen at. */
  readonly nightId?: string | null;
};

/** One viewing. A repeated `watchId` is the same viewing; what is watched leaves the watchlist and is no longer begun. */
export function watchTitle(userId: string, viewing: NewViewing): Promise<OwnState> {
  return transaction(async (tx) => {
    await addViewing(tx, userId, viewing);
    return readOwnState(userId, viewing.titleId, tx);
  });
}

/** The same within another verb's transaction. */
export async function addViewing(
  tx: Queryable,
  userId: string,
  { watchId, titleId, counts = true, nightId = null, ...given }: NewViewing,
): Promise<void> {
  const date = normaliseWatchDate(given);
  const entry = await lockEntry(tx, userId, titleId);
  await keepViewing(tx, entry, { id: watchId, counts, nightId, ...date });
}

/** The same in a transaction that holds the entry. */
export async function keepViewing(
  tx: Queryable,
  entry: Entry,
  { id, watchedOn, precision, counts, nightId = null }: Watch & { readonly nightId?: string | null },
): Promise<void> {
  const { userId, titleId } = entry;
  const added = await tx
    .insert(watches)
    .values({ id, userId, titleId, counts, watchedOn, precision, nightId })
    .onConflictDoNothing()
    .returning({ id: watches.id });
  if (added.length === 0) return requireSameViewing(tx, entry, id);
  await appendEvent(tx, userId, { type: 'watched', titleId, watchId: id, watchedOn, counts });
  if (counts) await leaveLists(tx, entry, watchedOn);
  await bringBackTies(tx, entry, id);
  await recountWatches(tx, entry);
}

/** Corrects the date. The event repeats `watched` with the same id: the last word on a viewing counts. */
export async function editWatch(userId: string, { watchId, titleId, ...given }: Viewing): Promise<OwnState> {
  const date = normaliseWatchDate(given);
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    const [watch] = await tx.select().from(watches).where(isOwn(entry, watchId));
    if (!watch) throw gone();
    if (watch.watchedOn !== date.watchedOn || watch.precision !== date.precision) {
      await tx.update(watches).set(date).where(isOwn(entry, watchId));
      await recountWatches(tx, entry);
      const { watchedOn } = date;
      await appendEvent(tx, userId, { type: 'watched', titleId, watchId, watchedOn, counts: watch.counts });
    }
    return readOwnState(userId, titleId, tx);
  });
}

/** "Somebody else watched this": it stays in the diary, and says nothing of the person's taste. */
export async function setWatchCounts(
  userId: string,
  {
    watchId,
    titleId,
    counts,
  }: { readonly watchId: string; readonly titleId: number; readonly counts: boolean },
): Promise<OwnState> {
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, titleId);
    const [watch] = await tx.select({ counts: watches.counts }).from(watches).where(isOwn(entry, watchId));
    if (!watch) throw gone();
    if (watch.counts !== counts) {
      await tx.update(watches).set({ counts }).where(isOwn(entry, watchId));
      await recountWatches(tx, entry);
      await appendEvent(tx, userId, { type: counts ? 'watch-counted' : 'watch-uncounted', titleId, watchId });
    }
    return readOwnState(userId, titleId, tx);
  });
}

/** Takes one viewing out of the diary; one that is not there (any more) changes nothing. */
export function unwatch(
  userId: string,
  viewing: { readonly watchId: string; readonly titleId: number },
): Promise<OwnState> {
  return transaction(async (tx) => {
    await removeViewing(tx, userId, viewing);
    return readOwnState(userId, viewing.titleId, tx);
  });
}

/** The same within another verb's transaction. */
export async function removeViewing(
  tx: Queryable,
  userId: string,
  { watchId, titleId }: { readonly watchId: string; readonly titleId: number },
): Promise<void> {
  const entry = await lockEntry(tx, userId, titleId);
  const [removed] = await tx
    .delete(watches)
    .where(isOwn(entry, watchId))
    .returning({ nightId: watches.nightId });
  if (!removed) return;
  const { nightId } = removed;
  await recountWatches(tx, entry);
  await appendEvent(tx, userId, { type: 'unwatched', titleId, watchId, ...(nightId && { nightId }) });
}

/** A person's viewings of one title, newest first. */
export async function readWatches(userId: string, titleId: number): Promise<Watch[]> {
  return database()
    .select({
      id: watches.id,
      watchedOn: watches.watchedOn,
      precision: watches.precision,
      counts: watches.counts,
    })
    .from(watches)
    .where(and(eq(watches.userId, userId), eq(watches.titleId, titleId)))
    .orderBy(sql`${watches.watchedOn} desc nulls last`, desc(watches.createdAt));
}

/** What was seen through is off the watchlist, and neither begun nor given up, unless that was said of a later day. */
async function leaveLists(tx: Queryable, entry: Entry, watchedOn: string | null): Promise<void> {
  const { userId, titleId, watchlistedAt, progress, progressAt } = entry;
  const isOver = progress !== null && watchedOn !== null && watchedOn >= dayOf(progressAt);
  if (watchlistedAt) await appendEvent(tx, userId, { type: 'unwatchlisted', titleId });
  if (isOver) await appendEvent(tx, userId, { type: 'progress-cleared', titleId });
  if (watchlistedAt || isOver)
    await changeEntry(tx, entry, {
      watchlistedAt: null,
      ...(isOver && { progress: null, progressAt: null }),
    });
}

/** The earliest day it was anywhere: west of Greenwich the evening of a day is the next day in UTC. */
function dayOf(moment: Date | null): string {
  return moment ? new Date(moment.getTime() - 12 * 3_600_000).toISOString().slice(0, 10) : '';
}

function gone(): DomainError {
  return new DomainError('not-found', 'That viewing is no longer in your diary.');
}

async function requireSameViewing(tx: Queryable, entry: Entry, watchId: string): Promise<void> {
  const [same] = await tx.select({ id: watches.id }).from(watches).where(isOwn(entry, watchId));
  if (!same)
    throw new DomainError(
      'conflict',
      'That viewing already belongs to something else. Mark it as watched again.',
    );
}

/** `watchedAt` is when the person last saw it: the moment it was marked if that was the day, else the day it was said to be. */
export async function recountWatches(tx: Queryable, entry: Entry): Promise<void> {
  const markedThatDay = sql`${watches.watchedOn} is null or ${watches.watchedOn} >= ${watches.createdAt}::date - 1`;
  const [now] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      uncounted: sql<number>`(count(*) filter (where not ${watches.counts}))::int`,
      last: sql<string | null>`max(
        case when ${markedThatDay} then ${watches.createdAt} else ${watches.watchedOn}::timestamptz end
      ) filter (where ${watches.counts})`,
    })
    .from(watches)
    .where(and(eq(watches.userId, entry.userId), eq(watches.titleId, entry.titleId)));
  await changeEntry(tx, entry, {
    watchCount: now?.count ?? 0,
    uncountedWatches: now?.uncounted ?? 0,
    watchedAt: now?.last ? new Date(now.last) : null,
  });
}

function isOwn({ userId, titleId }: Entry, watchId: string) {
  return and(eq(watches.id, watchId), eq(watches.userId, userId), eq(watches.titleId, titleId));
}
