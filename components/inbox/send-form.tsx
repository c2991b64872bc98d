'use client';

import { useId, useState } from 'react';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { FieldFrame, fieldLook } from '@/components/ui/field-frame.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { countText, listText } from '@/lib/format.ts';
import type { Recipient } from '@/lib/social/read-sends.ts';
import { useSend } from './use-send.ts';

/** As the server has it. */
const LONGEST_NOTE = 280;
/** Fewer are found by looking. */
const MANY = 8;

type SendFormProps = {
  readonly title: Pick<TitleSummary, 'id' | 'name'>;
  readonly friends: readonly Recipient[];
  readonly onDone: () => void;
};

export function SendForm({ title, friends, onDone }: SendFormProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState('');
  const [note, setNote] = useState('');
  const send = useSend(title, onDone);
  const to = friends.filter(({ id }) => chosen.has(id));
  const toggle = (id: string) =>
    setChosen(
      (before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]),
    );
  const found = friends.filter((friend) => isMeant(friend, words));
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (to.length > 0) send.mutate({ to, note: note.trim() });
      }}
    >
      {friends.length > MANY && (
        <Field
          label="Find a friend"
          name="friend"
          type="search"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <fieldset>
        <legend className="mb-1 text-sm font-medium">To</legend>
        <ul className="-mx-2 max-h-64 overflow-y-auto">
          {found.map((friend) => (
            <FriendChoice
              key={friend.id}
              friend={friend}
              chosen={chosen.has(friend.id)}
              onToggle={() => toggle(friend.id)}
            />
          ))}
        </ul>
        {found.length === 0 && <p className="py-3 text-soft">No friend goes by “{words.trim()}”.</p>}
      </fieldset>
      <NoteField value={note} onChange={setNote} />
      <Button type="submit" disabled={to.length === 0 || send.isPending}>
        {send.isPending ? 'Sending…' : buttonText(to)}
      </Button>
    </form>
  );
}

type FriendChoiceProps = {
  readonly friend: Recipient;
  readonly chosen: boolean;
  readonly onToggle: () => void;
};

function FriendChoice({ friend, chosen, onToggle }: FriendChoiceProps) {
  const known = factOf(friend);
  return (
    <li>
      <label className="flex min-h-14 items-center gap-3 rounded-[10px] px-2 hover:bg-paper">
        <Avatar name={friend.name} size={36} decorative />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{friend.name}</span>
          <span className="block truncate text-sm text-soft">
            @{friend.handle}
            {known && ` · ${known}`}
          </span>
        </span>
        <input
          type="checkbox"
          checked={chosen}
          onChange={onToggle}
          className="size-5 flex-none accent-[var(--ink)]"
        />
      </label>
    </li>
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

function isMeant({ name, handle }: Recipient, words: string): boolean {
  const wanted = words.trim().toLowerCase().replace(/^@/, '');
  return name.toLowerCase().includes(wanted) || handle.includes(wanted);
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
