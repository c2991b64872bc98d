'use client';

import { useActionState, useEffect, useRef } from 'react';
import type { ActionResult } from '@/lib/actions/action.ts';

type Refusal = { readonly message: string; readonly field: string | undefined } | null;

/**
 * One form and its server action: what was refused, beside the field it belongs to, with the focus there. React
 * replays a form that was sent before the page was ready, so nothing ends up in an address.
 */
export function useFormAction<T>(
  send: (read: (name: string) => string) => Promise<ActionResult<T>>,
  done: (value: T) => void,
) {
  const form = useRef<HTMLFormElement>(null);
  const [refusal, run, pending] = useActionState(async (_: Refusal, data: FormData): Promise<Refusal> => {
    const result = await send((name) => String(data.get(name) ?? '')).catch(() => null);
    if (!result) return { message: 'Matinee could not be reached. Please try again.', field: undefined };
    if (!result.ok) return { message: result.message, field: result.field };
    done(result.value);
    return null;
  }, null);

  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);

  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  return { form, run, pending, errorOf, refusal };
}
