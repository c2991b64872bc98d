'use client';

import { Ellipsis } from 'lucide-react';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import type { NightMember, NightView } from '@/lib/nights/types.ts';

type MemberListProps = {
  readonly night: NightView;
  /** What a host can do about somebody else. */
  readonly hostCan: {
    readonly count: (member: NightMember, attendance: 'in' | 'out') => void;
    readonly remove: (member: NightMember) => void;
  } | null;
};

/** Who is asked and who comes. */
export function MemberList({ night, hostCan }: MemberListProps) {
  return (
    <ul aria-label="Who is coming">
      {night.members.map((member) => (
        <li
          key={member.id}
          className="flex min-h-15 items-center gap-3 border-b border-line py-2 last:border-b-0"
        >
          <span className={member.attendance === 'in' ? undefined : 'opacity-50'}>
            <Avatar name={member.name} size={40} decorative />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">
              {member.name}
              {member.isYou && <span className="font-normal text-soft"> (you)</span>}
            </span>
            <span className="block text-sm text-soft">{standing(member)}</span>
          </span>
          {hostCan && !member.isYou && (
            <Menu
              label={`More about ${member.name}`}
              trigger={<Ellipsis aria-hidden size={20} />}
              items={[
                member.attendance === 'in'
                  ? { label: 'Go on without them', onSelect: () => hostCan.count(member, 'out') }
                  : { label: 'Count them in', onSelect: () => hostCan.count(member, 'in') },
                { label: 'Take off the guest list', onSelect: () => hostCan.remove(member), danger: true },
              ]}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function standing({ attendance, isHost, isGuest, atHostsPhone }: NightMember): string {
  if (attendance === 'asked') return 'Asked, no answer yet';
  if (attendance === 'out') return 'Cannot come';
  const roles = [
    isHost && 'host',
    isGuest && !atHostsPhone && 'guest',
    atHostsPhone && 'at the host’s phone',
  ].filter(Boolean);
  return roles.length > 0 ? `Is there, ${roles.join(', ')}` : 'Is there';
}
