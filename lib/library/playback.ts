import { and, eq, inArray } from 'drizzle-orm';
import { database, transaction } from '../../db/client.ts';
import { playbackEvents } from '../../db/schema/log.ts';
import { lockEntry } from './entry.ts';
import { type PlaybackReport, parseReport, type Refusal } from './playback-report.ts';
import { settlePlayback } from './playback-settle.ts';
import { type Found, findReferenced } from './playback-titles.ts';

export type PlaybackAnswer = {
  readonly accepted: number;
  /** Known already by their ids: nothing was changed. */
  readonly repeated: number;
  readonly refused: readonly (Refusal & { readonly index: number })[];
};
type Placed = { readonly report: PlaybackReport; readonly title: Found };

/**
 * What a media server or a player reports of one person. A bad event is refused with its field, the others are kept.
 * All events of one title are one transaction, so that a batch that was cut off can be sent again.
 */
export async function recordPlayback(userId: string, items: readonly unknown[]): Promise<PlaybackAnswer> {
  const { placed, refused } = await placeReports(items);
  const byTitle = new Map<number, Placed[]>();
  const known = await readKnown(userId, placed);
  for (const one of placed)
    if (!known.has(one.report.id)) byTitle.set(one.title.id, [...(byTitle.get(one.title.id) ?? []), one]);
  let accepted = 0;
  for (const ofOne of byTitle.values()) accepted += await keepReports(userId, ofOne);
  return { accepted, repeated: placed.length - accepted, refused };
}

async function placeReports(
  items: readonly unknown[],
): Promise<{ placed: Placed[]; refused: PlaybackAnswer['refused'] }> {
  const parsed = items.map((item) => parseReport(item));
  const reports = parsed.map((one) => ('report' in one ? one.report : null));
  const understood = reports.filter((report) => report !== null);
  const answers = await findReferenced(understood.map(({ title }) => title));
  const titleOf = new Map(understood.map((report, index) => [report, answers[index]!]));
  const placed: Placed[] = [];
  const refused: PlaybackAnswer['refused'][number][] = [];
  for (const [index, one] of parsed.entries()) {
    if ('refusal' in one) {
      refused.push({ index, ...one.refusal });
      continue;
    }
    const title = titleOf.get(one.report)!;
    if ('field' in title) refused.push({ index, id: one.report.id, ...title });
    else if (one.report.isEpisode && title.kind === 'film')
      refused.push({ index, id: one.report.id, ...notASeries(one.report) });
    else placed.push({ report: one.report, title });
  }
  return { placed, refused };
}

function notASeries({ title }: PlaybackReport): Pick<Refusal, 'field' | 'message'> {
  const field = 'titleId' in title ? 'titleId' : 'slug';
  return { field, message: 'This title is a film, and a film has no episodes.' };
}

/** What was sent before needs no transaction. */
async function readKnown(userId: string, placed: readonly Placed[]): Promise<ReadonlySet<string>> {
  const ids = placed.map(({ report }) => report.id);
  const rows = await database()
    .select({ id: playbackEvents.eventId })
    .from(playbackEvents)
    .where(and(eq(playbackEvents.userId, userId), inArray(playbackEvents.eventId, ids)));
  return new Set(rows.map(({ id }) => id));
}

/** How many of them were new. */
async function keepReports(userId: string, placed: readonly Placed[]): Promise<number> {
  const { title } = placed[0]!;
  return transaction(async (tx) => {
    const entry = await lockEntry(tx, userId, title.id);
    // In one order, so that two batches with the same ids wait for each other instead of both for ever.
    const reports = placed.map(({ report }) => report).sort((a, b) => (a.id < b.id ? -1 : 1));
    const added = await tx
      .insert(playbackEvents)
      .values(
        reports.map(({ id, type, last, reached, at, utcOffset }) => ({
          userId,
          eventId: id,
          titleId: title.id,
          type,
          reached,
          finale: last,
          at,
          utcOffset,
        })),
      )
      .onConflictDoNothing()
      .returning({ id: playbackEvents.eventId });
    if (added.length > 0) await settlePlayback(tx, entry, title, new Set(added.map(({ id }) => id)));
    return added.length;
  });
}
