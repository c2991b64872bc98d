'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { SelectField } from '@/components/ui/select-field.tsx';
import type { NewInvite } from '@/lib/social/invites.ts';

type InviteFormProps = { readonly make: (wanted: NewInvite) => void; readonly making: boolean };

export function InviteForm({ make, making }: InviteFormProps) {
  const [expiresInDays, setDays] = useState(7);
  const [singleUse, setSingleUse] = useState(true);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make({ expiresInDays, singleUse });
      }}
      className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]"
    >
      <SelectField
        label="For"
        name="uses"
        value={singleUse ? 'one' : 'several'}
        onChange={(event) => setSingleUse(event.target.value === 'one')}
      >
        <option value="one">One person</option>
        <option value="several">Several people</option>
      </SelectField>
      <SelectField
        label="Opens for"
        name="days"
        value={expiresInDays}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        <option value={1}>A day</option>
        <option value={7}>A week</option>
        <option value={30}>A month</option>
      </SelectField>
      <Button type="submit" disabled={making}>
        {making ? 'Making a link…' : 'Make a link'}
      </Button>
    </form>
  );
}
