'use client';

import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { Person } from '@/lib/social/people.ts';
import { FriendChoices } from './friend-choices.tsx';

type FriendPickerProps = {
  readonly legend: string;
  readonly chosen: ReadonlyMap<string, Person>;
  readonly onChange: (chosen: ReadonlyMap<string, Person>) => void;
};

/** The viewer's friends, to be ticked; read when it is opened. */
export function FriendPicker({ legend, chosen, onChange }: FriendPickerProps) {
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
  return (
    <FriendChoices legend={legend} friends={data} isChosen={({ id }) => chosen.has(id)} onToggle={toggle} />
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

async function fetchFriends(): Promise<readonly Person[]> {
  const response = await fetch('/api/friends/names');
  if (!response.ok) throw new Error('Your friends could not be read');
  return (await response.json()).friends;
}
