'use client';

import { addAtHostsPhone, removeFromNight, setAttendance } from '@/lib/actions/nights.ts';
import type { NightMember, NightView } from '@/lib/nights/types.ts';
import { useNightAction } from './use-night-action.ts';

/** Who comes and who goes: said of oneself, or by the host of anybody. */
export function usePeople(night: NightView) {
  const { act } = useNightAction(night.id);

  const count = (member: NightMember, attendance: 'in' | 'out') =>
    act({
      send: () =>
        setAttendance({ nightId: night.id, attendance, ...(!member.isYou && { memberId: member.id }) }),
      foresee: (before) => ({
        ...before,
        members: before.members.map((one) => (one.id === member.id ? { ...one, attendance } : one)),
      }),
      said: countedWords(member, attendance),
      undo: () => count(member, attendance === 'in' ? 'out' : 'in'),
    });

  const remove = ({ id, name }: NightMember) =>
    act({
      send: () => removeFromNight({ nightId: night.id, memberId: id }),
      foresee: (before) => ({ ...before, members: before.members.filter((one) => one.id !== id) }),
      said: `${name} is off the guest list.`,
    });

  const add = (name: string) =>
    act({ send: () => addAtHostsPhone({ nightId: night.id, name }), said: `${name} votes at your phone.` });

  return { count, remove, add };
}

function countedWords({ isYou, name }: NightMember, attendance: 'in' | 'out'): string {
  if (isYou) return attendance === 'in' ? 'You are in.' : 'They go on without you.';
  return attendance === 'in' ? `${name} counts again.` : `You go on without ${name}.`;
}
