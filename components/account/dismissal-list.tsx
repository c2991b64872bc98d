'use client';

import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { dismiss, undismiss } from '@/lib/actions/library.ts';
import type { ListedDismissal } from '@/lib/library/dismissals.ts';

const kinds = { title: 'Title', genre: 'Genre', person: 'Person', friend: 'Because of a friend' } as const;

/** What someone waved away; each can be taken back, and that too. */
export function DismissalList({ dismissals }: { readonly dismissals: readonly ListedDismissal[] }) {
  const [gone, setGone] = useState<readonly string[]>([]);
  const { mutate } = useMutation({
    scope: { id: 'dismissals' },
    mutationFn: ({ entry, keep }: { entry: ListedDismissal; keep: boolean }) =>
      runAction<unknown>((keep ? dismiss : undismiss)({ scope: entry.scope, value: entry.value })),
    onMutate: ({ entry, keep }) => {
      const before = gone;
      setGone(keep ? gone.filter((key) => key !== keyOf(entry)) : [...gone, keyOf(entry)]);
      return before;
    },
    onError: (error, _, before) => {
      setGone(before ?? []);
      notifyError(error.message);
    },
    onSuccess: (_, { entry, keep }) => {
      if (keep) notify(`${entry.words} is hidden again.`);
      else notify(`${entry.words} may be recommended again.`, { undo: () => mutate({ entry, keep: true }) });
    },
  });
  const shown = dismissals.filter((entry) => !gone.includes(keyOf(entry)));
  if (shown.length === 0)
    return <p className="text-soft">Nothing. “Not interested” on a title puts it here.</p>;
  return (
    <ul>
      {shown.map((entry) => (
        <li
          key={keyOf(entry)}
          className="flex min-h-11 items-center justify-between gap-4 border-b border-line py-1 last:border-b-0"
        >
          <span>
            {entry.words} <span className="text-sm text-soft">· {kinds[entry.scope]}</span>
          </span>
          <IconButton label={`Remove ${entry.words}`} onClick={() => mutate({ entry, keep: false })}>
            <X aria-hidden size={18} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function keyOf({ scope, value }: ListedDismissal): string {
  return `${scope}:${value}`;
}
