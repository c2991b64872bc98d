'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { Person } from '@/lib/social/people.ts';

/** Fewer are found by looking. */
const MANY = 8;

type FriendPickerProps = {
  readonly legend: string;
  readonly chosen: ReadonlyMap<string, Person>;
  readonly onChange: (chosen: ReadonlyMap<string, Person>) => void;
};

/** The viewer's friends, to be ticked; read when it is opened. */
export function FriendPicker({ legend, chosen, onChange }: FriendPickerProps) {
  const [words, setWords] = useState('');
  const { data, isError, refetch } = useQuery({
    queryKey: ['friends', 'names'],
    queryFn: fetchFriends,
    staleTime: 0,
  });
  if (isError) return <ErrorState title="Your friends could not be read" retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) {
    return (
      <div className="flex flex-wrap items-center gap-3 text-soft">
        You have no friends here yet.
        <ButtonLink href="/friends" variant="quiet" size="s">
          Find friends
        </ButtonLink>
      </div>
    );
  }
  const toggle = (person: Person) => {
    const next = new Map(chosen);
    if (!next.delete(person.id)) next.set(person.id, person);
    onChange(next);
  };
  const found = data.filter((friend) => isMeant(friend, words));
  return (
    <div className="flex flex-col gap-2">
      {data.length > MANY && (
        <Field
          label="Find a friend"
          name="friend"
          type="search"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{legend}</legend>
        <ul className="-mx-2 max-h-56 overflow-y-auto">
          {found.map((friend) => (
            <li key={friend.id}>
              <label className="flex min-h-12 items-center gap-3 rounded-[10px] px-2 hover:bg-paper">
                <Avatar name={friend.name} size={32} decorative />
                <span className="min-w-0 flex-1 truncate">
                  {friend.name} <span className="text-sm text-soft">@{friend.handle}</span>
                </span>
                <input
                  type="checkbox"
                  checked={chosen.has(friend.id)}
                  onChange={() => toggle(friend)}
                  className="size-5 flex-none accent-ink"
                />
              </label>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="py-3 text-soft">No friend goes by “{words.trim()}”.</p>}
      </fieldset>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Loading your friends…</span>
      {[0, 1].map((line) => (
        <div key={line} aria-hidden className="flex items-center gap-3">
          <Skeleton className="size-8 rounded-control" />
          <Skeleton className="h-5 w-40" />
        </div>
      ))}
    </div>
  );
}

function isMeant({ name, handle }: Person, words: string): boolean {
  const wanted = words.trim().toLowerCase().replace(/^@/, '');
  return name.toLowerCase().includes(wanted) || handle.includes(wanted);
}

async function fetchFriends(): Promise<readonly Person[]> {
  const response = await fetch('/api/friends/names');
  if (!response.ok) throw new Error('Your friends could not be read');
  return (await response.json()).friends;
}
