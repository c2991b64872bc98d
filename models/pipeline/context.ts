/** What the feed would read of somebody who has no friends, said nothing of their taste and filters nothing. */
import type { Engine } from '../../lib/recommender/engine.ts';
import type { Policy } from '../../lib/recommender/policy.ts';
import { viewerFeatures } from '../../lib/recommender/taste/features.ts';
import type { Interaction, ViewerContext } from '../../lib/recommender/types.ts';

type Known = { readonly now: number; readonly interactions: readonly Interaction[] };

export function contextOf(
  { now, interactions }: Known,
  engine: Engine,
  policy: Policy,
  more: Partial<Pick<ViewerContext, 'popular' | 'shown'>> = {},
): ViewerContext {
  const moments = interactions.filter(({ muted }) => !muted).map(({ at }) => at);
  const factsOf = (titleId: number) => {
    const row = engine.rowOf(titleId);
    return row === undefined ? undefined : engine.facts(row);
  };
  return {
    now,
    interactions,
    features: { viewer: viewerFeatures({ interactions, moments, factsOf }, now, policy), computedAt: now },
    friends: [],
    choices: [],
    dismissed: { genres: new Set(), people: new Set(), friends: new Set() },
    maturityLimit: null,
    trending: [],
    popular: [],
    fresh: [],
    shown: new Map(),
    pool: [],
    leftOut: [],
    ...more,
  };
}
