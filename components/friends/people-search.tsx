'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSettled } from '@/components/account/use-settled.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { FriendsBoard } from '@/lib/social/board.ts';
import type { FoundPerson } from '@/lib/social/find-people.ts';
import { MutualText } from './mutual-text.tsx';
import { PersonRow } from './person-row.tsx';
import { RelationActions } from './relation-actions.tsx';
import { askFromIn, relationIn } from './steps.ts';
import { useFriendStep } from './use-friends.ts';

export function PeopleSearch({ board }: { readonly board: FriendsBoard }) {
  const [text, setText] = useState('');
  const words = useSettled(text.trim().replace(/^@/, ''));
  const enabled = words.length >= 2;
  const { data, isError, isPending, refetch } = useQuery({
    queryKey: ['people', words],
    queryFn: () => findPeople(words),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const blocked = new Set(board.blocked.map((person) => person.id));
  const people = data?.filter((person) => !blocked.has(person.id));
  return (
    <search className="block">
      <Field
        label="Find people"
        name="q"
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Name or @handle"
        autoComplete="off"
        spellCheck={false}
      />
      <p role="status" className="sr-only">
        {enabled && people ? `${people.length} found` : ''}
      </p>
      {enabled && isPending && <Searching />}
      {enabled && isError && (
        <p role="alert" className="mt-4 flex flex-wrap items-center gap-3 text-soft">
          People could not be searched just now.
          <Button size="s" variant="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {enabled &&
        people &&
        (people.length > 0 ? <Found people={people} board={board} /> : <NobodyFound words={words} />)}
    </search>
  );
}

function Found({ people, board }: { readonly people: readonly FoundPerson[]; readonly board: FriendsBoard }) {
  const act = useFriendStep();
  return (
    <ul className="mt-2">
      {people.map((person) => {
        const relation = relationIn(board, person.id);
        return (
          <PersonRow key={person.id} person={person} note={<MutualText mutual={person.mutual} />}>
            {relation === 'friends' && <span className="text-sm text-soft">Friends</span>}
            <RelationActions
              person={person}
              relation={relation}
              act={act}
              askFrom={askFromIn(board, person.id)}
            />
          </PersonRow>
        );
      })}
    </ul>
  );
}

function NobodyFound({ words }: { readonly words: string }) {
  return <p className="mt-4 text-soft">Nobody here goes by “{words}”. Ask them for their handle.</p>;
}

function Searching() {
  return (
    <div aria-hidden className="mt-2 flex items-center gap-3 py-3">
      <Skeleton className="size-11 rounded-control" />
      <Skeleton className="h-5 w-40" />
    </div>
  );
}

async function findPeople(words: string): Promise<FoundPerson[]> {
  const response = await fetch(`/api/people?q=${encodeURIComponent(words)}`);
  if (!response.ok) throw new Error('People could not be searched');
  return (await response.json()).people;
}
