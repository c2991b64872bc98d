'use client';

import { PenLine } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { FieldFrame, fieldLook } from '@/components/ui/field-frame.tsx';
import type { Note } from '@/lib/library/note.ts';
import { type OwnNote as Own, useOwnNote } from './own-state.ts';
import { useNote } from './use-note.ts';

const MOST_LETTERS = 1000;

type OwnNoteProps = {
  readonly title: { readonly id: number; readonly name: string };
  readonly own: Own;
};

/** A few words of one's own: read, written, mended and removed. */
export function OwnNote({ title, own }: OwnNoteProps) {
  const note = useOwnNote(title, own);
  const { write, remove } = useNote(title);
  const [writing, setWriting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasWriting = useRef(false);
  useEffect(() => {
    if (wasWriting.current && !writing) opener.current?.focus();
    wasWriting.current = writing;
  }, [writing]);

  if (writing) {
    return (
      <section aria-label="Your note">
        <NoteForm
          note={note}
          onCancel={() => setWriting(false)}
          onSave={(text, spoils) => {
            setWriting(false);
            if (text !== note?.text || spoils !== note.spoils) write(text, spoils);
          }}
        />
      </section>
    );
  }
  if (note === null) {
    return (
      <section aria-label="Your note" className="-mt-5">
        <button
          ref={opener}
          type="button"
          className="inline-flex min-h-11 items-center gap-2 text-sm text-soft underline underline-offset-4 hover:text-ink"
          onClick={() => setWriting(true)}
        >
          <PenLine aria-hidden size={16} />
          Write a note
        </button>
      </section>
    );
  }
  return (
    <section aria-label="Your note" className="flex flex-col gap-1">
      <h2 className="text-sm text-soft">Your note{note.spoils && ', which gives the story away'}</h2>
      <p className="max-w-prose whitespace-pre-line border-ticket border-l-2 pl-3">{note.text}</p>
      <div className="flex gap-2">
        <button
          ref={opener}
          type="button"
          className="min-h-11 pr-2 text-sm text-soft underline underline-offset-4 hover:text-ink"
          onClick={() => setWriting(true)}
        >
          Edit note
        </button>
        <button
          type="button"
          className="min-h-11 px-2 text-sm text-soft underline underline-offset-4 hover:text-ink"
          onClick={remove}
        >
          Remove note
        </button>
      </div>
    </section>
  );
}

type NoteFormProps = {
  readonly note: Note | null;
  readonly onSave: (text: string, spoils: boolean) => void;
  readonly onCancel: () => void;
};

function NoteForm({ note, onSave, onCancel }: NoteFormProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [error, setError] = useState<string>();
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = String(form.get('text')).trim();
    if (text === '') setError('Write a few words, or cancel.');
    else onSave(text, form.has('spoils'));
  };
  return (
    <form onSubmit={submit} className="flex max-w-prose flex-col gap-3">
      <FieldFrame
        id={id}
        label="Your note"
        error={error}
        hint="Friends who see your ratings see it too. It says nothing to your recommendations."
      >
        <textarea
          ref={field}
          id={id}
          name="text"
          rows={4}
          maxLength={MOST_LETTERS}
          defaultValue={note?.text}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
          className={fieldLook}
        />
      </FieldFrame>
      <label className="flex min-h-11 items-center gap-3 text-sm">
        <input
          type="checkbox"
          name="spoils"
          defaultChecked={note?.spoils}
          className="size-5 flex-none accent-ink"
        />
        <span>
          It gives the story away
          <span className="block text-soft">Friends who have not seen it find it folded.</span>
        </span>
      </label>
      <div className="flex gap-2">
        <Button type="submit">Keep note</Button>
        <Button variant="plain" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
