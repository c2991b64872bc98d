'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Plus } from 'lucide-react';
import { runAction } from '@/components/run-action.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { dismiss } from '@/lib/actions/library.ts';
import { setFollowed } from '@/lib/actions/preferences.ts';
import { followedKey, useFollowed } from './own-state.ts';

type FollowToggleProps = { readonly name: string; readonly initial: boolean };

/** Stands beside a name. Followed at once on the screen, taken back with a message when refused. */
export function FollowToggle({ name, initial }: FollowToggleProps) {
  const client = useQueryClient();
  const followed = useFollowed(name, initial);
  const show = (on: boolean) => client.setQueryData(followedKey(name), on);
  const scope = { id: `follow-${name}` };
  const refused = (error: Error, on: boolean) => {
    show(!on);
    notifyError(error.message);
  };
  const { mutate } = useMutation({
    scope,
    mutationFn: (on: boolean) => runAction(setFollowed({ name, on })),
    onMutate: show,
    onError: refused,
    onSuccess: ({ wantedLess }, on) =>
      notify(on ? `You follow ${name}: more of their work will come up.` : `You no longer follow ${name}.`, {
        undo: () => (wantedLess ? wantLess.mutate(false) : mutate(!on)),
      }),
  });
  /** The way back to "less by" them, which ends following. */
  const wantLess = useMutation({
    scope,
    mutationFn: (_: false) => runAction(dismiss({ scope: 'person', value: name })),
    onMutate: show,
    onError: refused,
    onSuccess: () => notify(`You will see less by ${name}.`),
  });
  const Icon = followed ? Check : Plus;
  return (
    <IconButton
      label={`Follow ${name}`}
      className="-ml-1.5"
      aria-pressed={followed}
      onClick={() => mutate(!followed)}
    >
      <Icon aria-hidden size={16} strokeWidth={followed ? 2.5 : 2} />
    </IconButton>
  );
}
