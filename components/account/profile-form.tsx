'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { notify } from '@/components/ui/toast.ts';
import { changeProfile } from '@/lib/actions/account.ts';
import { FormMessage } from './form-message.tsx';
import { HandleField } from './handle-field.tsx';
import { useFormAction } from './use-form-action.ts';

type ProfileFormProps = { readonly displayName: string; readonly handle: string };

export function ProfileForm({ displayName, handle }: ProfileFormProps) {
  const [name, setName] = useState(displayName);
  const router = useRouter();
  const { form, run, pending, errorOf, refusal } = useFormAction(
    (read) => changeProfile({ displayName: name, handle: read('handle') }),
    () => {
      notify('Saved.');
      router.refresh();
    },
  );
  return (
    <form ref={form} action={run} className="flex max-w-sm flex-col gap-5">
      {refusal && !refusal.field && <FormMessage>{refusal.message}</FormMessage>}
      <Field
        label="Your name"
        name="displayName"
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
        maxLength={50}
        autoComplete="name"
        error={errorOf('displayName')}
      />
      <HandleField own={handle} error={errorOf('handle')} />
      <Button type="submit" disabled={pending} className="self-start">
        Save
      </Button>
    </form>
  );
}
