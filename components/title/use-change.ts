'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ActionResult } from '@/lib/actions/action.ts';
import { noState, type OwnState } from '@/lib/catalog/summary.ts';
import { ownKey } from './own-state.ts';

export type Change = {
  readonly send: () => Promise<ActionResult<OwnState> | ActionResult<void>>;
  /** Shown before the server has answered, and taken back if it refuses. */
  readonly patch?: Partial<OwnState>;
  /** What else is shown at once; returns how to take it back. */
  readonly also?: () => () => void;
  readonly said?: string;
  readonly undo?: () => void;
};

type Taken = { readonly before: OwnState; readonly takeBack: (() => void) | undefined };

/** Runs changes of one title one after the other: at once on the screen, rolled back with a message when refused. */
export function useChange(titleId: number): (change: Change) => void {
  const client = useQueryClient();
  const key = ownKey(titleId);
  const read = () => client.getQueryData<OwnState>(key) ?? noState;
  const { mutate } = useMutation<OwnState | undefined, Error, Change, Taken>({
    mutationKey: key,
    scope: { id: key.join('-') },
    mutationFn: ({ send }) =>
      runAction<OwnState | undefined>(send() as Promise<ActionResult<OwnState | undefined>>),
    onMutate: ({ patch, also }) => {
      const before = read();
      client.setQueryData(key, { ...before, ...patch });
      return { before, takeBack: also?.() };
    },
    onSuccess: (own, { said, undo }) => {
      const isLast = client.isMutating({ mutationKey: key }) === 1;
      if (own && isLast) client.setQueryData(key, own);
      if (said) notify(said, undo ? { undo } : {});
    },
    onError: (error, { patch }, taken) => {
      const fields = Object.keys(patch ?? {}) as (keyof OwnState)[];
      const old = Object.fromEntries(fields.map((field) => [field, taken?.before[field]]));
      client.setQueryData(key, { ...read(), ...old });
      taken?.takeBack?.();
      notifyError(error.message);
    },
  });
  return mutate;
}
