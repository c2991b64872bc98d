'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { newId } from '@/components/title/new-id.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { sendTitle, takeBackSends } from '@/lib/actions/sends.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { countText, listText } from '@/lib/format.ts';
import type { Recipient } from '@/lib/social/read-sends.ts';
import type { Sent } from '@/lib/social/sends.ts';
import { sentKey } from './keys.ts';

type Sending = { readonly to: readonly Recipient[]; readonly note: string };

/** Sends a title, and says to whom. The words stay where they are until the server has taken them. */
export function useSend({ id: titleId, name }: Pick<TitleSummary, 'id' | 'name'>, onSent: () => void) {
  const client = useQueryClient();
  const idFor = useLetterIds();
  const takeBack = useMutation({
    mutationFn: (sent: readonly Sent[]) =>
      runAction(takeBackSends({ sent: sent.map(({ id, noteBefore }) => ({ id, noteBefore })) })),
    onSuccess: () => notify(`${name} is taken back.`),
    onError: (error) => notifyError(error.message),
    onSettled: () => client.invalidateQueries({ queryKey: sentKey }),
  });
  return useMutation({
    mutationFn: ({ to, note }: Sending) => {
      const userIds = to.map((friend) => friend.id);
      return runAction(sendTitle({ titleId, userIds, note, ids: userIds.map(idFor) }));
    },
    onSuccess: ({ sent }, { to }) => {
      notify(wordsFor(name, to, sent), { undo: () => takeBack.mutate(sent) });
      void client.invalidateQueries({ queryKey: sentKey });
      onSent();
    },
    onError: (error) => notifyError(error.message),
  });
}

/** One id for each friend as long as the form is open: trying again after a lost answer sends nothing twice. */
function useLetterIds(): (userId: string) => string {
  const [ids] = useState(() => new Map<string, string>());
  return (userId) => {
    const id = ids.get(userId) ?? newId();
    ids.set(userId, id);
    return id;
  };
}

function wordsFor(name: string, to: readonly Recipient[], sent: readonly Sent[]): string {
  const people = to.length > 3 ? countText(to.length, 'friend') : listText(to.map((friend) => friend.name));
  if (sent.some(({ noteBefore }) => noteBefore === null)) return `${name} is sent to ${people}.`;
  return `${name} waits with ${people} already. Your words are with it.`;
}
