'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { TasteReset } from '@/lib/account/reset-taste.ts';
import { bringTasteBack, resetTaste } from '@/lib/actions/preferences.ts';
import { dateText } from '@/lib/format.ts';

type ResetTasteProps = { readonly reset: TasteReset | null; readonly isDemo: boolean };

/** Starting over as a stranger, with the diary kept; and the way back while nothing else has happened. */
export function ResetTaste({ reset, isDemo }: ResetTasteProps) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const change = useMutation({
    mutationFn: (back: boolean) => runAction((back ? bringTasteBack : resetTaste)()),
    onError: (error) => notifyError(error.message),
    onSuccess: (_, back) => {
      notify(back ? 'Your history counts again.' : 'Your taste is reset. Your diary is as it was.');
      router.refresh();
    },
    onSettled: () => setOpen(false),
  });
  if (isDemo)
    return (
      <p className="text-soft">The demo person is shared by everybody, so their taste stays as it is.</p>
    );
  return (
    <div className="flex flex-col items-start gap-4">
      {reset && (
        <p>
          You started over on {dateText(reset.at)}. Nothing from before is used.
          {reset.canBringBack && ' As long as you do nothing else, you can take that back.'}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {reset?.canBringBack ? (
          <Button variant="quiet" disabled={change.isPending} onClick={() => change.mutate(true)}>
            Use my history again
          </Button>
        ) : (
          <Button variant="danger" onClick={() => setOpen(true)}>
            Reset my taste…
          </Button>
        )}
      </div>
      <Dialog open={open} onClose={() => setOpen(false)} title="Start over?">
        <div className="flex flex-col gap-3 text-soft">
          <p>
            Your diary, ratings, watchlist and friends stay. Nothing in them from before this moment is used
            for your recommendations any more.
          </p>
          <p>
            What you chose, described, followed or were not interested in is cleared. You can take all of this
            back until you do something else.
          </p>
        </div>
        <div className="flex flex-wrap gap-3">
          <Button variant="danger" disabled={change.isPending} onClick={() => change.mutate(false)}>
            Reset my taste
          </Button>
          <Button variant="quiet" onClick={() => setOpen(false)}>
            Keep it
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
