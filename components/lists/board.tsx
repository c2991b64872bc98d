'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { ListsBoard } from '@/lib/lists/read-lists.ts';
import { Invitation } from './invitation.tsx';
import { ListCardLink } from './list-card.tsx';
import { NewListDialog } from './new-list-dialog.tsx';
import { useLists } from './use-lists.ts';

type BoardProps = { readonly initial: ListsBoard; readonly viewerId: string };

/** Every list that somebody keeps alone or with others, and those they are asked to. */
export function Board({ initial, viewerId }: BoardProps) {
  const { lists, archived, invitations } = useLists(initial, viewerId);
  const [making, setMaking] = useState(false);
  const make = (
    <Button onClick={() => setMaking(true)}>
      <Plus aria-hidden size={18} /> New list
    </Button>
  );
  return (
    <div className="page">
      <PageHeading title="Lists" aside={lists.length > 0 && make}>
        Keep titles together with friends: everybody adds, votes and says why.
      </PageHeading>
      {invitations.length > 0 && (
        <section aria-labelledby="invitations" className="mb-12">
          <SectionHeading id="invitations" title="You are invited" />
          <ul className="flex flex-col gap-3">
            {invitations.map((invitation) => (
              <li key={invitation.listId}>
                <Invitation invitation={invitation} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {lists.length > 0 && <Cards lists={lists} />}
      {lists.length === 0 && (
        <EmptyState title="No lists yet" action={make}>
          A list for rainy Sundays, for the next visit, for everything with a train in it. Keep it alone or
          invite friends.
        </EmptyState>
      )}
      {archived.length > 0 && (
        <details className="mt-12">
          <summary className="mb-4 flex min-h-11 w-fit items-center text-soft hover:text-ink">
            Archived lists ({archived.length})
          </summary>
          <Cards lists={archived} />
        </details>
      )}
      {making && <NewListDialog onClose={() => setMaking(false)} />}
    </div>
  );
}

function Cards({ lists }: { readonly lists: ListsBoard['lists'] }) {
  return (
    <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
      {lists.map((list) => (
        <li key={list.id}>
          <ListCardLink list={list} />
        </li>
      ))}
    </ul>
  );
}
