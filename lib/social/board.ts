import { readVersions, type Topic } from '../live/topics.ts';
import { listBlocked } from './blocks.ts';
import { type CircleFriend, listFriends, listPaused, listRequests, type PausedPerson } from './circle.ts';
import { type Mutual, readMutual } from './mutual.ts';
import type { Person } from './people.ts';

/** Everything the friends page shows. */
export type FriendsBoard = {
  /** Says when the board is old; the board is at least as new as `version`. */
  readonly topic: Topic;
  readonly version: number;
  readonly incoming: readonly Asking[];
  readonly outgoing: readonly Person[];
  readonly friends: readonly CircleFriend[];
  readonly blocked: readonly Person[];
  /** Whom the viewer may not ask again just yet. */
  readonly paused: readonly PausedPerson[];
};

export type Asking = Person & { readonly mutual?: Mutual };

export async function readFriendsBoard(viewerId: string): Promise<FriendsBoard> {
  const topic = `person:${viewerId}` as const;
  const version = (await readVersions([topic])).get(topic) ?? 0;
  const [{ incoming, outgoing }, friends, blocked, paused] = await Promise.all([
    listRequests(viewerId),
    listFriends(viewerId),
    listBlocked(viewerId),
    listPaused(viewerId),
  ]);
  const mutual = await readMutual(
    viewerId,
    incoming.map(({ id }) => id),
  );
  const asking = incoming.map((person) => ({ ...person, ...mutualOf(mutual, person.id) }));
  return { topic, version, incoming: asking, outgoing, friends, blocked, paused };
}

function mutualOf(all: ReadonlyMap<string, Mutual>, personId: string): { mutual?: Mutual } {
  const mutual = all.get(personId);
  return mutual ? { mutual } : {};
}
