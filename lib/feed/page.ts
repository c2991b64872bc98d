/** Slate items → what the screen shows: facts, own state, and the names behind the evidence. */
import { readFactsOf } from '../catalog/kept-facts.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import type { SlateItem } from '../recommender/types.ts';
import { readSlateItems, type StoredSlate } from './slates.ts';
import type { FeedItem, FeedPage, NamedTitles } from './types.ts';

export const PAGE_SIZE = 20;
/** Titles in one slate: three pages. */
export const SLATE_SIZE = 60;

/** The first page of a slate that was just served. */
export function openSlate(stored: StoredSlate): Promise<FeedPage> {
  const { id, viewerId, slate } = stored;
  return toPage(viewerId, id, slate.servedBy, slate.items.slice(0, PAGE_SIZE), PAGE_SIZE, slate.items.length);
}

/** The same slate from `cursor` on: asking twice gives the same items. */
export async function continueSlate(viewerId: string, slateId: string, cursor: number): Promise<FeedPage> {
  const { servedBy, items, total } = await readSlateItems(viewerId, slateId, cursor, PAGE_SIZE);
  return toPage(viewerId, slateId, servedBy, items, cursor + PAGE_SIZE, total);
}

async function toPage(
  viewerId: string,
  slateId: string,
  servedBy: FeedPage['servedBy'],
  items: readonly SlateItem[],
  next: number,
  total: number,
): Promise<FeedPage> {
  // A slate is kept for a while: what was flagged since is not shown.
  const facts = await readFactsOf(items.map(({ titleId }) => titleId));
  const open = items.filter(({ titleId }) => !facts.get(titleId)?.flagged);
  const { titles, named } = await readTitlesOf(viewerId, open);
  const shown = open.flatMap(({ titleId, position, explanation }): FeedItem[] => {
    const title = titles.get(titleId);
    return title ? [{ title, position, explanation }] : [];
  });
  return { slateId, servedBy, items: shown, nextCursor: next < total ? next : null, named };
}

/** The titles of these items, and those that their evidence names. */
export async function readTitlesOf(
  viewerId: string,
  items: readonly Pick<SlateItem, 'titleId' | 'explanation'>[],
): Promise<{ titles: Map<number, TitleWithState>; named: NamedTitles }> {
  const evident = items.flatMap(({ explanation }) =>
    [...explanation.evidence, ...(explanation.against ?? [])].flatMap((one) => {
      if (one.kind === 'title') return [one.titleId];
      return one.kind === 'choice' && one.facet === 'title' ? [Number(one.value)] : [];
    }),
  );
  const wanted = new Set([...items.map(({ titleId }) => titleId), ...evident]);
  const titles = await summariesOf([...wanted], viewerId);
  const named = evident.flatMap((evidentId) => {
    const title = titles.get(evidentId);
    if (!title) return [];
    const { id, name, slug, own } = title;
    return [[id, { id, name, slug, own }] as const];
  });
  return { titles, named: Object.fromEntries(named) };
}
