import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { watches } from '../../db/schema/library.ts';
import { events, playbackEvents } from '../../db/schema/log.ts';
import { appendEvent } from '../event-log/log.ts';
import { changeEntry, type Entry } from './entry.ts';
import {
  dayThere,
  findProgress,
  findSittings,
  inOrder,
  isEnd,
  type OwnWord,
  type Playback,
  type Progress,
  type Sitting,
} from './playback-state.ts';
import type { Found } from './playback-titles.ts';
import { recountWatches } from './watch.ts';

type Watch = typeof watches.$inferSelect;
const by = 'playback' as const;

/**
 * Brings diary and progress of one title to where all its reports lead, whatever came first. What the person removed,
 * moved to another day or said of it later stands. The caller holds the entry.
 */
export async function settlePlayback(
  tx: Queryable,
  entry: Entry,
  title: Found,
  added: ReadonlySet<string>,
): Promise<void> {
  const reports = inOrder(await readReports(tx, entry));
  const sittings = findSittings(reports, title);
  const inDiary = await tx.select().from(watches).where(isOf(watches, entry));
  const removed = await readRemoved(tx, entry);
  const idOf = ({ id }: Playback) => watchIdOf(entry, id);
  const known = (sitting: Sitting) => inDiary.find(({ id }) => sitting.some((report) => idOf(report) === id));
  const isRemoved = (sitting: Sitting) =>
    !known(sitting) && sitting.some((report) => removed.has(idOf(report)));
  const reported = new Set(reports.map(idOf));
  const byHand = inDiary.filter(({ id }) => !reported.has(id));

  const standing = sittings.filter((sitting) => !isRemoved(sitting));
  await keepSittings(
    tx,
    entry,
    standing.map((sitting) => ({ sitting, known: known(sitting) })),
    byHand,
  );
  const told = reports.filter((report) => !sittings.some((one) => isRemoved(one) && one.includes(report)));
  await leaveWatchlist(
    tx,
    entry,
    told.filter((one) => added.has(one.id) && isEnd(one, title.kind)),
  );
  const seenBefore = byHand.some(({ counts }) => counts);
  await settleProgress(tx, entry, findProgress(told, await readOwnWords(tx, entry), title.kind, seenBefore));
}

async function readReports(tx: Queryable, entry: Entry): Promise<Playback[]> {
  return tx
    .select({
      id: playbackEvents.eventId,
      type: playbackEvents.type,
      reached: playbackEvents.reached,
      last: playbackEvents.finale,
      at: playbackEvents.at,
      utcOffset: playbackEvents.utcOffset,
    })
    .from(playbackEvents)
    .where(isOf(playbackEvents, entry));
}

/** Viewings that the person took out of the diary. */
async function readRemoved(tx: Queryable, entry: Entry): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ watchId: sql<string>`${events.payload}->>'watchId'` })
    .from(events)
    .where(and(isOf(events, entry), eq(events.type, 'unwatched'), sql`${events.payload}->>'by' is null`));
  return new Set(rows.map(({ watchId }) => watchId));
}

type Kept = { readonly sitting: Sitting; readonly known: Watch | undefined };

/** One viewing a sitting, known by its first report; a viewing of that day entered by hand is the same viewing. */
async function keepSittings(
  tx: Queryable,
  entry: Entry,
  sittings: readonly Kept[],
  byHand: readonly Watch[],
): Promise<void> {
  const unmatched = [...byHand];
  let changed = false;
  for (const { sitting, known } of sittings) {
    const day = dayThere(sitting[0]);
    const same = unmatched.findIndex(({ watchedOn, precision }) => precision === 'day' && watchedOn === day);
    if (known?.id === watchIdOf(entry, sitting[0].id)) continue;
    if (!known && same >= 0) unmatched.splice(same, 1);
    else {
      await (known ? moveViewing(tx, entry, sitting, known) : addViewing(tx, entry, sitting));
      changed = true;
    }
  }
  if (changed) await recountWatches(tx, entry);
}

async function addViewing(tx: Queryable, entry: Entry, [first]: Sitting): Promise<void> {
  const { userId, titleId } = entry;
  const [watchId, watchedOn] = [watchIdOf(entry, first.id), dayThere(first)];
  await tx
    .insert(watches)
    .values({ id: watchId, userId, titleId, watchedOn, precision: 'day', createdAt: first.at });
  await appendEvent(tx, userId, { type: 'watched', titleId, watchId, watchedOn, by }, first.at);
}

/** An earlier report of the same sitting has come: the viewing is known by it, and is of its day unless that was edited. */
async function moveViewing(tx: Queryable, entry: Entry, sitting: Sitting, known: Watch): Promise<void> {
  const { userId, titleId } = entry;
  const [first] = sitting;
  const before = sitting.find(({ id }) => watchIdOf(entry, id) === known.id)!;
  const isEdited = known.precision !== 'day' || known.watchedOn !== dayThere(before);
  const watchedOn = isEdited ? known.watchedOn : dayThere(first);
  const watchId = watchIdOf(entry, first.id);
  await tx
    .update(watches)
    .set({ id: watchId, watchedOn, createdAt: first.at })
    .where(eq(watches.id, known.id));
  await appendEvent(tx, userId, { type: 'unwatched', titleId, watchId: known.id, by });
  const { counts } = known;
  await appendEvent(tx, userId, { type: 'watched', titleId, watchId, watchedOn, counts, by }, first.at);
}

async function leaveWatchlist(tx: Queryable, entry: Entry, ends: readonly Playback[]): Promise<void> {
  const { userId, titleId, watchlistedAt } = entry;
  if (!watchlistedAt || !ends.some(({ at }) => at >= watchlistedAt)) return;
  await changeEntry(tx, entry, { watchlistedAt: null });
  await appendEvent(tx, userId, { type: 'unwatchlisted', titleId });
}

async function settleProgress(tx: Queryable, entry: Entry, { progress, at }: Progress): Promise<void> {
  const { userId, titleId } = entry;
  if (progress !== entry.progress || at?.getTime() !== entry.progressAt?.getTime())
    await changeEntry(tx, entry, { progress, progressAt: at });
  if (progress !== entry.progress)
    await appendEvent(tx, userId, { type: progress ?? 'progress-cleared', titleId, by }, at ?? undefined);
}

async function readOwnWords(tx: Queryable, entry: Entry): Promise<OwnWord[]> {
  const types = ['started', 'gave-up', 'progress-cleared'] as const;
  const rows = await tx
    .select({ type: sql<(typeof types)[number]>`${events.type}`, at: events.at })
    .from(events)
    .where(and(isOf(events, entry), inArray(events.type, [...types]), sql`${events.payload}->>'by' is null`));
  return rows.map(({ type, at }) => ({ progress: type === 'progress-cleared' ? null : type, at }));
}

/** A UUID of version 8, the same for the same person, title and report. */
function watchIdOf({ userId, titleId }: Entry, reportId: string): string {
  const hash = createHash('sha256').update(`${userId}\n${titleId}\n${reportId}`).digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-a$4-$5');
}

function isOf(table: typeof watches | typeof playbackEvents | typeof events, { userId, titleId }: Entry) {
  return and(eq(table.userId, userId), eq(table.titleId, titleId));
}
