'use client';

import { useMutation } from '@tanstack/react-query';
import { Check, Plus } from 'lucide-react';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { setFollowed } from '@/lib/actions/preferences.ts';

type FollowToggleProps = { readonly name: string; readonly initial: boolean };

/** Stands beside a name. Followed at once on the screen, taken back with a message when refused. */
export function FollowToggle({ name, initial }: FollowToggleProps) {
  const [followed, setShown] = useState(initial);
  const { mutate } = useMutation({
    scope: { id: `follow-${name}` },
    mutationFn: (on: boolean) => runAction(setFollowed({ name, on })),
    onMutate: (on) => setShown(on),
    onError: (error, on) => {
      setShown(!on);
      notifyError(error.message);
    },
    onSuccess: (_, on) =>
      notify(on ? `You follow ${name}: more of their work will come up.` : `You no longer follow ${name}.`, {
        undo: () => mutate(!on),
      }),
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
