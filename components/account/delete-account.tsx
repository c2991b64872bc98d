'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { deleteAccount } from '@/lib/actions/account.ts';
import { FormMessage } from './form-message.tsx';
import { goTo } from './go-to.ts';
import { useFormAction } from './use-form-action.ts';

export function DeleteAccount({ handle }: { readonly handle: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete account…
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Delete your account">
        <DeleteForm handle={handle} />
      </Dialog>
    </>
  );
}

function DeleteForm({ handle }: { readonly handle: string }) {
  const [typed, setTyped] = useState('');
  const { form, run, pending, errorOf, refusal } = useFormAction(
    () => deleteAccount({ handle: typed }),
    (value) => goTo(value.next),
  );
  return (
    <form ref={form} action={run} className="flex flex-col gap-5">
      <p className="text-soft">
        Your diary, ratings, watchlist, friendships and everything else of yours is erased at once, for good.
        Nobody can bring it back. Lists that others keep with you pass to one of them.
      </p>
      {refusal && !refusal.field && <FormMessage>{refusal.message}</FormMessage>}
      <Field
        label={`Type ${handle} to confirm`}
        name="handle"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errorOf('handle')}
      />
      <Button type="submit" variant="danger" disabled={pending || typed.trim() === ''} className="self-start">
        Delete everything
      </Button>
    </form>
  );
}
