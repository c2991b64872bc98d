'use client';

import { useId, useState } from 'react';
import { FriendChoices } from '@/components/friends/friend-choices.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FieldFrame, fieldLook } from '@/components/ui/field-frame.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { countText, listText } from '@/lib/format.ts';
import type { Recipient } from '@/lib/social/read-sends.ts';
import { useSend } from './use-send.ts';

/** As the server has it. */
const LONGEST_NOTE = 280;

type SendFormProps = {
  readonly title: Pick<TitleSummary, 'id' | 'name'>;
  readonly friends: readonly Recipient[];
  readonly onDone: () => void;
};

export function SendForm({ title, friends, onDone }: SendFormProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const send = useSend(title, onDone);
  const to = friends.filter(({ id }) => chosen.has(id));
  const toggle = (id: string) =>
    setChosen(
      (before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]),
    );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (to.length > 0) send.mutate({ to, note: note.trim() });
      }}
    >
      <FriendChoices
        legend="To"
        friends={friends}
        isChosen={({ id }) => chosen.has(id)}
        onToggle={({ id }) => toggle(id)}
        factOf={factOf}
      />
      <NoteField value={note} onChange={setNote} />
      <Button type="submit" disabled={to.length === 0 || send.isPending}>
        {send.isPending ? 'Sending…' : buttonText(to)}
      </Button>
    </form>
  );
}

function NoteField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (note: string) => void;
}) {
  const id = useId();
  const left = LONGEST_NOTE - value.length;
  return (
    <FieldFrame
      id={id}
      label="A few words with it (optional)"
      hint={
        <span className="flex justify-between gap-4">
          <span>Only they read it.</span>
          <span className="tabular-nums">{countText(left, 'character')} left</span>
        </span>
      }
    >
      <textarea
        id={id}
        rows={2}
        maxLength={LONGEST_NOTE}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={fieldLook}
      />
    </FieldFrame>
  );
}

function factOf({ seen, waitingNote }: Recipient): string | null {
  if (waitingNote !== null) return 'has it from you';
  return seen ? 'has seen it' : null;
}

function buttonText(to: readonly Recipient[]): string {
  if (to.length === 0) return 'Send';
  if (to.length > 3) return `Send to ${countText(to.length, 'friend')}`;
  return `Send to ${listText(to.map(({ name }) => name))}`;
}
