'use client';

import { useTransition } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { signOut, signOutEverywhere } from '@/lib/actions/account.ts';
import { goTo } from './go-to.ts';

export function SessionsButtons({ everywhere = true }: { readonly everywhere?: boolean }) {
  const [pending, start] = useTransition();
  const leave = (way: typeof signOut) =>
    start(async () => {
      try {
        goTo((await runAction(way())).next);
      } catch (error) {
        notifyError((error as Error).message);
      }
    });
  return (
    <div className="flex flex-wrap gap-3">
      <Button variant="quiet" disabled={pending} onClick={() => leave(signOut)}>
        Sign out here
      </Button>
      {everywhere && (
        <Button variant="quiet" disabled={pending} onClick={() => leave(signOutEverywhere)}>
          Sign out everywhere
        </Button>
      )}
    </div>
  );
}
