'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { createInvite, restoreInvite, revokeInvite } from '@/lib/actions/invites.ts';
import type { Invite, NewInvite } from '@/lib/social/invites.ts';
import { invitesKey } from './query-keys.ts';

/** The viewer's links, and what can be done with them. */
export function useInvites(initial: readonly Invite[]) {
  const client = useQueryClient();
  const { data: invites } = useQuery({ queryKey: invitesKey, queryFn: readInvites, initialData: initial });
  const show = (change: (invites: readonly Invite[]) => readonly Invite[]) =>
    client.setQueryData<readonly Invite[]>(invitesKey, (before = []) => change(before));
  const readAgain = () => client.invalidateQueries({ queryKey: invitesKey });

  const make = useMutation({
    mutationFn: (wanted: NewInvite) => runAction(createInvite(wanted)),
    onSuccess: (made) => {
      show((others) => [made, ...others]);
      notify('Your link is ready. Copy it, and send it to whoever should come.');
    },
    onError: (error) => notifyError(error.message),
  });
  const { mutate: keep } = useMutation({
    mutationFn: ({ invite: { id: inviteId }, kept }: { invite: Invite; kept: boolean }) =>
      runAction(kept ? restoreInvite({ inviteId }) : revokeInvite({ inviteId })),
    scope: { id: 'invites' },
    onMutate: async ({ invite, kept }) => {
      await client.cancelQueries({ queryKey: invitesKey });
      const before = client.getQueryData<readonly Invite[]>(invitesKey);
      show((all) => (kept ? [invite, ...all] : all.filter(({ id }) => id !== invite.id)));
      return before ?? [];
    },
    onError: (error, _, before) => {
      client.setQueryData(invitesKey, before ?? []);
      notifyError(error.message);
    },
    onSuccess: (_, { invite, kept }) =>
      kept
        ? notify('The link opens again.')
        : notify('The link opens no more.', { undo: () => keep({ invite, kept: true }) }),
    onSettled: readAgain,
  });
  return {
    invites,
    make: make.mutate,
    making: make.isPending,
    revoke: (invite: Invite) => keep({ invite, kept: false }),
  };
}

async function readInvites(): Promise<readonly Invite[]> {
  const response = await fetch('/api/invites');
  if (!response.ok) throw new Error('Your links could not be read');
  return response.json();
}
