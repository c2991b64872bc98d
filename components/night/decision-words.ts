import type { NightResult, NightView } from '@/lib/nights/types.ts';

/** How it came to this, said to the people who were there. */
export function decisionWords({ decidedBy }: NightResult, { members, hotSeat }: NightView): string {
  const there = members.filter(({ attendance }) => attendance === 'in').length;
  if (decidedBy === 'last-round') return 'The last round has decided';
  if (decidedBy === 'host') {
    const host = members.find(({ isHost }) => isHost);
    return !host || host.isYou || hotSeat ? 'It is decided' : `${host.name} has decided`;
  }
  if (there === 1) return 'You have found it';
  return there === 2 ? 'You both agree' : `All ${spelled(there)} of you agree`;
}

function spelled(count: number): string {
  return ['three', 'four', 'five', 'six', 'seven', 'eight'][count - 3] ?? String(count);
}
