'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSettled } from '@/components/account/use-settled.ts';
import type { ChoiceInWords } from '@/lib/account/description.ts';
import type { FeedItem } from '@/lib/feed/types.ts';

export type Sample = {
  readonly items: readonly Omit<FeedItem, 'position'>[];
  readonly choices: readonly ChoiceInWords[];
  readonly unread: readonly string[];
  /** The words that this answers. */
  readonly text: string;
};

export type Picked = {
  readonly picks: readonly number[];
  readonly genres: readonly string[];
  readonly languages: readonly string[];
  readonly text: string;
  /** What was understood of the text and taken out again. */
  readonly without: readonly ChoiceInWords[];
};

/** What today's picks and words would lead to. Words are asked about once the typing pauses. */
export function useSample({ picks, genres, languages, text, without }: Picked, first: Sample) {
  const settled = useSettled(text.trim(), 350);
  const query = new URLSearchParams({
    picks: picks.join(','),
    genres: genres.join(','),
    languages: languages.join(','),
    text: settled,
    without: without.map(({ facet, value }) => `${facet}:${value}`).join(','),
  }).toString();
  const untouched = picks.length + genres.length + languages.length === 0 && settled === '';
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ['sample', query],
    queryFn: async () => ({ ...(await fetchSample(query)), text: settled }),
    placeholderData: keepPreviousData,
    initialData: untouched ? first : undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { sample: data ?? first, untouched, isError, isPending: isPlaceholderData };
}

async function fetchSample(query: string): Promise<Omit<Sample, 'text'>> {
  const response = await fetch(`/api/welcome/sample?${query}`);
  if (!response.ok) throw new Error(`The sample answered ${response.status}`);
  return (await response.json()) as Omit<Sample, 'text'>;
}
