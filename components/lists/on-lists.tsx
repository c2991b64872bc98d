'use client';

import { ListPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import type { ListForTitle } from '@/lib/lists/lists-for-title.ts';
import { TitleListsDialog } from './title-lists-dialog.tsx';
import { useTitleLists } from './use-title-lists.ts';

type OnListsProps = { readonly title: TitleSummary; readonly initial: readonly ListForTitle[] };

/** On a title's page: the list used last and every list it is on are one tap away, the others two. */
export function OnLists({ title, initial }: OnListsProps) {
  const lists = useTitleLists(title, true, initial);
  const [open, setOpen] = useState(false);
  const all = lists.query.data ?? initial;
  const near = all.filter(({ itemId }, index) => index === 0 || itemId !== null);
  return (
    <section aria-label="Your lists" className="flex flex-wrap items-center gap-2">
      {near.map((list) => (
        <Chip
          key={list.listId}
          selected={list.itemId !== null}
          aria-label={`${title.name} on ${list.name}`}
          onClick={() => lists.toggle(list)}
          className="max-w-56"
        >
          <span className="truncate">{list.name}</span>
        </Chip>
      ))}
      <Button size="s" variant="plain" onClick={() => setOpen(true)}>
        <ListPlus aria-hidden size={17} /> Add to a list…
      </Button>
      {open && <TitleListsDialog name={title.name} lists={lists} onClose={() => setOpen(false)} />}
    </section>
  );
}
