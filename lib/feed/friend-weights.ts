import { liveEngine } from '../inference/live.ts';
import { logger } from '../monitoring/logger.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import type { FriendWeight } from '../recommender/taste/friend-weights.ts';
import { encodeViewer } from '../recommender/taste/user-encoder.ts';
import { readContext } from './context.ts';
import type { FeedViewer } from './viewer.ts';

export type FriendWeightRow = Omit<FriendWeight, 'friend'> & { readonly id: string; readonly name: string };

/**
 * What each friend counts for in the viewer's feed as of now, most first. Empty for whoever switched recommendations off,
 * of whom nothing is read, and while no model is there to compute it.
 */
export async function readFriendWeights(viewer: FeedViewer): Promise<FriendWeightRow[]> {
  const engine = liveEngine();
  if (!viewer.personalised || !engine) return [];
  try {
    const context = await readContext(viewer, { filters: {}, limit: 1 }, defaultPolicy);
    const { friends } = await encodeViewer(context, engine, defaultPolicy);
    return friends
      .map(({ friend: { id, name }, ...rest }) => ({ id, name, ...rest }))
      .sort((a, b) => b.share - a.share || a.name.localeCompare(b.name));
  } catch (error) {
    logger().warn({ error, viewer: viewer.id }, 'friends are shown without what they count for');
    return [];
  }
}
