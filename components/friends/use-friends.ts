'use client';

import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTopic } from '@/components/live/use-topic.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { FriendsBoard } from '@/lib/social/board.ts';
import type { Person } from '@/lib/social/people.ts';
import { figuresKey, invitesKey, stepKey } from './query-keys.ts';
import { steps, type Verb } from './steps.ts';

const boardKey = ['friends', 'board'] as const;

/** The viewer's circle: one place in the browser, whatever page shows a part of it, and read again when it has changed. */
export function useFriends(initial: FriendsBoard): FriendsBoard {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: boardKey,
    queryFn: readBoard,
    initialData: initial,
    refetchOnMount: 'always',
    refetchOnWindowFocus: true,
  });
  useTopic(data.topic, {
    onVersion: (version) => {
      // A step of this browser reads the board itself when it is through.
      if (version > data.version && client.isMutating({ mutationKey: stepKey }) === 0) readAgain(client);
    },
  });
  return data;
}

export type Step = { readonly verb: Verb; readonly person: Person };

/** Does something about a person: shown at once, rolled back with a word when the server refuses. */
export function useFriendStep(): (verb: Verb, person: Person) => void {
  const client = useQueryClient();
  const router = useRouter();
  const { mutate } = useMutation({
    mutationKey: stepKey,
    mutationFn: ({ verb, person }: Step) => steps[verb].send(person),
    scope: { id: 'friends' },
    onMutate: async ({ verb, person }) => {
      await client.cancelQueries({ queryKey: boardKey });
      const before = client.getQueryData<FriendsBoard>(boardKey);
      if (before) client.setQueryData(boardKey, steps[verb].foresee(before, person));
      return before;
    },
    onError: (error, _, before) => {
      if (before) client.setQueryData(boardKey, before);
      notifyError(error.message);
    },
    onSuccess: (_, { verb, person }) => {
      const { said, undo } = steps[verb];
      notify(said(person.name), undo ? { undo: () => mutate({ verb: undo, person }) } : {});
      // What a friend shares comes and goes with the friendship.
      if (!window.location.pathname.startsWith('/people/') || verb !== 'block') router.refresh();
    },
    onSettled: () => readAgain(client),
  });
  return (verb, person) => mutate({ verb, person });
}

/** The board; and without anybody waiting for it, what stands beside each friend and who came by which link. */
function readAgain(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: figuresKey });
  void client.invalidateQueries({ queryKey: invitesKey });
  return client.invalidateQueries({ queryKey: boardKey });
}

async function readBoard(): Promise<FriendsBoard> {
  const response = await fetch('/api/friends');
  if (!response.ok) throw new Error('Your friends could not be read');
  return response.json();
}
