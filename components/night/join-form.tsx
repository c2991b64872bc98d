'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormMessage } from '@/components/account/form-message.tsx';
import { useFormAction } from '@/components/account/use-form-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { joinNight } from '@/lib/actions/nights.ts';

type JoinFormProps = { readonly isSignedIn: boolean; readonly code: string };

/** What was typed stays when it is refused. The code opens the door; whoever has no account says what to be called. */
export function JoinForm({ isSignedIn, code }: JoinFormProps) {
  const router = useRouter();
  const [typed, setTyped] = useState({ code, name: '' });
  const { form, run, pending, errorOf, refusal } = useFormAction(
    () => joinNight({ code: typed.code, ...(!isSignedIn && { name: typed.name }) }),
    ({ nightId }) => router.push(`/nights/${nightId}`),
  );
  return (
    <form ref={form} action={run} className="flex flex-col gap-5">
      {refusal && !refusal.field && <FormMessage>{refusal.message}</FormMessage>}
      <Field
        label="Code"
        name="code"
        required
        maxLength={20}
        value={typed.code}
        onChange={(event) => setTyped({ ...typed, code: event.target.value })}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        error={errorOf('code')}
        hint={code ? undefined : 'Six letters and digits. It stands on the host’s screen.'}
      />
      {!isSignedIn && (
        <Field
          label="Your name"
          name="name"
          required
          maxLength={30}
          autoComplete="given-name"
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.target.value })}
          error={errorOf('name')}
          hint="So that the others know who you are. Only they see it."
        />
      )}
      <Button type="submit" disabled={pending}>
        {pending ? 'Finding your seat…' : 'Take a seat'}
      </Button>
    </form>
  );
}
