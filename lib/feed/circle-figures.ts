import { readFriendWeights } from './friend-weights.ts';
import { type MatchFigure, readMatches } from './match.ts';
import type { FeedViewer } from './viewer.ts';

export type FriendFigures = {
  /** What they count for in the viewer's taste, 0 to 1. */
  readonly share?: number;
  readonly match?: MatchFigure;
};

/** What stands beside each friend, by id; nothing for whoever may not be compared. */
export async function readCircleFigures(viewer: FeedViewer): Promise<Record<string, FriendFigures>> {
  const [weights, matches] = await Promise.all([readFriendWeights(viewer), readMatches(viewer)]);
  const shares = new Map(weights.map(({ id, share }) => [id, share]));
  return Object.fromEntries(
    [...new Set([...shares.keys(), ...matches.keys()])].map((id) => [
      id,
      figuresOf(shares.get(id), matches.get(id)),
    ]),
  );
}

function figuresOf(share: number | undefined, match: MatchFigure | undefined): FriendFigures {
  return { ...(share !== undefined && { share }), ...(match && { match }) };
}
