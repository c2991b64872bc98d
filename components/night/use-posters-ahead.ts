import { useEffect } from 'react';
import { posterSource } from '@/components/poster/source.ts';
import type { Answers, NightCard } from '@/lib/nights/types.ts';

/** As many as one answers in a tunnel. */
const AHEAD = 12;

/** Fetches the posters of the next cards, so that the deck goes on while the network is away. */
export function usePostersAhead(cards: readonly NightCard[], answers: Answers): void {
  const wanted = cards
    .filter(({ title }) => answers[title.id] === undefined)
    .slice(0, AHEAD)
    .map(({ title }) => title.slug)
    .join(' ');
  useEffect(() => {
    for (const slug of wanted.split(' ').filter(Boolean)) new Image().src = posterSource(slug);
  }, [wanted]);
}
