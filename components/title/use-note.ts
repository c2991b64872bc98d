'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { removeNote, writeNote } from '@/lib/actions/notes.ts';
import type { Note } from '@/lib/library/note.ts';
import { noteKey, type OwnNote, ownKey } from './own-state.ts';

type Change = { readonly to: Note | null; readonly said: string };

/** Writes and removes the viewer's own words: at once on the screen, taken back with a message when refused. */
export function useNote(title: { readonly id: number; readonly name: string }) {
  const { id: titleId, name } = title;
  const client = useQueryClient();
  const key = noteKey(titleId);
  const read = () => client.getQueryData<OwnNote>(key)?.note ?? null;
  const show = (note: Note | null) => client.setQueryData<OwnNote>(key, { note });

  const { mutate } = useMutation<Note | null, Error, Change, Note | null>({
    mutationKey: ownKey(titleId),
    scope: { id: key.join('-') },
    mutationFn: ({ to }) =>
      to === null
        ? runAction<null>(removeNote({ titleId }))
        : runAction(writeNote({ titleId, text: to.text, spoils: to.spoils, since: to.at })),
    onMutate: ({ to }) => {
      const before = read();
      show(to);
      return before;
    },
    onSuccess: (note, { to, said }, before) => {
      // What the server made of the words, unless they were changed again meanwhile.
      if (read() === to) show(note);
      notify(said, { undo: () => change(before) });
    },
    onError: (error, _, before) => {
      show(before ?? null);
      notifyError(error.message);
    },
  });

  const change = (to: Note | null) =>
    mutate({ to, said: to ? `Your note on ${name} is kept.` : `Your note on ${name} is gone.` });
  return {
    write: (text: string, spoils: boolean) => change({ text, spoils, at: read()?.at ?? new Date() }),
    remove: () => change(null),
  };
}
