import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import type { Slate, SlateRequest } from '../recommender/types.ts';
import type { FeedViewer } from './viewer.ts';

/**
 * The slate of someone who opted out: the newest titles, the same for everybody. Reads nothing about the person
 * but the maturity limit they set; no signals, no vector, no score.
 */
export async function listChronologically(viewer: FeedViewer, request: SlateRequest): Promise<Slate> {
  const { filters } = request;
  const rows = await database()
    .select({ id: titles.id })
    .from(titles)
    .where(
      and(
        eq(titles.flagged, false),
        viewer.maturityLimit === null ? undefined : lte(titles.maturity, viewer.maturityLimit),
        filters.kind ? eq(titles.kind, filters.kind) : undefined,
        filters.genre ? sql`${filters.genre} = any(${titles.genres})` : undefined,
        filters.language ? eq(titles.language, filters.language) : undefined,
      ),
    )
    .orderBy(sql`${titles.addedAt} desc nulls last`, desc(titles.year), desc(titles.id))
    .limit(request.limit);
  return {
    items: rows.map(({ id }, position) => ({
      titleId: id,
      position,
      score: 0,
      probability: 0,
      propensity: 1,
      source: 'fresh',
      explanation: { reason: { kind: 'newest' }, evidence: [] },
      features: null,
    })),
    servedBy: 'chronological',
    modelVersion: null,
    policyHash: 'none',
    timings: {},
    dropped: {},
    leftOut: [],
  };
}
