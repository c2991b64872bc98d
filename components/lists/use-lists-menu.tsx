'use client';

import { type ReactNode, useState } from 'react';
import type { MenuItem } from '@/components/ui/menu.tsx';
import { TitleListsDialog } from './title-lists-dialog.tsx';
import { useTitleLists } from './use-title-lists.ts';

type ListsMenu = {
  readonly items: readonly MenuItem[];
  /** Reads the lists as soon as a finger or the focus is near, so that the list used last stands in the menu. */
  readonly prepare: () => void;
  readonly dialog: ReactNode;
};

/** For the menu of a card: the list used last with one tap, and the way to the others. */
export function useListsMenu(title: { readonly id: number; readonly name: string }): ListsMenu {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const lists = useTitleLists(title, wanted);
  const last = lists.query.data?.[0];
  return {
    items: [
      ...(last
        ? [
            {
              label: last.itemId === null ? `Add to ${last.name}` : `Take off ${last.name}`,
              onSelect: () => lists.toggle(last),
            },
          ]
        : []),
      {
        label: 'Add to a list…',
        onSelect: () => {
          setWanted(true);
          setOpen(true);
        },
      },
    ],
    prepare: () => setWanted(true),
    dialog: open && <TitleListsDialog name={title.name} lists={lists} onClose={() => setOpen(false)} />,
  };
}
