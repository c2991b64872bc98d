'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { flagTitle } from '@/lib/actions/catalog.ts';

type FlagTitleProps = { readonly titleId: number; readonly name: string; readonly flagged: boolean };

/** The operator's switch: found when searched for, never recommended to anybody. */
export function FlagTitle({ titleId, name, flagged }: FlagTitleProps) {
  const [on, setOn] = useState(flagged);
  const { mutate } = useMutation({
    scope: { id: `flag:${titleId}` },
    mutationFn: (wanted: boolean) => runAction(flagTitle({ titleId, flagged: wanted })),
    onMutate: setOn,
    onError: (error, wanted) => {
      setOn(!wanted);
      notifyError(error.message);
    },
    onSuccess: (_, wanted) =>
      notify(wanted ? `${name} is not recommended to anybody.` : `${name} may be recommended again.`, {
        undo: () => mutate(!wanted),
      }),
  });
  return (
    <section
      aria-label="For the operator"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-5"
    >
      <p className="min-w-0 flex-1 basis-60 text-sm text-soft">
        {on
          ? 'Flagged as harmful: found when searched for, never recommended.'
          : 'If this title does harm, flag it: it is found when searched for, and never recommended.'}
      </p>
      <Button variant={on ? 'quiet' : 'danger'} size="s" onClick={() => mutate(!on)}>
        {on ? 'Take the flag back' : 'Flag as harmful'}
      </Button>
    </section>
  );
}
