'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { TitleListsOf } from './use-title-lists.ts';

type TitleListsDialogProps = {
  readonly name: string;
  readonly lists: TitleListsOf;
  readonly onClose: () => void;
};

/** Every list the viewer may change, with a check mark where the title stands. */
export function TitleListsDialog({ name, lists, onClose }: TitleListsDialogProps) {
  const { data, isPending, isError, refetch } = lists.query;
  return (
    <Dialog open title={`Lists with ${name}`} onClose={onClose}>
      {isPending && (
        <div role="status">
          <span className="sr-only">Loading…</span>
          <Skeleton className="mb-2 h-11" />
          <Skeleton className="h-11" />
        </div>
      )}
      {isError && <ErrorState title="Your lists could not be read" retry={() => refetch()} />}
      {data && data.length > 0 && (
        <ul>
          {data.map((list) => (
            <li key={list.listId}>
              <label className="flex min-h-12 items-center gap-3 border-b border-line">
                <input
                  type="checkbox"
                  checked={list.itemId !== null}
                  onChange={() => lists.toggle(list)}
                  className="size-5 accent-[var(--ticket)]"
                />
                <span className="min-w-0 flex-1 truncate">{list.name}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {data && <BeginList lists={lists} first={data.length === 0} />}
    </Dialog>
  );
}

function BeginList({ lists, first }: { readonly lists: TitleListsOf; readonly first: boolean }) {
  const [name, setName] = useState('');
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') lists.begin.mutate(name.trim(), { onSuccess: () => setName('') });
      }}
    >
      <Field
        label={first ? 'You keep no list yet. Begin one' : 'Or begin a new list'}
        name="list"
        placeholder="Its name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={80}
        autoComplete="off"
        className="flex-1 basis-48"
      />
      <Button type="submit" variant="quiet" disabled={lists.begin.isPending || name.trim() === ''}>
        Begin
      </Button>
    </form>
  );
}
