import { steps, type Verb } from '@/components/friends/steps.ts';
import { type Item, type Step, withAgain, without } from './step.ts';

type FriendRequest = Item<'friend-request'>;

/** An answer to a request: the friends page's own step, told of the inbox's row. */
export function answerRequest(item: FriendRequest, verb: 'accept' | 'decline'): Step {
  const { undo } = steps[verb];
  return {
    ...friendStep(item, verb),
    foresee: without(item),
    ...(undo && { undo: () => reopened(item, undo) }),
  };
}

function reopened(item: FriendRequest, verb: Verb): Step {
  return { ...friendStep(item, verb), foresee: withAgain(item) };
}

function friendStep({ person }: FriendRequest, verb: Verb): Step {
  return { send: () => steps[verb].send(person), said: steps[verb].said(person.name) };
}
