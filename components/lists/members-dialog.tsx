'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { notify } from '@/components/ui/toast.ts';
import { leaveList, returnToList } from '@/lib/actions/lists.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { InviteForm } from './invite-form.tsx';
import { Links } from './links.tsx';
import { MemberRow } from './member-row.tsx';
import type { ListOf } from './use-list.ts';

type MembersDialogProps = {
  readonly view: ListView;
  readonly change: ListOf['change'];
  readonly onClose: () => void;
};

/** Who is on the list, and how others come to it. */
export function MembersDialog({ view, change, onClose }: MembersDialogProps) {
  return (
    <Dialog open title="People on this list" onClose={onClose}>
      <ul className="-mt-2">
        {view.members.map((member) => (
          <MemberRow key={member.key} member={member} view={view} change={change} />
        ))}
      </ul>
      {view.role === 'owner' ? (
        <>
          <InviteForm view={view} />
          <Links view={view} change={change} />
        </>
      ) : (
        <Leave view={view} change={change} />
      )}
    </Dialog>
  );
}

function Leave({ view, change }: Pick<MembersDialogProps, 'view' | 'change'>) {
  const router = useRouter();
  const comeBack = async () => {
    const answer = await returnToList({ listId: view.id }).catch(() => null);
    if (answer?.ok) router.push(`/lists/${view.id}`);
    else notify(answer?.message ?? 'Matinee could not be reached. Please try again.');
  };
  return (
    <Button
      variant="danger"
      size="s"
      className="self-start"
      onClick={() =>
        change({
          send: () => leaveList({ listId: view.id }),
          said: `You have left ${view.name}. Your notes and votes wait there.`,
          undo: comeBack,
          done: () => router.push('/lists'),
        })
      }
    >
      Leave the list
    </Button>
  );
}
