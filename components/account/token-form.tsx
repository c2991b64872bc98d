'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ApiToken } from '@/lib/account/tokens.ts';
import { createToken } from '@/lib/actions/account.ts';
import { FormMessage } from './form-message.tsx';
import { useFormAction } from './use-form-action.ts';

export function TokenForm({ onCreated }: { readonly onCreated: (token: ApiToken) => void }) {
  const [name, setName] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const { form, run, pending, errorOf, refusal } = useFormAction(
    () => createToken({ name }),
    ({ token, kept }) => {
      setName('');
      setSecret(token);
      onCreated(kept);
    },
  );
  return (
    <div className="flex flex-col gap-5">
      <form ref={form} action={run} className="flex flex-col gap-4">
        {refusal && !refusal.field && <FormMessage>{refusal.message}</FormMessage>}
        <div className="flex flex-wrap items-end gap-3">
          <Field
            label="What is it for?"
            name="name"
            className="max-w-sm flex-1 basis-56"
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder="Kitchen display"
            required
            maxLength={60}
            autoComplete="off"
            error={errorOf('name')}
          />
          <Button type="submit" disabled={pending}>
            Make a token
          </Button>
        </div>
      </form>
      {secret && <NewToken token={secret} />}
    </div>
  );
}

/** The only time it is shown. */
function NewToken({ token }: { readonly token: string }) {
  const copy = () =>
    navigator.clipboard.writeText(token).then(
      () => notify('Copied.'),
      () => notifyError('It could not be copied. Select it and copy it by hand.'),
    );
  return (
    <div role="status" className="rounded-panel border border-edge p-5">
      <p className="mb-3 font-medium">Copy it now: it is not shown again.</p>
      <code className="block rounded-[8px] bg-raised p-3 text-sm break-all select-all">{token}</code>
      <Button variant="quiet" size="s" className="mt-3" onClick={copy}>
        Copy
      </Button>
    </div>
  );
}
