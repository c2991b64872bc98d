'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { signIn } from '@/lib/actions/account.ts';
import { FormMessage } from './form-message.tsx';
import { goTo } from './go-to.ts';
import { PasswordField } from './password-field.tsx';
import { useFormAction } from './use-form-action.ts';

export function SignInForm({ next }: { readonly next: string }) {
  const [email, setEmail] = useState('');
  const { form, run, pending, errorOf, refusal } = useFormAction(
    (read) => signIn({ email: read('email'), password: read('password'), next }),
    (value) => goTo(value.next),
  );
  return (
    <form ref={form} action={run} className="flex flex-col gap-5">
      {refusal && !refusal.field && <FormMessage>{refusal.message}</FormMessage>}
      <Field
        label="E-mail address"
        name="email"
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        required
        autoComplete="email"
        error={errorOf('email')}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        error={errorOf('password')}
      />
      <Button type="submit" disabled={pending} className="mt-1">
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
