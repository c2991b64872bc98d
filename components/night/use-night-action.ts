'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ActionResult } from '@/lib/actions/action.ts';
import type { NightView } from '@/lib/nights/types.ts';
import { type KnownNight, nightKey } from './use-night.ts';

export type NightChange = {
  readonly send: () => Promise<ActionResult<unknown>>;
  /** The night as it will be, shown before the server has answered. */
  readonly foresee?: (night: NightView) => NightView;
  readonly said?: string;
  readonly undo?: () => void;
};

/** Does something about a night: shown at once, taken back with a word when the server refuses. */
export function useNightAction(nightId: string) {
  const client = useQueryClient();
  const key = nightKey(nightId);
  const { mutate, isPending } = useMutation<unknown, Error, NightChange, KnownNight | undefined>({
    mutationKey: key,
    scope: { id: key.join('-') },
    mutationFn: ({ send }) => runAction(send()),
    onMutate: ({ foresee }) => {
      const before = client.getQueryData<KnownNight>(key);
      if (before && foresee)
        client.setQueryData<KnownNight>(key, { ...before, night: foresee(before.night) });
      return before;
    },
    onError: (error, _, before) => {
      const now = client.getQueryData<KnownNight>(key);
      if (before && now?.night.version === before.night.version) client.setQueryData(key, before);
      notifyError(error.message);
    },
    onSuccess: (_, { said, undo }) => said && notify(said, undo ? { undo } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return { act: mutate, isPending };
}
