'use client';

import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ActionResult } from '@/lib/actions/action.ts';

export type Removable = { readonly key: string; readonly words: string; readonly note?: string };

type RemovableListProps<T extends Removable> = {
  readonly entries: readonly T[];
  /** What stands there when nothing does. */
  readonly empty: string;
  readonly setKept: (entry: T, keep: boolean) => Promise<ActionResult<unknown>>;
  readonly said: (entry: T, keep: boolean) => string;
};

/** Things somebody said; each can be taken back, and that too. */
export function RemovableList<T extends Removable>({ entries, empty, setKept, said }: RemovableListProps<T>) {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const { mutate } = useMutation({
    scope: { id: useId() },
    mutationFn: ({ entry, keep }: { entry: T; keep: boolean }) => runAction(setKept(entry, keep)),
    onMutate: ({ entry, keep }) => setGone((keys) => withKey(keys, entry.key, !keep)),
    onError: (error, { entry, keep }) => {
      setGone((keys) => withKey(keys, entry.key, keep));
      notifyError(error.message);
    },
    onSuccess: (_, { entry, keep }) =>
      notify(said(entry, keep), keep ? {} : { undo: () => mutate({ entry, keep: true }) }),
  });
  const shown = entries.filter(({ key }) => !gone.has(key));
  if (shown.length === 0) return <p className="text-sm text-soft">{empty}</p>;
  return (
    <ul>
      {shown.map((entry) => (
        <li
          key={entry.key}
          className="flex min-h-11 items-center justify-between gap-4 border-b border-line py-1 last:border-b-0"
        >
          <span>
            {entry.words} {entry.note && <span className="text-sm text-soft">· {entry.note}</span>}
          </span>
          <IconButton label={`Remove ${entry.words}`} onClick={() => mutate({ entry, keep: false })}>
            <X aria-hidden size={18} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function withKey(keys: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(keys);
  if (on) next.add(key);
  else next.delete(key);
  return next;
}
