'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { FriendsBoard } from '@/lib/social/board.ts';
import type { Person } from '@/lib/social/people.ts';
import { steps, type Verb } from './steps.ts';

const key = ['friends'] as const;

/** The viewer's circle: one place in the browser, whatever page shows a part of it. */
export function useFriends(initial: FriendsBoard): FriendsBoard {
  const { data } = useQuery({
    queryKey: key,
    queryFn: readBoard,
    initialData: initial,
    refetchOnMount: 'always',
    refetchOnWindowFocus: true,
  });
  return data;
}

/** Does something about a person: shown at once, rolled back with a word when the server refuses. */
export function useFriendStep(): (verb: Verb, person: Person) => void {
  const client = useQueryClient();
  const router = useRouter();
  const { mutate } = useMutation({
    mutationFn: ({ verb, person }: { verb: Verb; person: Person }) => steps[verb].send(person),
    scope: { id: 'friends' },
    onMutate: async ({ verb, person }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<FriendsBoard>(key);
      if (before) client.setQueryData(key, steps[verb].foresee(before, person));
      return before;
    },
    onError: (error, _, before) => {
      if (before) client.setQueryData(key, before);
      notifyError(error.message);
    },
    onSuccess: (_, { verb, person }) => {
      const { said, undo } = steps[verb];
      notify(said(person.name), undo ? { undo: () => mutate({ verb: undo, person }) } : {});
      // What a friend shares comes and goes with the friendship.
      if (!window.location.pathname.startsWith('/people/') || verb !== 'block') router.refresh();
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return (verb, person) => mutate({ verb, person });
}

async function readBoard(): Promise<FriendsBoard> {
  const response = await fetch('/api/friends');
  if (!response.ok) throw new Error('Your friends could not be read');
  return response.json();
}
