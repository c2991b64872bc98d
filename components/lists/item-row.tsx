'use client';

import { Check, Ellipsis } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { Menu, type MenuItem } from '@/components/ui/menu.tsx';
import { runtimeText } from '@/lib/format.ts';
import type { ListItem, ListView } from '@/lib/lists/read-list.ts';
import { FaceName } from './face-name.tsx';
import { NoteDialog } from './note-dialog.tsx';
import type { ListActionsOf } from './use-list-actions.ts';
import { Votes } from './votes.tsx';

export type ItemRowProps = {
  readonly item: ListItem;
  readonly view: ListView;
  readonly actions: ListActionsOf;
  /** Moving is for the list's own order only. */
  readonly ordered: boolean;
  /** What the row is dragged by. */
  readonly handle?: ReactNode;
};

/** A title with what it is doing here: who added it, what they say, and what everybody thinks. */
export function ItemRow({ item, view, actions, ordered, handle }: ItemRowProps) {
  const [noting, setNoting] = useState(false);
  const { title } = item;
  const changes = view.role !== 'viewer' && !view.archived;
  const own = item.notes.find(({ by }) => by.key === view.you)?.text ?? '';
  return (
    <div className="flex items-start gap-x-1 py-3 sm:gap-x-2">
      {handle}
      <RowPoster title={title} className="mr-2 w-14 sm:w-16" />
      <div className="grid min-w-0 flex-1 gap-x-6 sm:grid-cols-[1fr_auto]">
        <div className="min-w-0">
          <RowName title={title} />
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
            <span>{runtimeText(title.runtime, title.kind)}</span>
            <span>added by {item.addedBy?.key === view.you ? 'you' : <FaceName face={item.addedBy} />}</span>
            {title.own.watchCount > 0 && (
              <span className="inline-flex items-center gap-1 text-good">
                <Check aria-hidden size={14} /> you have seen it
              </span>
            )}
          </p>
          {item.notes.length > 0 && <Notes item={item} you={view.you} />}
        </div>
        <div className="-ml-2 flex items-center sm:ml-0">
          <Votes item={item} closed={view.archived} onVote={(vote) => actions.vote(item.id, vote)} />
          {changes && (
            <Menu
              label={`Change ${title.name}`}
              trigger={<Ellipsis aria-hidden size={20} />}
              items={[
                {
                  label: own === '' ? 'Write a note…' : 'Change your note…',
                  onSelect: () => setNoting(true),
                },
                ...(ordered ? moveItems(item, view, actions) : []),
                { label: 'Take it off the list', onSelect: () => actions.remove(item), danger: true },
              ]}
            />
          )}
        </div>
      </div>
      {noting && (
        <NoteDialog
          name={title.name}
          text={own}
          onClose={() => setNoting(false)}
          onSave={(text) => actions.note(item.id, text)}
        />
      )}
    </div>
  );
}

function Notes({ item, you }: { readonly item: ListItem; readonly you: string }) {
  return (
    <ul aria-label={`Notes on ${item.title.name}`} className="mt-1.5 flex flex-col gap-1">
      {item.notes.map(({ by, text }) => (
        <li key={by.key} className="border-l-2 border-line pl-3 text-sm">
          <q className="whitespace-pre-line">{text}</q>{' '}
          <span className="text-soft">{by.key === you ? 'you' : <FaceName face={by} />}</span>
        </li>
      ))}
    </ul>
  );
}

function moveItems(item: ListItem, { items }: ListView, { moveTo }: ListActionsOf): MenuItem[] {
  const at = items.findIndex(({ id }) => id === item.id);
  const last = items.length - 1;
  const entry = (label: string, to: number) => ({ label, onSelect: () => moveTo(item.id, to) });
  return [
    ...(at > 0 ? [entry('Move up', at - 1)] : []),
    ...(at < last ? [entry('Move down', at + 1)] : []),
    ...(at > 1 ? [entry('To the top', 0)] : []),
    ...(at < last - 1 ? [entry('To the end', last)] : []),
  ];
}
