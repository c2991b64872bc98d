'use client';

import { useState } from 'react';
import { ButtonLink } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { countText } from '@/lib/format.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { AddTitle } from './add-title.tsx';
import { HereNow } from './here-now.tsx';
import { ItemList } from './item-list.tsx';
import { ListHeading } from './list-heading.tsx';
import { Suggestions } from './suggestions.tsx';
import { useList } from './use-list.ts';
import { useListActions } from './use-list-actions.ts';

/** One list, open in as many browsers as there are members: what one does, the others see. */
export function ListPage({ initial }: { readonly initial: ListView }) {
  const { view, here, isGone, change } = useList(initial);
  const actions = useListActions(view, change);
  const [byVotes, setByVotes] = useState(false);
  if (isGone) return <Gone />;
  const changes = view.role !== 'viewer' && !view.archived;
  const onList = new Set(view.items.map(({ title }) => title.id));
  return (
    <div className="page">
      <ListHeading view={view} change={change} />
      <HereNow view={view} here={here} />
      <Standing view={view} />
      <div className="mt-3 mb-6 flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-72">
          {changes && <AddTitle onList={onList} onAdd={actions.add} />}
        </div>
        {view.items.length > 1 && (
          <Chip selected={byVotes} onClick={() => setByVotes(!byVotes)}>
            Sort by votes
          </Chip>
        )}
      </div>
      {view.items.length > 0 && <ItemList view={view} actions={actions} byVotes={byVotes} />}
      {view.items.length === 0 && <NothingYet changes={changes} hidden={view.hidden} />}
      {view.hidden > 0 && (
        <p className="mt-4 text-sm text-soft">
          {countText(view.hidden, 'more title is', 'more titles are')} above your maturity limit and not
          shown.
        </p>
      )}
      {changes && <Suggestions view={view} onAdd={actions.add} />}
    </div>
  );
}

/** What this person may do here, where that is not everything. */
function Standing({ view }: { readonly view: ListView }) {
  if (view.archived)
    return (
      <p className="mt-2 text-soft">
        This list is archived: it is here to be read.
        {view.role === 'owner' && ' Bring it back from its menu to change it.'}
      </p>
    );
  if (view.role === 'viewer')
    return (
      <p className="mt-2 text-soft">
        You see this list and vote on it. Its owner can let you add and order titles too.
      </p>
    );
  return null;
}

function NothingYet({ changes, hidden }: { readonly changes: boolean; readonly hidden: number }) {
  if (hidden > 0) return <EmptyState title="Nothing here for you to see" />;
  return (
    <EmptyState title="Nothing on it yet">
      {changes
        ? 'Type a name above, or choose “Add to a list” on any title.'
        : 'As soon as somebody adds a title, it stands here.'}
    </EmptyState>
  );
}

function Gone() {
  return (
    <div className="page">
      <EmptyState
        title="This list is no longer yours to see"
        action={<ButtonLink href="/lists">To your lists</ButtonLink>}
      >
        It was deleted, or you are not on it any more.
      </EmptyState>
    </div>
  );
}
