'use client';

import { Check } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { FriendsBoard } from '@/lib/social/board.ts';
import type { Person } from '@/lib/social/people.ts';
import { InfluenceSelect } from './influence-select.tsx';
import { RelationActions } from './relation-actions.tsx';
import { askFromIn, relationIn, type Verb } from './steps.ts';
import { useFriendStep, useFriends } from './use-friends.ts';

type ProfileActionsProps = {
  readonly person: Person;
  readonly board: FriendsBoard;
  readonly personalised: boolean;
};

export function ProfileActions({ person, board: initial, personalised }: ProfileActionsProps) {
  const board = useFriends(initial);
  const step = useFriendStep();
  const router = useRouter();
  const act = (verb: Verb, whom: Person) => {
    step(verb, whom);
    // Their page is gone for whoever blocks them.
    if (verb === 'block') router.push('/friends');
  };
  const friend = board.friends.find(({ id }) => id === person.id);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {friend && (
        <span className="mr-2 inline-flex items-center gap-1.5 text-sm text-good">
          <Check aria-hidden size={16} /> Friends
        </span>
      )}
      {friend && personalised && <InfluenceSelect key={friend.influence} friend={friend} />}
      <RelationActions
        person={person}
        relation={relationIn(board, person.id)}
        act={act}
        askFrom={askFromIn(board, person.id)}
        size="m"
      />
    </div>
  );
}
