'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { notify } from '@/components/ui/toast.ts';
import { changePassword } from '@/lib/actions/account.ts';
import { FormMessage } from './form-message.tsx';
import { PasswordField } from './password-field.tsx';
import { useFormAction } from './use-form-action.ts';

const nothing = { current: '', password: '' };

export function PasswordForm({ hasPassword }: { readonly hasPassword: boolean }) {
  const [typed, setTyped] = useState(nothing);
  const { form, run, pending, errorOf, refusal } = useFormAction(
    () => changePassword(typed),
    () => {
      setTyped(nothing);
      notify('Your password is changed. Every other browser is signed out.');
    },
  );
  return (
    <form ref={form} action={run} className="flex max-w-sm flex-col gap-5">
      {refusal && !refusal.field && <FormMessage>{refusal.message}</FormMessage>}
      {hasPassword && (
        <PasswordField
          label="Current password"
          name="current"
          autoComplete="current-password"
          value={typed.current}
          onChange={(event) => setTyped({ ...typed, current: event.target.value })}
          error={errorOf('current')}
        />
      )}
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        minLength={10}
        hint="At least 10 characters."
        value={typed.password}
        onChange={(event) => setTyped({ ...typed, password: event.target.value })}
        error={errorOf('password')}
      />
      <Button type="submit" disabled={pending} className="self-start">
        {hasPassword ? 'Change password' : 'Set a password'}
      </Button>
    </form>
  );
}
