'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ActionResult } from '@/lib/actions/action.ts';

/** One setting: changed on the screen at once, kept on the server, rolled back with a word when that fails. */
export function useKept<T>(
  initial: T,
  keep: (value: T) => Promise<ActionResult<unknown>>,
  said: (value: T) => string | null = () => 'Saved.',
) {
  const [value, setValue] = useState(initial);
  const kept = useRef(initial);
  const router = useRouter();
  const { mutate } = useMutation({
    scope: { id: useId() },
    mutationFn: (wanted: T) => runAction(keep(wanted)),
    onMutate: setValue,
    onError: (error) => {
      setValue(kept.current);
      notifyError(error.message);
    },
    onSuccess: (_, wanted) => {
      kept.current = wanted;
      const words = said(wanted);
      if (words) notify(words);
      router.refresh();
    },
  });
  return [value, mutate] as const;
}
