'use client';

import { Clock, Ellipsis, Users } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Menu, type MenuItem } from '@/components/ui/menu.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { bringListBack, deleteList, setListArchived } from '@/lib/actions/lists.ts';
import { countText } from '@/lib/format.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { ActivityDrawer } from './activity-drawer.tsx';
import { DescribeDialog } from './describe-dialog.tsx';
import { MembersDialog } from './members-dialog.tsx';
import type { ListOf } from './use-list.ts';

type ListHeadingProps = { readonly view: ListView; readonly change: ListOf['change'] };

export function ListHeading({ view, change }: ListHeadingProps) {
  const [open, setOpen] = useState<'people' | 'activity' | 'words' | null>(null);
  const close = () => setOpen(null);
  const joined = view.members.filter(({ state }) => state === 'joined');
  const items = useMenuItems(view, change, () => setOpen('words'));
  return (
    <>
      <PageHeading
        title={view.name}
        aside={
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="quiet" size="s" onClick={() => setOpen('people')}>
              <Users aria-hidden size={16} />
              {countText(joined.length, 'person', 'people')}
            </Button>
            <Button variant="quiet" size="s" onClick={() => setOpen('activity')}>
              <Clock aria-hidden size={16} />
              Activity
            </Button>
            {items.length > 0 && (
              <Menu label="More for this list" trigger={<Ellipsis aria-hidden size={20} />} items={items} />
            )}
          </div>
        }
      >
        {view.description !== '' && <p className="whitespace-pre-line">{view.description}</p>}
        <p>{countText(view.items.length, 'title')}</p>
      </PageHeading>
      {open === 'people' && <MembersDialog view={view} change={change} onClose={close} />}
      {open === 'activity' && <ActivityDrawer view={view} onClose={close} />}
      {open === 'words' && <DescribeDialog view={view} change={change} onClose={close} />}
    </>
  );
}

function useMenuItems(view: ListView, change: ListOf['change'], onDescribe: () => void): MenuItem[] {
  const router = useRouter();
  const listId = view.id;
  const archive = (archived: boolean): void =>
    change({
      send: () => setListArchived({ listId, archived }),
      foresee: (shown) => ({ ...shown, archived }),
      said: archived ? `${view.name} is archived.` : `${view.name} is back.`,
      undo: () => archive(!archived),
    });
  const bringBack = async () => {
    const answer = await bringListBack({ listId }).catch(() => null);
    if (answer?.ok) router.push(`/lists/${listId}`);
    else notifyError(answer?.message ?? 'Matinee could not be reached. Please try again.');
  };
  const remove = () =>
    change({
      send: () => deleteList({ listId }),
      said: `${view.name} is deleted for everybody.`,
      undo: bringBack,
      done: () => router.push('/lists'),
    });
  return [
    ...(view.role !== 'viewer' && !view.archived
      ? [{ label: 'Name and description…', onSelect: onDescribe }]
      : []),
    ...(view.role === 'owner'
      ? [
          {
            label: view.archived ? 'Bring it back from the archive' : 'Archive it',
            onSelect: () => archive(!view.archived),
          },
          { label: 'Delete it for everybody', onSelect: remove, danger: true },
        ]
      : []),
  ];
}
