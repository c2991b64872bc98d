'use client';

import { useRouter } from 'next/navigation';
import { FormMessage } from '@/components/account/form-message.tsx';
import { useFormAction } from '@/components/account/use-form-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { joinNight } from '@/lib/actions/nights.ts';

type JoinFormProps = { readonly isSignedIn: boolean; readonly code: string };

/** The code opens the door; whoever has no account says what to be called. */
export function JoinForm({ isSignedIn, code }: JoinFormProps) {
  const router = useRouter();
  const { form, run, pending, errorOf, refusal } = useFormAction(
    (read) => joinNight({ code: read('code'), ...(!isSignedIn && { name: read('name') }) }),
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
        defaultValue={code}
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
