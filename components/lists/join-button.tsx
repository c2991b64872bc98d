'use client';

import { useMutation } from '@tanstack/react-query';
import { FormMessage } from '@/components/account/form-message.tsx';
import { goTo } from '@/components/account/go-to.ts';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { joinListByLink } from '@/lib/actions/lists.ts';

/** Opening a link joins nothing; a tap does. */
export function JoinButton({ token }: { readonly token: string }) {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => runAction(joinListByLink({ token })),
    onSuccess: ({ listId }) => goTo(`/lists/${listId}`),
  });
  return (
    <div className="flex flex-col gap-4">
      {error && <FormMessage>{error.message}</FormMessage>}
      <Button disabled={isPending || isSuccess} onClick={() => mutate()}>
        {isPending || isSuccess ? 'Joining…' : 'Join the list'}
      </Button>
    </div>
  );
}
