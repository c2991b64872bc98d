/** The slate log: written after the response, read back for scrolling, replay and "seen on screen". */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { database, transaction } from '../../db/client.ts';
import { slateItems, slates } from '../../db/schema/log.ts';
import { DomainError } from '../errors.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { Explanation, Slate, SlateItem, SlateRequest, Source } from '../recommender/types.ts';

export type StoredSlate = {
  readonly id: string;
  readonly viewerId: string;
  readonly request: SlateRequest;
  readonly slate: Slate;
  readonly createdAt: number;
};

// A page can be scrolled before its slate reaches the database; all processes read older ones from there.
const key = Symbol.for('matinee.slates');
const shared = globalThis as { [key]?: LRUCache<string, StoredSlate> };
shared[key] ??= new LRUCache<string, StoredSlate>({ max: 2000 });
const recent = shared[key];

export function rememberSlate(stored: StoredSlate): void {
  recent.set(stored.id, stored);
}

export async function writeSlate({ id, viewerId, request, slate, createdAt }: StoredSlate): Promise<void> {
  const { surface, seed } = request;
  const { servedBy, modelVersion, policyHash, timings, dropped, leftOut } = slate;
  await transaction(async (tx) => {
    await tx
      .insert(slates)
      .values({
        id,
        userId: viewerId,
        surface,
        seed,
        request: { ...request, dropped },
        servedBy,
        modelVersion,
        policyHash,
        timings,
        leftOut: [...leftOut],
        createdAt: new Date(createdAt),
      })
      .onConflictDoNothing();
    if (slate.items.length > 0) {
      await tx
        .insert(slateItems)
        .values(
          slate.items.map(({ titleId, position, score, propensity, source, explanation, features }) => ({
            slateId: id,
            titleId,
            position,
            score,
            propensity,
            source,
            explanation,
            features,
          })),
        )
        .onConflictDoNothing();
    }
  });
}

/** The items of a slate from `cursor` on. Throws `not-found` for a slate of somebody else: it does not exist for them. */
export async function readSlateItems(
  viewerId: string,
  slateId: string,
  cursor: number,
  limit: number,
): Promise<{ servedBy: Slate['servedBy']; items: SlateItem[]; total: number }> {
  const kept = recent.get(slateId);
  if (kept?.viewerId === viewerId) {
    const { items, servedBy } = kept.slate;
    return { servedBy, items: items.slice(cursor, cursor + limit), total: items.length };
  }
  const [slate] = await database()
    .select({ servedBy: slates.servedBy })
    .from(slates)
    .where(and(eq(slates.id, slateId), eq(slates.userId, viewerId)));
  if (!slate)
    throw new DomainError('not-found', 'This list of recommendations is no longer there. Reload the page.');
  const rows = await database()
    .select()
    .from(slateItems)
    .where(eq(slateItems.slateId, slateId))
    .orderBy(asc(slateItems.position));
  const items = rows.slice(cursor, cursor + limit).map(
    (row): SlateItem => ({
      titleId: row.titleId,
      position: row.position,
      score: row.score,
      probability: 1 / (1 + Math.exp(-row.score)),
      propensity: row.propensity,
      source: row.source as Source,
      explanation: row.explanation as Explanation,
      features: row.features,
    }),
  );
  return { servedBy: slate.servedBy, items, total: rows.length };
}

/** Marks items as seen on a screen; each counts once however often the browser says so. */
export async function recordImpressions(
  viewerId: string,
  slateId: string,
  positions: readonly number[],
): Promise<number> {
  if (positions.length === 0) return 0;
  const own = database()
    .select({ id: slates.id })
    .from(slates)
    .where(and(eq(slates.id, slateId), eq(slates.userId, viewerId)));
  const marked = await database()
    .update(slateItems)
    .set({ impressedAt: sql`now()` })
    .where(
      and(
        inArray(slateItems.slateId, own),
        inArray(slateItems.position, [...positions]),
        isNull(slateItems.impressedAt),
      ),
    )
    .returning({ position: slateItems.position });
  metrics().impressions.inc(marked.length);
  return marked.length;
}
