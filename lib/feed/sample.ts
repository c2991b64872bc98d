import { summariesOf } from '../catalog/titles.ts';
import type { Choice, Interaction, TitleId } from '../recommender/types.ts';
import { previewSlate } from './serve.ts';
import type { FeedItem } from './types.ts';
import type { FeedViewer } from './viewer.ts';

export type Picks = {
  readonly titleIds: readonly TitleId[];
  readonly choices: readonly Choice[];
};

/** What the feed would begin with if these picks were kept. Nothing is stored or logged. */
export async function readSample(
  viewer: FeedViewer,
  picks: Picks,
  count: number,
): Promise<Omit<FeedItem, 'position'>[]> {
  const slate = await previewSlate(viewer, count, picks.titleIds.map(asLoved), picks.choices);
  const titles = await summariesOf(
    slate.items.map(({ titleId }) => titleId),
    viewer.id,
  );
  return slate.items.flatMap(({ titleId, explanation }) => {
    const title = titles.get(titleId);
    return title ? [{ title, explanation }] : [];
  });
}

function asLoved(titleId: TitleId): Interaction {
  return {
    titleId,
    rating: null,
    liked: true,
    watches: 0,
    watchlisted: false,
    progress: null,
    dismissed: false,
    uncounted: 0,
    muted: false,
    at: Date.now(),
  };
}
