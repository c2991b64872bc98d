import { useQueries } from '@tanstack/react-query';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

export type TitleStory = {
  readonly synopsis: string;
  readonly cast: readonly string[];
  readonly maturity: number;
};

/** What films are about; those of the next cards are fetched ahead, so that they are there when their cards are. */
export function useStories(titles: readonly TitleSummary[]): (TitleStory | undefined)[] {
  return useQueries({
    queries: titles.map(({ slug }) => ({
      queryKey: ['story', slug],
      queryFn: () => readStory(slug),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  }).map(({ data }) => data);
}

async function readStory(slug: string): Promise<TitleStory> {
  const response = await fetch(`/api/titles/${slug}`);
  if (!response.ok) throw new Error(`The title answered ${response.status}`);
  return response.json();
}
