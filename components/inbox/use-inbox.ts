'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTopic } from '@/components/live/use-topic.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { Inbox, InboxCount } from '@/lib/social/inbox.ts';
import { countKey, inboxKey, sentKey } from './keys.ts';
import type { Step } from './step.ts';

/** What waits for the viewer, read again whenever something changes for them. */
export function useInbox(viewerId: string, initial: Inbox) {
  const client = useQueryClient();
  const inbox = useQuery({
    queryKey: inboxKey,
    queryFn: readInbox,
    initialData: initial,
    refetchOnMount: 'always',
    refetchOnWindowFocus: true,
  });
  useTopic(`person:${viewerId}`, {
    onVersion(version) {
      // An answer on its way knows better than what is read before it has arrived; it reads again when it has.
      if (version <= inbox.data.version || client.isMutating({ mutationKey: inboxKey }) > 0) return;
      void inbox.refetch();
      void client.invalidateQueries({ queryKey: sentKey });
    },
  });
  return inbox;
}

/** Takes a step: shown at once, rolled back with a word when the server refuses. */
export function useInboxStep(): (step: Step) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: inboxKey,
    scope: { id: 'inbox' },
    mutationFn: (step: Step) => step.send(),
    onMutate: async (step) => {
      await client.cancelQueries({ queryKey: inboxKey });
      const before = client.getQueryData<Inbox>(inboxKey);
      const after = before && step.foresee?.(before);
      if (after) client.setQueryData(inboxKey, after);
      const answered = after ? before.waiting.length - after.waiting.length : 0;
      lowerCount(answered);
      return { before, answered, takeBack: step.also?.() };
    },
    onError: (error, _, shown) => {
      if (shown?.before) client.setQueryData(inboxKey, shown.before);
      lowerCount(-(shown?.answered ?? 0));
      shown?.takeBack?.();
      notifyError(error.message);
    },
    onSuccess: (_, { said, undo }) => {
      if (said) notify(said, undo ? { undo: () => mutate(undo()) } : {});
    },
    onSettled: () => {
      if (client.isMutating({ mutationKey: inboxKey }) > 1) return;
      for (const queryKey of [inboxKey, countKey, sentKey, ['friends']])
        void client.invalidateQueries({ queryKey });
    },
  });
  const lowerCount = (by: number) =>
    client.setQueryData<InboxCount>(
      countKey,
      (count) => count && { ...count, waiting: Math.max(0, count.waiting - by) },
    );
  return mutate;
}

async function readInbox(): Promise<Inbox> {
  const response = await fetch('/api/inbox');
  if (!response.ok) throw new Error('Your inbox could not be read');
  return response.json() as Promise<Inbox>;
}
