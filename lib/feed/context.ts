/**
 * One parallel read of everything the pipeline may know about the viewer. Without the interactions, dismissals and
 * choices, which say what may not be shown, there is no slate; everything else only enriches it, and is left out when
 * it fails or takes too long.
 */
import { readChoices } from '../account/taste.ts';
import { featureStore } from '../feature-store/current.ts';
import { readDismissals } from '../library/dismissals.ts';
import { readInteractions } from '../library/interactions.ts';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { Policy } from '../recommender/policy.ts';
import { hasSeen } from '../recommender/taste/signals.ts';
import type { Friend, Interaction, SlateRequest, Source, ViewerContext } from '../recommender/types.ts';
import { friendsWithSections } from '../social/circle.ts';
import { shownInteractions } from '../social/shown-interactions.ts';
import { withDeadline } from './deadline.ts';
import { choosePool, readPools } from './pool.ts';
import { readFresh, readPopular, readTrending } from './popular.ts';
import { readShown } from './shown.ts';
import type { FeedViewer } from './viewer.ts';

const MOST_FRIENDS = 30;

export async function readContext(
  viewer: FeedViewer,
  request: Pick<SlateRequest, 'filters' | 'limit'>,
  policy: Policy,
): Promise<ViewerContext> {
  const { id: viewerId, maturityLimit } = viewer;
  const leftOut: Source[] = [];
  const enrich = <T>(name: string, reading: Promise<T>, without: T, source?: Source): Promise<T> =>
    withDeadline(reading, policy.reading.enriching, name).catch((error: Error) => {
      countLeftOut(name, error);
      if (source) leftOut.push(source);
      return without;
    });
  const said = readChoices(viewerId);
  const pooled = said
    .catch(() => [])
    .then((choices) => readPools({ filters: request.filters, maturityLimit }, choices));
  const [people, dismissed, choices, trending, popular, fresh, shown, pools, features] = await Promise.all([
    readPeople(viewer),
    readDismissals(viewerId),
    // A must: they say what is not wanted.
    said,
    enrich('trending', readTrending(), [], 'trending'),
    enrich('popular', readPopular(), [], 'popular'),
    enrich('fresh', readFresh(), [], 'fresh'),
    enrich('shown', readShown(viewerId), new Map()),
    enrich('pool', pooled, { tightened: null, wide: [] }, 'pool'),
    enrich('features', featureStore().readViewer(viewerId), null),
  ]);
  const seen = new Set(people.interactions.filter(hasSeen).map(({ titleId }) => titleId));
  const bounds = { size: policy.candidates.pool, needed: request.limit };
  return {
    now: Date.now(),
    ...people,
    choices,
    dismissed,
    maturityLimit,
    trending,
    popular,
    fresh,
    shown,
    pool: choosePool(pools, (id) => seen.has(id), bounds),
    features: { viewer: features?.value ?? null, computedAt: features?.at ?? null },
    leftOut: leftOut.sort(),
  };
}

function countLeftOut(reading: string, error: Error): void {
  const cause = error.message.includes('longer than') ? 'slow' : 'error';
  metrics().contextLeftOut.inc({ reading, cause });
  logger().debug({ reading, error }, 'a slate is made without a reading');
}

/** The viewer's own interactions, and of those friends who show their ratings what they show. */
async function readPeople(viewer: FeedViewer): Promise<Pick<ViewerContext, 'interactions' | 'friends'>> {
  const open = (await friendsWithSections(viewer.id)).filter(({ shows }) => shows.has('ratings'));
  const friends = open.slice(0, MOST_FRIENDS);
  const all = await readInteractions([viewer.id, ...friends.map(({ id }) => id)]);
  const of = (id: string): readonly Interaction[] => all.get(id) ?? [];
  return {
    interactions: of(viewer.id),
    friends: friends.map(
      ({ id, name, influence, shows }): Friend => ({
        ...{ id, name, influence },
        interactions: shownInteractions(of(id), shows),
      }),
    ),
  };
}
