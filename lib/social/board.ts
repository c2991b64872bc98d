import { listBlocked } from './blocks.ts';
import { type CircleFriend, listFriends, listRequests } from './circle.ts';
import type { Person } from './people.ts';

/** Everything the friends page shows. */
export type FriendsBoard = {
  readonly incoming: readonly Person[];
  readonly outgoing: readonly Person[];
  readonly friends: readonly CircleFriend[];
  readonly blocked: readonly Person[];
};

export async function readFriendsBoard(viewerId: string): Promise<FriendsBoard> {
  const [requests, friends, blocked] = await Promise.all([
    listRequests(viewerId),
    listFriends(viewerId),
    listBlocked(viewerId),
  ]);
  return { ...requests, friends, blocked };
}
