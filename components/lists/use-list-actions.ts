'use client';

import { newId } from '@/components/title/new-id.ts';
import * as lists from '@/lib/actions/lists.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { noState } from '@/lib/catalog/summary.ts';
import type { ListItem, ListView } from '@/lib/lists/read-list.ts';
import type { Vote } from '@/lib/lists/votes.ts';
import {
  foreseeAdded,
  foreseeBack,
  foreseeMoved,
  foreseeNote,
  foreseeRemoved,
  foreseeVote,
} from './foresee.ts';
import type { ListOf } from './use-list.ts';

/** Everything that is done to the titles of a list: at once on the screen, and each with its way back. */
export function useListActions(view: ListView, change: ListOf['change']) {
  const listId = view.id;

  const add = (title: TitleSummary) => {
    const itemId = newId();
    const by = view.members.find(({ key }) => key === view.you) ?? null;
    const votes = { up: 0, down: 0, own: null };
    const item = { id: itemId, title: { own: noState, ...title }, addedBy: by, notes: [], votes };
    change({
      send: () => lists.addToList({ listId, itemId, titleId: title.id }),
      foresee: foreseeAdded(item),
      said: ({ outcome, addedBy }) => {
        if (outcome === 'there')
          return addedBy
            ? `${addedBy} added ${title.name} already.`
            : `${title.name} is on the list already.`;
        return outcome === 'put-back' ? `${title.name} is back, with its notes and votes.` : null;
      },
    });
  };

  const remove = (item: ListItem) => {
    const itemId = item.id;
    const at = view.items.findIndex(({ id }) => id === itemId);
    const afterId = view.items[at - 1]?.id ?? null;
    change({
      send: () => lists.removeFromList({ listId, itemId }),
      foresee: foreseeRemoved(itemId),
      said: `${item.title.name} is off the list.`,
      undo: () =>
        change({
          send: () => lists.putBackOnList({ listId, itemId }),
          foresee: foreseeBack(item, afterId),
        }),
    });
  };

  const move = (itemId: string, side: 'before' | 'after', besideId: string) =>
    change({
      send: () => lists.moveOnList({ listId, itemId, side, besideId }),
      foresee: foreseeMoved(itemId, side, besideId),
    });

  /** To a place in the order as it is on the screen. */
  const moveTo = (itemId: string, to: number) => {
    const from = view.items.findIndex(({ id }) => id === itemId);
    const beside = view.items[Math.max(0, Math.min(to, view.items.length - 1))];
    if (beside && from !== -1 && beside.id !== itemId)
      move(itemId, to < from ? 'before' : 'after', beside.id);
  };

  const note = (itemId: string, text: string) =>
    change({
      send: () => lists.noteOnList({ listId, itemId, text }),
      foresee: foreseeNote(itemId, text.trim()),
    });

  const vote = (itemId: string, wanted: Vote | null) =>
    change({
      send: () => lists.voteOnList({ listId, itemId, vote: wanted }),
      foresee: foreseeVote(itemId, wanted),
    });

  return { add, remove, moveTo, note, vote };
}

export type ListActionsOf = ReturnType<typeof useListActions>;
