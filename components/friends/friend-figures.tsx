import type { FriendFigures } from '@/lib/feed/circle-figures.ts';

/** "84 % match · counts for 12 %" */
export function FriendFiguresText({ figures }: { readonly figures: FriendFigures | undefined }) {
  if (!figures) return null;
  const words = [matchWords(figures), shareWords(figures)].filter((part) => part !== null);
  return <span className="tabular-nums">{words.join(' · ')}</span>;
}

function matchWords({ match }: FriendFigures): string | null {
  if (!match) return null;
  return match.percent === null ? 'Not enough in common yet' : `${match.percent} % match`;
}

function shareWords({ share }: FriendFigures): string | null {
  if (share === undefined) return null;
  if (share === 0) return 'counts for nothing';
  return `counts for ${share < 0.01 ? '< 1' : Math.round(100 * share)} %`;
}
