'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { FieldFrame, fieldLook } from '@/components/ui/field-frame.tsx';

type NoteDialogProps = {
  readonly name: string;
  readonly text: string;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
};

const LONGEST = 500;

export function NoteDialog({ name, text, onSave, onClose }: NoteDialogProps) {
  const [written, setWritten] = useState(text);
  const id = useId();
  const save = (words: string) => {
    onClose();
    if (words.trim() !== text) onSave(words.trim());
  };
  return (
    <Dialog open title={`Your note on ${name}`} onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save(written);
        }}
      >
        <FieldFrame id={id} label="Why it is on the list" hint="Everybody on the list reads it.">
          <textarea
            id={id}
            aria-describedby={`${id}-hint`}
            rows={3}
            maxLength={LONGEST}
            value={written}
            onChange={(event) => setWritten(event.target.value)}
            className={fieldLook}
          />
        </FieldFrame>
        <div className="flex flex-wrap gap-2">
          <Button type="submit">Save</Button>
          {text !== '' && (
            <Button variant="plain" onClick={() => save('')}>
              Take the note away
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
