import type { FriendWeightRow } from '@/lib/feed/friend-weights.ts';

/** "Counts for 22 %: you agree on 9 of 11" */
export function FriendWeightText({ weight }: { readonly weight: FriendWeightRow | undefined }) {
  return <span className="text-sm text-soft tabular-nums">{wordsOf(weight)}</span>;
}

function wordsOf(weight: FriendWeightRow | undefined): string {
  if (!weight) return 'Does not count now';
  const { share, sharedTitles, agreedOn } = weight;
  const counts =
    share > 0 ? `Counts for ${share < 0.01 ? '< 1' : Math.round(share * 100)} %` : 'Counts for nothing';
  if (sharedTitles === 0) return `${counts}: nothing in common yet`;
  return `${counts}: you agree on ${agreedOn} of ${sharedTitles}`;
}
