'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { answerListInvitation } from '@/lib/actions/lists.ts';
import type { ListInvitation } from '@/lib/lists/read-lists.ts';
import { listsKey } from './use-lists.ts';

/** Somebody asks the viewer onto a list: yes leads there, no is silent. */
export function Invitation({ invitation }: { readonly invitation: ListInvitation }) {
  const { listId, name, role, invitedBy } = invitation;
  const client = useQueryClient();
  const router = useRouter();
  const { mutate, isPending } = useMutation({
    mutationFn: (accept: boolean) => runAction(answerListInvitation({ listId, accept })),
    onSuccess: async (_, accept) => {
      if (accept) router.push(`/lists/${listId}`);
      else if (window.location.pathname !== '/lists') router.push('/lists');
      await client.invalidateQueries({ queryKey: listsKey });
    },
    onError: (error) => notifyError(error.message),
  });
  return (
    <article className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-panel border border-line bg-raised p-4">
      <p className="min-w-0 flex-1 basis-64">
        {invitedBy?.name ?? 'Somebody'} invites you to{' '}
        <strong className="font-display text-lg font-medium">{name}</strong>,{' '}
        {role === 'viewer' ? 'to see it and vote' : 'to keep it together'}.
      </p>
      <div className="flex gap-2">
        <Button size="s" disabled={isPending} aria-label={`Join ${name}`} onClick={() => mutate(true)}>
          Join
        </Button>
        <Button
          size="s"
          variant="quiet"
          disabled={isPending}
          aria-label={`Decline ${name}`}
          onClick={() => mutate(false)}
        >
          Decline
        </Button>
      </div>
    </article>
  );
}
