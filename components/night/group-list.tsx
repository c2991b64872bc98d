'use client';

import { useMutation } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { createNight, deleteGroup, restoreGroup } from '@/lib/actions/nights.ts';
import { listText } from '@/lib/format.ts';
import type { NightGroup } from '@/lib/nights/types.ts';
import { nightName } from './night-name.ts';
import { SUGGESTED_RULE } from './rule-words.ts';

type GroupListProps = { readonly initial: readonly NightGroup[] };

/** Saved groups: one tap opens the doors for all of them. */
export function GroupList({ initial }: GroupListProps) {
  const router = useRouter();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const setDeleted = (id: string, on: boolean) =>
    setGone((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)));

  const remove = useMutation({
    mutationFn: ({ id }: NightGroup) => runAction(deleteGroup({ groupId: id })),
    onMutate: ({ id }) => setDeleted(id, true),
    onSuccess: (_, group) => notify(`“${group.name}” is deleted.`, { undo: () => restore.mutate(group) }),
    onError: (error, { id }) => {
      setDeleted(id, false);
      notifyError(error.message);
    },
  });
  const restore = useMutation({
    mutationFn: ({ id, name, members }: NightGroup) =>
      runAction(restoreGroup({ groupId: id, name, userIds: members.map((member) => member.id) })),
    onMutate: ({ id }) => setDeleted(id, false),
    onError: (error, { id }) => {
      setDeleted(id, true);
      notifyError(error.message);
    },
  });
  const start = useMutation({
    mutationFn: (group: NightGroup) =>
      runAction(
        createNight({
          rule: SUGGESTED_RULE,
          constraints: { unseen: true },
          userIds: [],
          groupId: group.id,
          hotSeat: false,
          name: nightName(group.name),
        }),
      ),
    onSuccess: ({ nightId }) => router.push(`/nights/${nightId}`),
    onError: (error) => notifyError(error.message),
  });
  const groups = initial.filter(({ id }) => !gone.has(id));
  return (
    <section aria-labelledby="groups">
      <SectionHeading id="groups" title="Your groups" />
      {groups.length === 0 && (
        <p className="text-soft">
          None yet. When you start a night with friends, save them as a group: the next time is one tap.
        </p>
      )}
      <ul>
        {groups.map((group) => (
          <li
            key={group.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 last:border-b-0"
          >
            <span aria-hidden className="flex -space-x-2">
              {group.members.slice(0, 4).map(({ id, name }) => (
                <Avatar key={id} name={name} size={32} decorative className="ring-2 ring-paper" />
              ))}
            </span>
            <div className="min-w-0 flex-1 basis-40">
              <p className="truncate font-medium">{group.name}</p>
              <p className="truncate text-sm text-soft">{membersText(group)}</p>
            </div>
            <Button
              size="s"
              variant="quiet"
              disabled={start.isPending || start.isSuccess}
              aria-label={`Start with ${group.name}`}
              onClick={() => start.mutate(group)}
            >
              Start
            </Button>
            <Menu
              label={`More about ${group.name}`}
              trigger={<Ellipsis aria-hidden size={20} />}
              items={[
                { label: 'Start with other wishes', href: `/nights/new?group=${group.id}` },
                { label: 'Delete the group', onSelect: () => remove.mutate(group), danger: true },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function membersText({ members }: NightGroup): string {
  return members.length === 0
    ? 'Nobody of them is your friend now'
    : listText(members.map(({ name }) => name));
}
