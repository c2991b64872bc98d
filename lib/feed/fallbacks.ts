/**
 * The failure ladder, in one function: model → last good slate → trending → chronological. Each step says
 * so in `servedBy` and in a counter; people get a feed either way.
 */
import { LRUCache } from 'lru-cache';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';
import { hasSeen } from '../recommender/taste/signals.ts';
import type { Slate, SlateItem, SlateRequest, TitleFacts, TitleId } from '../recommender/types.ts';
import { keepExplanation, type TasteNow, whatStands } from './kept-reasons.ts';

export type KnownTitle = TitleFacts & { readonly popularity: number; readonly inGraph: boolean };

const key = Symbol.for('matinee.last-good-slates');
const shared = globalThis as { [key]?: LRUCache<string, Slate> };
shared[key] ??= new LRUCache<string, Slate>({ max: 5000, ttl: 24 * 3600 * 1000 });
const lastGood = shared[key];

export function rememberGoodSlate(request: SlateRequest, slate: Slate): void {
  lastGood.set(keyOf(request), slate);
}

function keyOf({ viewerId, surface, filters }: SlateRequest): string {
  return `${viewerId} ${surface} ${JSON.stringify(filters)}`;
}

/** With less than this left of the last good slate, it says too little of the viewer. */
const ENOUGH_LEFT = 0.5;

/**
 * `taste` is null when it could not be read: the last good slate then serves as it was. `titles` are all that could be
 * read and may be recommended: what was flagged since is not among them.
 */
export function degrade(
  request: SlateRequest,
  cause: unknown,
  taste: TasteNow | null,
  titles: readonly KnownTitle[],
): Slate {
  const reason = cause instanceof Error ? cause.message : String(cause);
  logger().warn({ reason, viewer: request.viewerId }, 'served without the model');
  metrics().degradations.inc({ cause: causeName(reason) });
  const seen = seenBy(taste);
  const known = new Set(titles.map(({ id }) => id));
  const may = (id: TitleId) => !seen.has(id) && (known.size === 0 || known.has(id));
  const cached = lastGood.get(keyOf(request));
  const left = cached && whatIsLeft(cached.items, may, taste);
  if (cached && left && left.length >= ENOUGH_LEFT * cached.items.length)
    return { ...cached, items: renumber(left), servedBy: 'cached' };
  const open = titles.filter((title) => !seen.has(title.id) && fits(title, request));
  const newest = open.sort((a, b) => b.year - a.year || b.id - a.id);
  const popular = newest.filter((title) => title.popularity > 0).sort((a, b) => b.popularity - a.popularity);
  if (popular.length === 0) return listOf(newest.slice(0, request.limit), 'chronological');
  // A short list is filled up with what is new: the slate keeps its length.
  const filled = [...popular, ...newest.filter((title) => title.popularity <= 0)];
  return listOf(filled.slice(0, request.limit), 'trending');
}

function seenBy(taste: TasteNow | null): ReadonlySet<TitleId> {
  const seen = (taste?.interactions ?? []).filter((one) => hasSeen(one) || one.dismissed);
  return new Set(seen.map(({ titleId }) => titleId));
}

function whatIsLeft(
  items: readonly SlateItem[],
  may: (id: TitleId) => boolean,
  taste: TasteNow | null,
): SlateItem[] {
  const open = items.filter(({ titleId }) => may(titleId));
  if (!taste) return open;
  const stands = whatStands(taste);
  return open.flatMap((item) => {
    const explanation = keepExplanation(item.explanation, stands);
    return explanation ? [{ ...item, explanation }] : [];
  });
}

function causeName(reason: string): string {
  if (reason.includes('worker')) return 'worker';
  if (reason.includes('no model')) return 'no-model';
  return reason.includes('longer than') ? 'slow' : 'error';
}

function fits(title: TitleFacts, { filters }: SlateRequest): boolean {
  return (
    (!filters.kind || title.kind === filters.kind) &&
    (!filters.genre || title.genres.includes(filters.genre)) &&
    (!filters.language || title.language === filters.language)
  );
}

function renumber(items: readonly SlateItem[]): SlateItem[] {
  return items.map((item, position) => ({ ...item, position }));
}

function listOf(titles: readonly KnownTitle[], servedBy: 'trending' | 'chronological'): Slate {
  return {
    items: titles.map((title, position) => itemOf(title, position, servedBy)),
    servedBy,
    modelVersion: null,
    policyHash: 'none',
    timings: {},
    dropped: {},
    leftOut: [],
  };
}

function itemOf(title: KnownTitle, position: number, servedBy: 'trending' | 'chronological'): SlateItem {
  const language = title.language === 'en' ? null : title.language;
  const reason =
    title.popularity > 0 && servedBy === 'trending'
      ? ({ kind: 'popular', genre: title.genres[0] ?? null, language } as const)
      : ({ kind: 'newest' } as const);
  return {
    titleId: title.id,
    position,
    score: 0,
    probability: 0.5,
    propensity: 1,
    source: 'popular',
    explanation: { reason, evidence: [] },
    features: null,
  };
}
