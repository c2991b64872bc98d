'use client';

import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { handListOver, removeListMember, restoreListMember, setListRole } from '@/lib/actions/lists.ts';
import type { ListMember, ListView } from '@/lib/lists/read-list.ts';
import { FaceName, nameOf } from './face-name.tsx';
import { foreseeMember } from './foresee.ts';
import { RoleSelect } from './role-select.tsx';
import { roleName } from './role-words.ts';
import type { ListOf } from './use-list.ts';

type MemberRowProps = {
  readonly member: ListMember;
  readonly view: ListView;
  readonly change: ListOf['change'];
};

export function MemberRow({ member, view, change }: MemberRowProps) {
  const [handing, setHanding] = useState(false);
  const isYou = member.key === view.you;
  const rules = view.role === 'owner' && member.role !== 'owner';
  return (
    <li className="border-b border-line py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Avatar name={nameOf(member)} size={36} decorative />
        <div className="min-w-0 flex-1">
          <p className="truncate">
            {isYou ? <span className="font-medium">You</span> : <FaceName face={member} />}
            {member.person && !isYou && <span className="text-sm text-soft"> @{member.person.handle}</span>}
          </p>
          {(!rules || member.state === 'invited') && (
            <p className="text-sm text-soft">
              {member.state === 'invited' ? 'Invited, has not answered yet' : roleName[member.role]}
            </p>
          )}
        </div>
        {rules && <Ruled member={member} view={view} change={change} onHandOver={() => setHanding(true)} />}
      </div>
      {handing && <HandOver member={member} view={view} change={change} onClose={() => setHanding(false)} />}
    </li>
  );
}

function Ruled({ member, view, change, onHandOver }: MemberRowProps & { readonly onHandOver: () => void }) {
  const [listId, name] = [view.id, nameOf(member)];
  const key = member.key;
  const remove = () =>
    change({
      send: () => removeListMember({ listId, member: key }),
      foresee: foreseeMember(key, () => null),
      said: member.state === 'joined' ? `${name} is off the list.` : `${name} is no longer invited.`,
      ...(member.state === 'joined' && {
        undo: () => change({ send: () => restoreListMember({ listId, member: key }) }),
      }),
    });
  if (member.state === 'invited')
    return (
      <Button size="s" variant="quiet" aria-label={`Take back the invitation of ${name}`} onClick={remove}>
        Take back
      </Button>
    );
  return (
    <>
      <RoleSelect
        label={`What ${name} may do`}
        value={member.role === 'viewer' ? 'viewer' : 'editor'}
        onChange={(role) =>
          change({
            send: () => setListRole({ listId, member: key, role }),
            foresee: foreseeMember(key, (one) => ({ ...one, role })),
          })
        }
      />
      <Menu
        label={`More about ${name}`}
        trigger={<Ellipsis aria-hidden size={20} />}
        items={[
          { label: 'Make them the owner…', onSelect: onHandOver },
          { label: 'Remove from the list', onSelect: remove, danger: true },
        ]}
      />
    </>
  );
}

/** Asked before it is done, because only the new owner can give it back. */
function HandOver({ member, view, change, onClose }: MemberRowProps & { readonly onClose: () => void }) {
  const name = nameOf(member);
  return (
    <div role="alert" className="mt-2 flex flex-wrap items-center gap-3 rounded-panel border border-line p-4">
      <p className="flex-1 basis-56 text-sm">
        {name} will own the list, and you will change it as others do. Only {name} can give it back.
      </p>
      <Button
        size="s"
        onClick={() => {
          onClose();
          change({
            send: () => handListOver({ listId: view.id, member: member.key }),
            said: `${name} owns ${view.name} now.`,
          });
        }}
      >
        Hand over
      </Button>
      <Button size="s" variant="quiet" onClick={onClose}>
        Keep it
      </Button>
    </div>
  );
}
