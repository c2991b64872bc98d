'use client';

import { useMutation } from '@tanstack/react-query';
import { goTo } from '@/components/account/go-to.ts';
import { runAction } from '@/components/run-action.ts';
import { Button, ButtonLink } from '@/components/ui/button.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { acceptInvitation } from '@/lib/actions/invites.ts';

/** Nobody becomes a friend by opening a page: it is said. */
export function AcceptInvitation({ token, name }: { readonly token: string; readonly name: string }) {
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => runAction(acceptInvitation({ token })),
    onSuccess: ({ next }) => goTo(next),
    onError: (error) => notifyError(error.message),
  });
  return (
    <div className="flex flex-wrap justify-center gap-3">
      <Button disabled={isPending || isSuccess} onClick={() => mutate()}>
        {isPending || isSuccess ? 'One moment…' : `Be friends with ${name}`}
      </Button>
      <ButtonLink href="/" variant="quiet">
        Not now
      </ButtonLink>
    </div>
  );
}
