import type { FriendFigures } from '@/lib/feed/circle-figures.ts';

/** "Counts for 22 %: you agree on 9 of 11", of what both show to friends. */
export function FriendWeightText({ figures }: { readonly figures: FriendFigures | undefined }) {
  return <span className="text-sm text-soft tabular-nums">{wordsOf(figures)}</span>;
}

function wordsOf(figures: FriendFigures | undefined): string {
  if (figures?.share === undefined) return 'Does not count now';
  const { share, match } = figures;
  const counts =
    share > 0 ? `Counts for ${share < 0.01 ? '< 1' : Math.round(share * 100)} %` : 'Counts for nothing';
  if (!match) return counts;
  if (match.sharedTitles === 0) return `${counts}: nothing in common yet`;
  return `${counts}: you agree on ${match.agreedOn} of ${match.sharedTitles}`;
}
