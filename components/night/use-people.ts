'use client';

import { addAtHostsPhone, removeFromNight, setAttendance } from '@/lib/actions/nights.ts';
import type { NightMember, NightView } from '@/lib/nights/types.ts';
import { useNightAction } from './use-night-action.ts';

/** Who comes and who goes: said of oneself, or by the host of anybody. */
export function usePeople(night: NightView) {
  const { act } = useNightAction(night.id);

  const say = (member: NightMember, attendance: NightMember['attendance']) => ({
    send: () =>
      setAttendance({ nightId: night.id, attendance, ...(!member.isYou && { memberId: member.id }) }),
    foresee: (before: NightView) => ({
      ...before,
      members: before.members.map((one) => (one.id === member.id ? { ...one, attendance } : one)),
    }),
  });
  const count = (member: NightMember, attendance: 'in' | 'out') =>
    act({
      ...say(member, attendance),
      said: countedWords(member, attendance),
      undo: () => act(say(member, member.attendance)),
    });

  const remove = (member: NightMember) =>
    act({
      send: () => removeFromNight({ nightId: night.id, memberId: member.id }),
      foresee: (before) => ({
        ...before,
        members: before.members.filter(({ id }) => id !== member.id),
      }),
      said: `${member.name} is off the guest list.`,
      undo: () => act(say(member, member.attendance)),
    });

  const add = (name: string) =>
    act({ send: () => addAtHostsPhone({ nightId: night.id, name }), said: `${name} votes at your phone.` });

  return { count, remove, add };
}

function countedWords({ isYou, name }: NightMember, attendance: 'in' | 'out'): string {
  if (isYou) return attendance === 'in' ? 'You are in.' : 'They go on without you.';
  return attendance === 'in' ? `${name} counts again.` : `You go on without ${name}.`;
}
