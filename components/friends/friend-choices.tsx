'use client';

import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Field } from '@/components/ui/field.tsx';
import type { Person } from '@/lib/social/people.ts';

/** Fewer are found by looking. */
const MANY = 8;

type FriendChoicesProps<Friend extends Person> = {
  readonly legend: string;
  readonly friends: readonly Friend[];
  readonly isChosen: (friend: Friend) => boolean;
  readonly onToggle: (friend: Friend) => void;
  /** What is worth knowing before choosing somebody. */
  readonly factOf?: (friend: Friend) => string | null;
};

/** Friends to be ticked; where they are many, they can be looked for. */
export function FriendChoices<Friend extends Person>({
  legend,
  friends,
  isChosen,
  onToggle,
  factOf,
}: FriendChoicesProps<Friend>) {
  const [words, setWords] = useState('');
  const found = friends.filter((friend) => isMeant(friend, words));
  return (
    <div className="flex flex-col gap-2">
      {friends.length > MANY && (
        <Field
          label="Find a friend"
          name="friend"
          type="search"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          // Looking for somebody does not send the form around it.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{legend}</legend>
        <ul className="-mx-2 max-h-64 overflow-y-auto">
          {found.map((friend) => {
            const fact = factOf?.(friend);
            return (
              <li key={friend.id}>
                <label className="flex min-h-14 items-center gap-3 rounded-[10px] px-2 hover:bg-paper">
                  <Avatar name={friend.name} size={36} decorative />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{friend.name}</span>
                    <span className="block truncate text-sm text-soft">
                      @{friend.handle}
                      {fact && ` · ${fact}`}
                    </span>
                  </span>
                  <input
                    type="checkbox"
                    checked={isChosen(friend)}
                    onChange={() => onToggle(friend)}
                    className="size-5 flex-none accent-ink"
                  />
                </label>
              </li>
            );
          })}
        </ul>
        {found.length === 0 && <p className="py-3 text-soft">No friend goes by “{words.trim()}”.</p>}
      </fieldset>
    </div>
  );
}

function isMeant({ name, handle }: Person, words: string): boolean {
  const wanted = words.trim().toLowerCase().replace(/^@/, '');
  return name.toLowerCase().includes(wanted) || handle.includes(wanted);
}
