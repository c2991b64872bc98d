import { runAction } from '@/components/run-action.ts';
import {
  acceptFriendship,
  blockPerson,
  cancelRequest,
  declineFriendship,
  removeFriend,
  requestFriendship,
  restoreFriendship,
  unblockPerson,
} from '@/lib/actions/friends.ts';
import type { FriendsBoard } from '@/lib/social/board.ts';
import type { Person } from '@/lib/social/people.ts';

export type Verb =
  | 'request'
  | 'cancel'
  | 'accept'
  | 'decline'
  | 'remove'
  | 'block'
  | 'unblock'
  | 'restore'
  | 'unblock-and-restore';

type Step = {
  readonly send: (person: Person) => Promise<unknown>;
  /** The board as it will be, shown before the server has answered. */
  readonly foresee: (board: FriendsBoard, person: Person) => FriendsBoard;
  readonly said: (name: string) => string;
  readonly undo?: Verb;
};

/** Everything one can do about a person: how it is sent, how it looks at once, what is said, how it is taken back. */
export const steps: Readonly<Record<Verb, Step>> = {
  request: {
    send: ({ handle }) => runAction(requestFriendship({ handle })),
    foresee: (board, person) => ({ ...without(board, person), outgoing: [person, ...board.outgoing] }),
    said: (name) => `Request sent to ${name}.`,
    undo: 'cancel',
  },
  cancel: {
    send: ({ id }) => runAction(cancelRequest({ personId: id })),
    foresee: without,
    said: (name) => `Your request to ${name} is taken back.`,
    undo: 'request',
  },
  accept: {
    send: ({ id }) => runAction(acceptFriendship({ personId: id })),
    foresee: befriended,
    said: (name) => `You and ${name} are friends.`,
  },
  decline: {
    send: ({ id }) => runAction(declineFriendship({ personId: id })),
    foresee: without,
    said: (name) => `Declined. ${name} is not told.`,
    undo: 'restore',
  },
  remove: {
    send: ({ id }) => runAction(removeFriend({ personId: id })),
    foresee: without,
    said: (name) => `You and ${name} are no longer friends.`,
    undo: 'restore',
  },
  block: {
    send: ({ id }) => runAction(blockPerson({ personId: id })),
    foresee: (board, person) => ({ ...without(board, person), blocked: [person, ...board.blocked] }),
    said: (name) => `${name} is blocked and is not told.`,
    undo: 'unblock-and-restore',
  },
  unblock: {
    send: ({ id }) => runAction(unblockPerson({ personId: id })),
    foresee: without,
    said: (name) => `${name} is no longer blocked.`,
    undo: 'block',
  },
  restore: {
    send: ({ id }) => runAction(restoreFriendship({ personId: id })),
    foresee: (board) => board,
    said: (name) => `All as before with ${name}.`,
  },
  'unblock-and-restore': {
    // Where there was no friendship and no request, there is nothing to restore: that is no failure.
    send: async ({ id }) => {
      await runAction(unblockPerson({ personId: id }));
      await restoreFriendship({ personId: id });
    },
    foresee: without,
    said: (name) => `All as before with ${name}.`,
  },
};

export type BoardRelation = 'friends' | 'asked' | 'asks-you' | 'blocked' | 'paused' | 'none';

export function relationIn(board: FriendsBoard, personId: string): BoardRelation {
  const holds = (people: readonly Person[]) => people.some((person) => person.id === personId);
  if (holds(board.friends)) return 'friends';
  if (holds(board.outgoing)) return 'asked';
  if (holds(board.incoming)) return 'asks-you';
  if (holds(board.blocked)) return 'blocked';
  return holds(board.paused) ? 'paused' : 'none';
}

export function askFromIn(board: FriendsBoard, personId: string): string | undefined {
  return board.paused.find(({ id }) => id === personId)?.askFrom;
}

function without(board: FriendsBoard, { id }: Person): FriendsBoard {
  return {
    ...board,
    incoming: board.incoming.filter((person) => person.id !== id),
    outgoing: board.outgoing.filter((person) => person.id !== id),
    friends: board.friends.filter((person) => person.id !== id),
    blocked: board.blocked.filter((person) => person.id !== id),
  };
}

function befriended(board: FriendsBoard, person: Person): FriendsBoard {
  const rest = without(board, person);
  const friends = [...rest.friends, { ...person, influence: 1 }].sort((a, b) => a.name.localeCompare(b.name));
  return { ...rest, friends };
}
