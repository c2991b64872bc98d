/** One parallel read of everything the pipeline may know about the viewer. */
import { readChoices } from '../account/taste.ts';
import { readDismissals } from '../library/dismissals.ts';
import { readInteractions } from '../library/interactions.ts';
import type { Policy } from '../recommender/policy.ts';
import type {
  Choice,
  Facet,
  Friend,
  Interaction,
  SlateRequest,
  ViewerContext,
} from '../recommender/types.ts';
import { friendIds } from '../social/circle.ts';
import { readPool } from './pool.ts';
import { readShared } from './popular.ts';
import { readShown } from './shown.ts';
import type { FeedViewer } from './viewer.ts';

const MOST_FRIENDS = 30;

export async function readContext(
  viewer: FeedViewer,
  request: Pick<SlateRequest, 'filters' | 'limit'>,
  policy: Policy,
): Promise<ViewerContext> {
  const [people, choices, dismissed, shared, shown] = await Promise.all([
    readPeople(viewer),
    readChoices(viewer.id),
    readDismissals(viewer.id),
    readShared(),
    readShown(viewer.id),
  ]);
  const pool = await readPool({
    viewerId: viewer.id,
    filters: request.filters,
    genres: valuesOf(choices, 'genre'),
    languages: valuesOf(choices, 'language'),
    maturityLimit: viewer.maturityLimit,
    size: policy.candidates.pool,
    needed: request.limit,
  });
  const { maturityLimit } = viewer;
  return {
    now: Date.now(),
    ...people,
    choices,
    dismissed,
    maturityLimit,
    ...shared,
    shown,
    pool,
    leftOut: [],
  };
}

function valuesOf(choices: readonly Choice[], wantedFacet: Facet): string[] {
  return choices.flatMap(({ facet, value, wanted }) => (wanted && facet === wantedFacet ? [value] : []));
}

/** The viewer's own interactions, and those of the friends whose taste both sides let count. */
async function readPeople(viewer: FeedViewer): Promise<Pick<ViewerContext, 'interactions' | 'friends'>> {
  const friends = (await friendIds(viewer.id)).slice(0, MOST_FRIENDS);
  const all = await readInteractions([viewer.id, ...friends.map(({ id }) => id)]);
  const of = (id: string): readonly Interaction[] => all.get(id) ?? [];
  return {
    interactions: of(viewer.id),
    friends: friends.map(
      ({ id, name, influence }): Friend => ({ id, name, influence, interactions: of(id) }),
    ),
  };
}
