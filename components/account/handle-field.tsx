'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { useSettled } from './use-settled.ts';

type HandleFieldProps = { readonly own?: string; readonly error?: string | undefined };

/** Says while typing whether a handle is free. */
export function HandleField({ own = '', error }: HandleFieldProps) {
  const [handle, setHandle] = useState(own);
  const settled = useSettled(handle);
  const complete = /^[a-z0-9_]{3,20}$/.test(settled);
  const { data } = useQuery({
    queryKey: ['handle', settled],
    queryFn: () => askIfFree(settled),
    enabled: complete && settled !== own,
    retry: false,
  });
  const free = settled === handle && complete ? data?.free : undefined;
  return (
    <Field
      label="Handle"
      name="handle"
      value={handle}
      onChange={(event) => setHandle(event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, ''))}
      required
      minLength={3}
      maxLength={20}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      hint={<HandleHint handle={handle} free={free} />}
      error={error ?? (free === false ? `@${handle} is taken. Try another handle.` : undefined)}
    />
  );
}

function HandleHint({ handle, free }: { readonly handle: string; readonly free: boolean | undefined }) {
  return (
    <span aria-live="polite">
      {free ? (
        <span className="text-good">✓ @{handle} is free.</span>
      ) : (
        'How friends find you: 3 to 20 letters a–z, digits or _.'
      )}
    </span>
  );
}

async function askIfFree(handle: string): Promise<{ free: boolean }> {
  const response = await fetch(`/api/handles/${handle}`);
  if (!response.ok) throw new Error(`The handle @${handle} could not be checked`);
  return response.json();
}
