'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { setCompanions } from '@/lib/actions/companions.ts';
import { listText } from '@/lib/format.ts';
import type { Companion } from '@/lib/library/companions.ts';
import type { Person } from '@/lib/social/people.ts';
import { companyKey, nobody } from './own-state.ts';

type Company = readonly Companion[];

/** Says who was there at one viewing. Whoever is new is asked; shown at once, and taken back when refused. */
export function useCompanyChange(watchId: string): (to: readonly Person[]) => void {
  const client = useQueryClient();
  const key = companyKey(watchId);
  const { mutate } = useMutation<Company, Error, readonly Person[], Company>({
    scope: { id: key.join('-') },
    mutationFn: (to) => runAction(setCompanions({ watchId, userIds: to.map(({ id }) => id) })),
    onMutate: (to) => {
      const before = client.getQueryData<Company>(key) ?? nobody;
      client.setQueryData<Company>(key, foreseen(before, to));
      return before;
    },
    onSuccess: (company, to, before) => {
      client.setQueryData(key, company);
      notify(wordsFor(before, to), { undo: () => mutate(before) });
    },
    onError: (error, _, before) => {
      client.setQueryData(key, before ?? nobody);
      notifyError(error.message);
    },
  });
  return mutate;
}

/** Whoever is new has still to say so. */
export function foreseen(before: Company, to: readonly Person[]): Company {
  const known = new Map(before.map((companion) => [companion.id, companion]));
  return to.map(({ id, handle, name }) => known.get(id) ?? { id, handle, name, asked: true });
}

function wordsFor(before: Company, to: readonly Person[]): string {
  const known = new Set(before.map(({ id }) => id));
  const added = to.filter(({ id }) => !known.has(id)).map(({ name }) => name);
  if (added.length === 0) return to.length === 0 ? 'Nobody stands beside it any more.' : 'That is changed.';
  return `${listText(added)} ${added.length === 1 ? 'is' : 'are'} asked whether that is right.`;
}
