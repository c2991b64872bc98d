'use client';

import { useState } from 'react';
import { keepWhatGuestBrought } from '@/components/night/guest-keep.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { signUp } from '@/lib/actions/account.ts';
import { FormMessage } from './form-message.tsx';
import { goTo } from './go-to.ts';
import { HandleField } from './handle-field.tsx';
import { PasswordField } from './password-field.tsx';
import { useFormAction } from './use-form-action.ts';

const nothing = { displayName: '', email: '', password: '' };

/** What was typed stays when something is refused. */
export function SignUpForm({ next }: { readonly next: string }) {
  const [typed, setTyped] = useState(nothing);
  const bind = (name: keyof typeof nothing) => ({
    name,
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  });
  const { form, run, pending, errorOf, refusal } = useFormAction(
    (read) => signUp({ ...typed, handle: read('handle'), next }),
    // A guest's evening comes along; should that fail, it is tried again on the next visit to a night.
    (value) => void keepWhatGuestBrought().finally(() => goTo(value.next)),
  );
  return (
    <form ref={form} action={run} className="flex flex-col gap-5">
      {refusal && !refusal.field && <FormMessage>{refusal.message}</FormMessage>}
      <Field
        {...bind('displayName')}
        label="Your name"
        required
        maxLength={50}
        autoComplete="name"
        error={errorOf('displayName')}
      />
      <HandleField error={errorOf('handle')} />
      <Field
        {...bind('email')}
        label="E-mail address"
        type="email"
        required
        autoComplete="email"
        hint="Only for signing in. Nobody here sees it."
        error={errorOf('email')}
      />
      <PasswordField
        {...bind('password')}
        label="Password"
        minLength={10}
        autoComplete="new-password"
        hint="At least 10 characters. A few words in a row are easiest to keep."
        error={errorOf('password')}
      />
      <Button type="submit" disabled={pending} className="mt-1">
        {pending ? 'Making your account…' : 'Sign up'}
      </Button>
    </form>
  );
}
