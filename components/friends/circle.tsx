'use client';

import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { FriendFigures } from '@/lib/feed/circle-figures.ts';
import type { Asking, FriendsBoard } from '@/lib/social/board.ts';
import type { Person } from '@/lib/social/people.ts';
import { FriendFiguresText } from './friend-figures.tsx';
import { InfluenceSelect } from './influence-select.tsx';
import { MutualText } from './mutual-text.tsx';
import { PeopleSearch } from './people-search.tsx';
import { PersonRow } from './person-row.tsx';
import { RelationActions } from './relation-actions.tsx';
import type { BoardRelation } from './steps.ts';
import { useFigures } from './use-figures.ts';
import { useFriendStep, useFriends } from './use-friends.ts';

type CircleProps = {
  readonly initial: FriendsBoard;
  readonly figures: Readonly<Record<string, FriendFigures>>;
  readonly personalised: boolean;
  /** Other ways to come by friends. */
  readonly children?: ReactNode;
};

/** The whole circle: who asks, who is asked, friends, and whom the viewer has blocked. */
export function Circle({ initial, figures: first, personalised, children }: CircleProps) {
  const board = useFriends(initial);
  const figures = useFigures(first);
  const act = useFriendStep();
  const isEmpty = board.friends.length + board.incoming.length + board.outgoing.length === 0;
  return (
    <div className="flex flex-col gap-12">
      <PeopleSearch board={board} />
      <People title="They ask to be friends" people={board.incoming} relation="asks-you" />
      {board.friends.length > 0 && (
        <section aria-labelledby="friends">
          <SectionHeading id="friends" title="Friends">
            {personalised && 'How much each counts in your recommendations'}
          </SectionHeading>
          <ul>
            {board.friends.map((friend) => (
              <PersonRow
                key={friend.id}
                person={friend}
                note={<FriendFiguresText figures={figures[friend.id]} />}
              >
                {personalised && <InfluenceSelect key={friend.influence} friend={friend} />}
                <RelationActions person={friend} relation="friends" act={act} />
              </PersonRow>
            ))}
          </ul>
        </section>
      )}
      {isEmpty && (
        <EmptyState title="Nobody here yet">
          Look for somebody by name or handle. Once they accept, you see each other’s ratings, and their taste
          finds its way into yours.
        </EmptyState>
      )}
      {children}
      <People title="You asked" people={board.outgoing} relation="asked" />
      {board.blocked.length > 0 && <Blocked people={board.blocked} />}
    </div>
  );
}

type PeopleProps = {
  readonly title: string;
  readonly people: readonly Asking[];
  readonly relation: BoardRelation;
};

function People({ title, people, relation }: PeopleProps) {
  const act = useFriendStep();
  if (people.length === 0) return null;
  return (
    <section aria-labelledby={relation}>
      <SectionHeading id={relation} title={title} />
      <ul>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} note={<MutualText mutual={person.mutual} />}>
            <RelationActions person={person} relation={relation} act={act} />
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}

function Blocked({ people }: { readonly people: readonly Person[] }) {
  const act = useFriendStep();
  return (
    <details>
      <summary className="flex min-h-11 w-fit items-center text-soft hover:text-ink">
        Blocked people ({people.length})
      </summary>
      <ul>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} linked={false}>
            <RelationActions person={person} relation="blocked" act={act} />
          </PersonRow>
        ))}
      </ul>
    </details>
  );
}
