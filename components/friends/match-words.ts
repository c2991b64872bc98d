import type { MatchFigure } from '@/lib/feed/match.ts';
import { countText } from '@/lib/format.ts';

/** What the number means. */
export function expectationWords({ percent }: MatchFigure): string {
  return `Of 100 titles you both see, we expect you to agree on about ${percent}.`;
}

/** How far the number can be trusted. */
export function sureWords({ margin }: MatchFigure): string {
  const trust =
    margin <= 7 ? 'We are quite sure' : margin <= 10 ? 'We are fairly sure' : 'It is a first guess';
  return `${trust}: give or take ${margin}.`;
}

export function countWords({ agreedOn, sharedTitles }: MatchFigure): string {
  return `you agree on ${agreedOn} of the ${sharedTitles} titles you both have an opinion of`;
}

/** The cosine, in words; between two people who never met it is about a quarter. */
export function closenessWords({ cosine }: MatchFigure): string {
  if (cosine === null) return 'your tastes as a whole cannot be compared just now';
  if (cosine >= 0.6) return 'as a whole your tastes are very close';
  if (cosine >= 0.4) return 'as a whole your tastes are close';
  if (cosine >= 0.1) return 'as a whole your tastes are as far apart as those of most people';
  return 'as a whole your tastes are far apart';
}

export function missingWords({ sharedTitles }: MatchFigure): string {
  const have =
    sharedTitles === 0
      ? 'There is no title yet that you both have an opinion of'
      : `So far there ${sharedTitles === 1 ? 'is' : 'are'} ${countText(sharedTitles, 'title')} that you both have an opinion of`;
  return `Not enough in common yet for an honest number. ${have}; five are needed.`;
}
