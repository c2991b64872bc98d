/** Slate items → what the screen shows: facts, own state, and the names behind the evidence. */
import { summariesOf } from '../catalog/titles.ts';
import type { SlateItem } from '../recommender/types.ts';
import { readSlateItems, type StoredSlate } from './slates.ts';
import type { FeedItem, FeedPage } from './types.ts';

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
  const named = items.flatMap(titlesNamedBy);
  const titles = await summariesOf(
    [...new Set([...items.map(({ titleId }) => titleId), ...named])],
    viewerId,
  );
  const shown = items.flatMap(({ titleId, position, explanation }): FeedItem[] => {
    const title = titles.get(titleId);
    return title ? [{ title, position, explanation }] : [];
  });
  const names = named.flatMap((id) => {
    const title = titles.get(id);
    return title ? [[id, { name: title.name, slug: title.slug }] as const] : [];
  });
  return {
    slateId,
    servedBy,
    items: shown,
    nextCursor: next < total ? next : null,
    named: Object.fromEntries(names),
  };
}

function titlesNamedBy({ explanation }: SlateItem): number[] {
  return explanation.evidence.flatMap((one) => (one.kind === 'title' ? [one.titleId] : []));
}
