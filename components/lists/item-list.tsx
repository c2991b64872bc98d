'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { ListItem, ListView } from '@/lib/lists/read-list.ts';
import { ItemRow } from './item-row.tsx';
import type { ListActionsOf } from './use-list-actions.ts';

type ItemListProps = {
  readonly view: ListView;
  readonly actions: ListActionsOf;
  readonly byVotes: boolean;
};

/** Dragging is loaded only for those who may move something. */
const SortableItems = dynamic(() => import('./sortable-items.tsx').then((module) => module.SortableItems), {
  loading: () => <Waiting />,
});

export function ItemList({ view, actions, byVotes }: ItemListProps) {
  const movable = view.role !== 'viewer' && !view.archived && !byVotes;
  if (movable) return <SortableItems view={view} actions={actions} />;
  const items = byVotes ? sortedByVotes(view.items) : view.items;
  return (
    <ol aria-label="Titles" className="divide-y divide-line border-y border-line">
      {items.map((item) => (
        <li key={item.id}>
          <ItemRow item={item} view={view} actions={actions} ordered={false} />
        </li>
      ))}
    </ol>
  );
}

function Waiting() {
  return (
    <div role="status" className="flex flex-col gap-4 py-3">
      <span className="sr-only">Loading…</span>
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
  );
}

function sortedByVotes(items: readonly ListItem[]): readonly ListItem[] {
  const score = ({ votes }: ListItem) => votes.up - votes.down;
  return [...items].sort((one, other) => score(other) - score(one) || other.votes.up - one.votes.up);
}
